import Access
import CaseworkPages
import CivilTime
import Exchange
import HTML
import Hummingbird
import Store

/// An import taken back: shown first, then done.
struct ImportUndoRoutes {
  let store: any WebStore
  let casework: Casework
  let desk: ImportDesk
  let queue: BackgroundQueue

  func add(to routes: Routes) {
    let officers = Policy.mayImportAndExport
    routes.get("/imports/:id/undo", for: officers) { [store, casework] request in
      let submission = try await store.submission(askedForBy: request)
      do {
        let undo = try await ImportUndo(
          .submission(submission.id), in: store, by: request.person, clock: { request.at })
        let report = try await undo.preview()
        return .page(
          UndoImportPage(
            submission: submission.id, title: submission.title, UndoView(report, of: undo)
          ).page(in: casework.setting(of: request)))
      } catch let why as StoreUnavailable {
        throw Failure(
          .conflict, "This import cannot be undone", why.publicDescription, "Nothing was changed.")
      }
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
