import Access
import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Hummingbird
import Store

extension VisitTask {
  /// Takes the form, whichever of its buttons was pressed.
  func take(_ form: SubmittedForm) async throws -> Response {
    let action = WritingAction(sent: form[WritingAction.field])
    let sent = Answers(form)
    var answers = action == .resolve ? WritingConflict.resolve(sent) : sent
    guard let visit = RecordVisit.visit(in: answers), recorded.map({ $0.visit.id == visit }) ?? true
    else { throw Failure.incompleteForm }
    casework.identify { RecordVisit.identify(&answers, &$0) }
    let draft = TaskDraft(
      sent: form, key: RecordVisit.draftKey(visit), page: page(of: visit, answers),
      title: title(answers), children: offered.map(\.subject), for: request,
      in: casework.accounts)
    switch action {
    case .draft, .children, .resolve:
      if let theirs = try await draft.keep(answers) {
        let conflict = RecordVisit.conflict(
          answers, withDraft: theirs, offered: offered, in: setting)
        if !conflict.isEmpty { return self.conflict(conflict, draft.fields) }
      }
      // What was typed for a visit of its own has become part of another's.
      try await draft.forget(earlier: form)
      return action == .draft
        ? .seeOther(draft.fields.page) : self.form(answers, draft.fields)
    case .add: return try await add(answers, to: form, draft)
    case .save: return try await save(answers, form, draft)
    }
  }

  private func conflict(_ conflict: WritingConflict, _ draft: DraftFields) -> Response {
    .page(
      WritingConflictPage(
        conflict, draft: draft,
        sendingTo: recorded.map { .editVisit($0.visit.id, of: subject) }
          ?? .recordVisit(to: subject)
      ).page(in: setting), .conflict)
  }

  // MARK: - Saving

  private func save(
    _ answers: Answers, _ form: SubmittedForm, _ draft: TaskDraft
  ) async throws -> Response {
    let reading = VisitReading(
      answers, offered: offered, today: request.today, workingDays: casework.workingDays)
    guard let composed = reading.visit else {
      _ = try await draft.keep(answers)
      return self.form(answers, draft.fields, reading, .unprocessableContent)
    }
    let open = try await open(composed.children)
    if recorded == nil, composed.base == 0, !composed.isSeparate,
      !(open[subject] ?? ChildRecord(subject))[Visit.self].contains(where: { $0.id == composed.id })
    {
      let existing = try await sameDay(as: composed, in: open)
      if !existing.isEmpty {
        _ = try await draft.keep(answers)
        return .page(
          SameDayPage(for: subject, answers, existing: existing, draft: draft.fields)
            .page(in: setting), .conflict)
      }
    }
    let others = recorded?.children.filter { open[$0] == nil } ?? []
    let changes = composed.changes(
      from: recorded?.visit, parts: recorded?.parts ?? [:], alsoOf: others)
    do {
      if !changes.isEmpty {
        _ = try await casework.records.commit(
          Commit(by: Author(request.person.user, through: "web"), at: request.at, changes),
          by: request.person)
      }
    } catch CommitRefused.conflict(let conflicts) {
      let conflict = RecordVisit.conflict(answers, with: conflicts, offered: offered, in: setting)
      // The same text twice is a form that was sent twice.
      if !conflict.isEmpty {
        _ = try await draft.keep(answers)
        return self.conflict(conflict, draft.fields)
      }
    }
    try await draft.finish(answers, sent: form)
    return .seeOther(.visitSaved(composed.id, of: subject))
  }

  /// The records of the children visited.
  /// - Throws: `ReadRefused.needsReason` for one that must be opened first
  private func open(_ children: [Subject]) async throws -> [Subject: ChildRecord] {
    var open = records
    for child in children where open[child] == nil {
      open[child] =
        try await casework.records.record(of: child, for: request.reading("record a visit")).record
    }
    return open
  }

  private func ticked(_ answers: Answers) -> [Subject] {
    let ticked = Set(answers.fields.filter { $0.name == RecordVisit.childField }.map(\.value))
    return offered.map(\.subject).filter { ticked.contains($0.id.text) }
  }

  private func sameDay(
    as composed: ComposedVisit, in records: [Subject: ChildRecord]
  ) async throws -> [SameDayVisit] {
    let found = SameDayVisit.visits(
      like: composed, in: records.values.sorted { $0.subject.id < $1.subject.id })
    var visits: [SameDayVisit] = []
    for (subject, visit) in found {
      let history = try await casework.records.history(
        of: visit.id, of: subject, for: request.reading("record a visit"))
      guard
        let recorded = RecordedVisit(visit.id, of: subject, in: records, history: history)
      else { continue }
      visits.append(
        SameDayVisit(
          visit, of: subject, by: recorded.author,
          children: offered.filter { recorded.children.contains($0.subject) }))
    }
    return visits
  }

  // MARK: - Adding to a visit that is recorded already

  private func add(
    _ answers: Answers, to form: SubmittedForm, _ draft: TaskDraft
  ) async throws -> Response {
    guard let id = form[SameDayPage.existingField].flatMap({ FactID(text: $0) }) else {
      throw Failure.incompleteForm
    }
    _ = try await draft.keep(answers)
    // The visit may be in the record of a brother or sister alone; it is changed from there.
    for (child, record) in try await open(ticked(answers))
    where record[Visit.self].contains(where: { $0.id == id }) {
      let task = try await VisitTask(casework, request, child, changing: id)
      guard let existing = task.recorded else { break }
      let conflict = RecordVisit.adding(
        answers, to: existing.answers(offered: task.offered), by: existing.author,
        offered: task.offered, in: setting)
      return task.conflict(conflict, draft.fields)
    }
    throw Failure.notFound
  }
}

extension Failure {
  /// A form without what our own page puts into it.
  static var incompleteForm: Failure {
    Failure(
      .unprocessableContent, "This form is not whole",
      "Something that belongs to the form did not arrive. Nothing was saved to the record.",
      "Go back, open the page again and send it from there.")
  }
}
