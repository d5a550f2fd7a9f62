import Access
import CareRecord
import CaseworkPages
import HTML
import Secrets
import Store

/// The draft behind the form of a task: which it is, and keeping what was typed in it.
struct TaskDraft {
  let fields: DraftFields
  private let request: PageRequest
  private let accounts: any AccountStore

  /// For a page that is opened.
  init(
    _ kept: Draft?, key: String, page: Link, title: String, children: [Subject],
    for request: PageRequest, in accounts: any AccountStore
  ) {
    fields = DraftFields(
      key: key, version: kept?.version ?? 0, page: page, title: title,
      writer: RandomBytes.token(), saved: kept?.saved, children: children)
    self.request = request
    self.accounts = accounts
  }

  /// For a form that was sent: the same window goes on writing.
  init(
    sent form: SubmittedForm, key: String, page: Link, title: String, children: [Subject],
    for request: PageRequest, in accounts: any AccountStore
  ) {
    let isSame = form[DraftFields.keyName] == key
    fields = DraftFields(
      key: key,
      version: isSame ? form[DraftFields.versionName].flatMap { Int($0) } ?? 0 : 0, page: page,
      title: title, writer: form[DraftFields.writerName] ?? RandomBytes.token(),
      children: children)
    self.request = request
    self.accounts = accounts
  }

  /// Keeps what was typed.
  /// - Returns: the text of another window, where there is one
  func keep(_ answers: Answers) async throws -> Draft? {
    let outcome = try await Writing(answers, fields).save(
      for: request.person.user, in: accounts, at: request.at)
    guard case .conflict(let theirs, _) = outcome else { return nil }
    return theirs
  }

  /// Once the text is in the record: nothing is left but what the writer set aside.
  func finish(_ answers: Answers, sent form: SubmittedForm) async throws {
    let user = request.person.user
    let aside = WritingConflict.setAside(in: answers)
    if !aside.isEmpty {
      var kept = Answers()
      kept.set(WritingConflict.asideField, to: aside)
      let key = TaskDraft.asideKey(fields.key)
      let earlier = try await accounts.draft(key: key, user: user)
      _ = try await Writing(
        kept,
        DraftFields(
          key: key, version: earlier?.version ?? 0, page: TaskDraft.asidePage(key),
          title: "Set aside: \(fields.title)", writer: fields.writer, children: fields.children)
      ).save(for: user, in: accounts, at: request.at)
    }
    try await accounts.deleteDraft(key: fields.key, user: user)
    try await forget(earlier: form)
  }

  /// Throws away the draft that the form was written in, where its text is kept under another key.
  func forget(earlier form: SubmittedForm) async throws {
    guard let earlier = form[DraftFields.keyName], earlier != fields.key, !earlier.isEmpty else {
      return
    }
    try await accounts.deleteDraft(key: earlier, user: request.person.user)
  }

  /// The draft of the texts that were set aside when two versions met.
  static func asideKey(_ key: String) -> String { "set-aside/\(key)" }

  /// A draft that no form goes on with is only read.
  private static func asidePage(_ key: String) -> Link { .drafts }
}

extension Writing {
  /// What a form holds, put together anew.
  init(_ answers: Answers, _ draft: DraftFields) {
    self.init(
      key: draft.key, base: draft.version, page: draft.page,
      fields: answers.fields + [
        DraftField(name: Writing.page, value: draft.page.text),
        DraftField(name: Writing.title, value: draft.title),
        DraftField(name: Writing.writer, value: draft.writer),
      ], subjects: draft.children)
  }
}

extension Answers {
  /// As it came with a form.
  init(_ form: SubmittedForm) {
    self.init(form.fields.map { DraftField(name: $0.name, value: $0.value) })
  }
}
