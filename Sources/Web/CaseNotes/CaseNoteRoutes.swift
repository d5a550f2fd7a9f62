import Access
import CareRecord
import CaseworkPages
import HTML
import HTTPTypes
import Hummingbird
import Store

/// The task "add a case note".
struct CaseNoteRoutes {
  let casework: Casework

  func add(to routes: Routes) {
    let accounts = casework.accounts
    routes.getOfRecord("/notes/new", for: Policy.mayWrite) { request, child in
      try await CaseNoteTask(casework, request, child).begin()
    }
    routes.postOfRecord("/notes/new", for: Policy.mayWrite, keeping: accounts) {
      request, form, child in
      try await CaseNoteTask(casework, request, child).take(form)
    }
    routes.getOfRecord("/notes/:note", for: Policy.mayWrite) { request, child in
      let note: FactID = try request.identifier("note")
      return try await CaseNoteTask(casework, request, child, changing: note).begin()
    }
    routes.postOfRecord("/notes/:note", for: Policy.mayWrite, keeping: accounts) {
      request, form, child in
      let note: FactID = try request.identifier("note")
      return try await CaseNoteTask(casework, request, child, changing: note).take(form)
    }
  }
}

/// One request of the task "add a case note".
struct CaseNoteTask {
  private let casework: Casework
  private let request: PageRequest
  private let subject: Subject
  private let setting: PageSetting
  private let seen: SeenRecord
  /// Nil for a new note.
  private let recorded: Held<CaseNote>?

  init(
    _ casework: Casework, _ request: PageRequest, _ subject: Subject, changing note: FactID? = nil
  ) async throws {
    self.casework = casework
    self.request = request
    self.subject = subject
    setting = casework.setting(of: request)
    let seen = try await casework.records.record(
      of: subject, for: request.reading("add a case note"))
    self.seen = seen
    recorded = note.flatMap { note in seen.record[CaseNote.self].first { $0.id == note } }
    if note != nil, recorded == nil { throw Failure.notFound }
  }

  func begin() async throws -> Response {
    guard let note = recorded?.id ?? request.query["note"].flatMap({ FactID(text: $0) }) else {
      // From here on the note has its identifier, so that however often it is sent it is one note.
      return .seeOther(page(of: casework.identify { $0.next() }))
    }
    if recorded == nil, seen.record[CaseNote.self].contains(where: { $0.id == note }) {
      return .seeOther(.fact(note, of: subject))
    }
    let kept = try await casework.accounts.draft(
      key: AddCaseNote.draftKey(note), user: request.person.user)
    let answers =
      kept.map { Answers($0.fields) } ?? recorded.map(AddCaseNote.begin(changing:))
      ?? AddCaseNote.begin(note, today: request.today)
    let draft = TaskDraft(
      kept, key: AddCaseNote.draftKey(note), page: page(of: note), title: title,
      children: [subject], for: request, in: casework.accounts)
    return form(answers, draft.fields)
  }

  func take(_ form: SubmittedForm) async throws -> Response {
    let action = WritingAction(sent: form[WritingAction.field])
    let sent = Answers(form)
    let answers = action == .resolve ? WritingConflict.resolve(sent) : sent
    guard let note = AddCaseNote.note(in: answers), recorded.map({ $0.id == note }) ?? true else {
      throw Failure.incompleteForm
    }
    let draft = TaskDraft(
      sent: form, key: AddCaseNote.draftKey(note), page: page(of: note), title: title,
      children: [subject], for: request, in: casework.accounts)
    if action == .save { return try await save(answers, form, draft) }
    if let theirs = try await draft.keep(answers) {
      let conflict = AddCaseNote.conflict(answers, withDraft: theirs)
      if !conflict.isEmpty { return self.conflict(conflict, draft.fields) }
    }
    return action == .draft ? .seeOther(draft.fields.page) : self.form(answers, draft.fields)
  }

  private func save(
    _ answers: Answers, _ form: SubmittedForm, _ draft: TaskDraft
  ) async throws -> Response {
    let read = AddCaseNote.read(answers, of: subject, today: request.today)
    guard let change = read.change else {
      _ = try await draft.keep(answers)
      return self.form(answers, draft.fields, read.form, .unprocessableContent)
    }
    do {
      _ = try await casework.records.commit(
        Commit(by: Author(request.person.user, through: "web"), at: request.at, [change]),
        by: request.person)
    } catch CommitRefused.conflict(let conflicts) {
      // The same text twice is a form that was sent twice.
      let conflict = conflicts.first.map { AddCaseNote.conflict(answers, with: $0) }
      if let conflict, !conflict.isEmpty {
        _ = try await draft.keep(answers)
        return self.conflict(conflict, draft.fields)
      }
    }
    try await draft.finish(answers, sent: form)
    return .seeOther(.fact(change.fact, of: subject))
  }

  // MARK: - Pages

  private var title: String {
    let name = seen.record.identity?.name ?? ""
    let whom = name.isEmpty ? "" : " about \(name)"
    return (recorded == nil ? "Case note" : "Change of a case note") + whom
  }

  private func page(of note: FactID) -> Link {
    recorded == nil
      ? .addCaseNote(to: subject).setting("note", note.text) : .editCaseNote(note, of: subject)
  }

  private func form(
    _ answers: Answers, _ draft: DraftFields, _ form: FormState? = nil,
    _ status: HTTPResponse.Status = .ok
  ) -> Response {
    .page(
      CaseNotePage(
        for: RecordHead(seen, in: setting), answers, draft: draft, form: form,
        changing: recorded?.id
      ).page(in: setting), status)
  }

  private func conflict(_ conflict: WritingConflict, _ draft: DraftFields) -> Response {
    .page(
      WritingConflictPage(
        conflict, draft: draft,
        sendingTo: recorded.map { .editCaseNote($0.id, of: subject) }
          ?? .addCaseNote(to: subject)
      ).page(in: setting), .conflict)
  }
}
