import Access
import CaseworkPages
import CivilTime
import Exchange
import HTML
import Hummingbird
import Returns
import Store

/// What is being done in the background, and taking it out of the line.
struct JobRoutes {
  let store: any WebStore
  let casework: Casework
  let queue: BackgroundQueue

  func add(to routes: Routes) {
    let officers = Policy.mayImportAndExport
    routes.get("/jobs", for: officers) { [store, casework, queue] request in
      let submissions = try await store.submissions(of: request.person.authority)
      var lines: [JobLine] = []
      for job in try await queue.jobs(limit: 50) {
        lines.append(
          JobLine(
            job, title: job.title(among: submissions), link: job.link,
            await queue.progress(of: job)))
      }
      return .page(JobsPage(lines).page(in: casework.setting(of: request)))
    }
    routes.post("/jobs/:id/cancel", for: officers) { [queue] request, _ in
      guard try await queue.cancel(try await queue.job(askedForBy: request), by: request.person)
      else {
        throw Failure(
          .conflict, "This can no longer be taken out of the line",
          "It was begun meanwhile, or has ended.")
      }
      return .seeOther(.jobs)
    }
  }
}

extension BackgroundQueue {
  /// The job whose number stands in the address.
  func job(askedForBy request: PageRequest) async throws -> Job {
    guard let number = request.parameters.get("id").flatMap({ Int64($0) }),
      let job = try await job(number)
    else { throw Failure.notFound }
    return job
  }
}

extension Job {
  fileprivate func title(among submissions: [Submission]) -> String {
    func about() -> String {
      let number =
        (try? order(ImportOrder.self).submission) ?? (try? order(UndoOrder.self).submission)
      return submissions.first { $0.id == number }?.title ?? "files"
    }
    return switch sort {
    case .importing: "Import of \(about())"
    case .undoing: "Undo of the import of \(about())"
    case .previewingUndo: "What an undo of the import of \(about()) would change"
    case .exporting: (try? order(ExportOrder.self).title) ?? "A return"
    case .checking: "Check of every record with other reference data"
    case nil: work
    }
  }

  fileprivate var link: Link {
    switch sort {
    case .importing, .undoing:
      (try? order(ImportOrder.self).submission).map(Link.submission) ?? "/imports"
    case .previewingUndo:
      (try? order(UndoOrder.self).submission).map(Link.undoImport) ?? "/imports"
    case .exporting: .export(number)
    case .checking: .reference
    case nil: .jobs
    }
  }
}
