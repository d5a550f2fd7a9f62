import Access
import CaseworkPages
import CivilTime
import Exchange
import Foundation
import HTML
import Hummingbird
import Store

/// An import taken back: shown first, then done.
struct ImportUndoRoutes {
  let store: any WebStore
  let casework: Casework
  let desk: ImportDesk
  let queue: BackgroundQueue
  /// What an undo of so many children would change is worked out while somebody waits.
  let atOnce: Int

  func add(to routes: Routes) {
    let officers = Policy.mayImportAndExport
    routes.get("/imports/:id/undo", for: officers) { request in try await preview(request) }
    routes.post("/imports/:id/undo/preview", for: officers) { [store] request, _ in
      let submission = try await store.submission(askedForBy: request)
      try await workOut(try await undo(of: submission, request), by: request.person)
      return .seeOther(.undoImport(submission.id))
    }
    routes.post("/imports/:id/undo", for: officers) { [store, queue] request, _ in
      let submission = try await store.submission(askedForBy: request)
      if try await queue.work(on: submission.id).open == nil {
        _ = try await queue.add(
          .undoing, ImportOrder(submission: submission.id), by: request.person)
      }
      return .seeOther(.submission(submission.id))
    }
    routes.post("/imports/:id/again", for: officers) { [store, desk] request, _ in
      let submission = try await store.submission(askedForBy: request)
      if submission.state == .undone {
        try await store.setState(.received, of: submission.id, progress: nil)
        await desk.forget(submission.id)
      }
      return .seeOther(.submission(submission.id))
    }
  }

  // MARK: - What would be changed

  private func undo(of submission: Submission, _ request: PageRequest) async throws -> ImportUndo {
    do {
      return try await ImportUndo(
        .submission(submission.id), in: store, by: request.person, clock: { request.at })
    } catch let why as StoreUnavailable {
      throw Failure(
        .conflict, "This import cannot be undone", why.publicDescription, "Nothing was changed.")
    }
  }

  private func preview(_ request: PageRequest) async throws -> Response {
    let submission = try await store.submission(askedForBy: request)
    let setting = casework.setting(of: request)
    let undo = try await undo(of: submission, request)
    func page(_ view: UndoView, workedOut: Instant? = nil) -> Response {
      .page(
        UndoImportPage(
          submission: submission.id, title: submission.title, view, workedOut: workedOut
        ).page(in: setting))
    }
    if undo.childCount <= atOnce { return page(UndoView(try await undo.preview(), of: undo)) }
    var job = try await workedOut(undo, by: request.person)
    if let ended = job, ended.outcome == .done {
      if let view = try await queue.files(of: ended).first.flatMap(UndoOrder.view) {
        return page(view, workedOut: ended.asked)
      }
      // Files are kept for a week.
      job = nil
    }
    func waiting(_ standing: UndoPreviewPage.Standing) -> Page {
      UndoPreviewPage(submission: submission.id, title: submission.title, standing)
        .page(in: setting)
    }
    if let job, job.ended != nil { return .page(waiting(.failed(job.words))) }
    let open: Job
    if let job { open = job } else { open = try await workOut(undo, by: request.person) }
    return .waiting(waiting(.atWork(try await queue.standing(of: open))))
  }

  /// The last time that somebody asked what this undo would change, unless imports came or went since.
  ///
  /// It tells of children, and the log of reads says that it was handed out to whoever asked.
  private func workedOut(_ undo: ImportUndo, by person: Person) async throws -> Job? {
    let order = UndoOrder(of: undo)
    guard
      let last = try await queue.jobs(of: [.previewingUndo])
        .first(where: { $0.user == person.user && (try? $0.order(UndoOrder.self)) == order })
    else { return nil }
    let changes = try await queue.jobs(of: [.importing, .undoing])
    return changes.contains { $0.number > last.number && $0.started != nil } ? nil : last
  }

  @discardableResult
  private func workOut(_ undo: ImportUndo, by person: Person) async throws -> Job {
    if let open = try await workedOut(undo, by: person), open.ended == nil { return open }
    return try await queue.add(.previewingUndo, UndoOrder(of: undo), by: person)
  }
}

/// Which runs of which submission would be undone, and which came later and stand.
struct UndoOrder: Codable, Equatable, Sendable {
  let submission: Int64
  let runs: [Int64]
  let later: [Int64]

  init(of undo: ImportUndo) {
    submission = undo.runs.first?.submission ?? 0
    runs = undo.runs.map(\.number).sorted()
    later = undo.laterRuns.map(\.number).sorted()
  }

  /// What would be changed, as it is kept with its job.
  static func file(_ view: UndoView) throws -> JobFile {
    JobFile(name: "undo.json", bytes: Array(try JSONEncoder().encode(view)))
  }

  static func view(in file: JobFile) -> UndoView? {
    try? JSONDecoder().decode(UndoView.self, from: Data(file.bytes))
  }
}

extension UndoView {
  /// So many facts that stay stand on a page.
  private static let mostShown = 200

  init(_ report: UndoReport, of undo: ImportUndo) {
    let kinds = Set(report.withdrawnFacts.keys).union(report.restoredFacts.keys)
    self.init(
      changedChildren: report.changedChildren, emptiedChildren: report.emptiedChildren,
      changes: kinds.sorted().map {
        KindChange(
          kind: $0, withdrawn: report.withdrawnFacts[$0] ?? 0,
          restored: report.restoredFacts[$0] ?? 0)
      },
      left: report.left.prefix(UndoView.mostShown).map {
        Left(child: $0.child, kind: $0.kind, why: $0.words)
      }, leftInAll: report.left.count,
      warnings: undo.laterRuns.isEmpty ? [] : [undo.warningOfLaterRuns])
  }
}
