import Access
import CivilTime
import HTML
import Hummingbird
import Store

/// What people have typed and not yet saved: kept while they type, listed, thrown away.
struct DraftRoutes {
  let accounts: any AccountStore

  func add(to routes: Routes) {
    routes.get("/drafts") { [accounts] request in
      let drafts = try await accounts.drafts(user: request.person.user)
      return .page(DraftsPage(context: request.context, drafts: drafts).page)
    }
    routes.post("/drafts") { request, form in try await save(form, request) }
    routes.get("/drafts/one") { [accounts] request in
      let drafts = try await accounts.drafts(user: request.person.user)
      guard
        let draft = drafts.first(where: {
          $0.key == request.query[Writing.key]
            && $0.version == request.query.number(Writing.version)
        })
      else { throw Failure.notFound }
      return .page(DraftPage(context: request.context, draft: draft).page)
    }
    routes.post("/drafts/discard") { [accounts] request, form in
      try await accounts.discardDraft(
        key: form.text(Writing.key), user: request.person.user,
        version: Int(form.text(Writing.version)) ?? 0)
      return .seeOther("/drafts")
    }
  }

  /// Both our script, every few seconds, and the button "Save draft" come here.
  private func save(_ form: SubmittedForm, _ request: PageRequest) async throws -> Response {
    guard let writing = Writing(form) else {
      throw Failure(
        .unprocessableContent, "This draft could not be kept",
        "The page did not say what it belongs to.")
    }
    switch try await writing.save(for: request.person.user, in: accounts, at: request.at) {
    case .saved:
      if request.request.isByScript {
        return .saved(at: request.at.iso)
      }
      return .seeOther(writing.page)
    case .conflict(let theirs, _):
      if request.request.isByScript {
        return .problem(.conflict, kept: true)
      }
      return .page(
        DraftConflictPage(context: request.context, ours: form, theirs: theirs).page, .conflict)
    }
  }
}
