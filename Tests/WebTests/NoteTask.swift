import Access
import CareRecord
import CaseworkPages
import HTML
import HTTPTypes
import Hummingbird
import Secrets
import Store
import Synchronization

@testable import Web

/// The smallest task that people write in: one text, kept as a draft until it is saved.
final class NoteTask: Sendable {
  let site: TestSite
  private let notes = Mutex<[String]>([])
  private let problem = Mutex<(any Error)?>(nil)

  init(_ site: TestSite) { self.site = site }

  var saved: [String] { notes.withLock { $0 } }

  /// What saving throws from now on.
  func fail(with error: (any Error)?) { problem.withLock { $0 = error } }

  func add(to routes: Routes) {
    routes.get("/note/:child") { [site] request in
      let child = try request.child()
      let draft = try await site.store.draft(
        key: "note/\(child.id)", user: request.person.user)
      let here = Link("note", child.id.text)
      let state = draft?.state ?? FormState()
      return .page(
        Page("Write a note", in: request.context.frame) {
          Form(to: here, token: request.context.formToken, autosave: .init(to: "/drafts")) {
            DraftFields(
              key: "note/\(child.id)", version: draft?.version ?? 0, page: here,
              title: "Note of Wren", writer: RandomBytes.token(), children: [child])
            TextArea(state.field("note", "What happened"))
            Button("Save")
          }
        })
    }
    routes.post("/note/:child") { request, form in
      if let problem = self.problem.withLock({ $0 }) { throw problem }
      self.notes.withLock { $0.append(form["note"] ?? "") }
      return .seeOther("/")
    }
    routes.post("/files", files: true, for: { $0.roles.contains(.dataOfficer) }) { _, form in
      self.notes.withLock { $0 += form.files.map(\.name) }
      return .seeOther("/")
    }
  }

  static let page = "/note/0000000000001"
  static let text = "Ada said <she> was & is \"fine\".\n\nÉ, 'ok', 100%."
}
