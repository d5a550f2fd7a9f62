import Access
import CareRecord
import CaseworkPages
import CivilTime
import HTML
import HTTPTypes
import Hummingbird
import Learning
import LearningPages
import Store

/// One request of a form of learning: opened, kept as a draft, set beside what somebody else wrote, or
/// saved.
struct LearningTask {
  /// Which item a form is about.
  enum About {
    /// A new one, whose identifier goes with the form.
    case new
    case changing(LearningID)
    /// The one that there is of its sort, written already or not.
    case theOne(LearningID)
  }

  private let desk: LearningDesk
  private let request: PageRequest
  private let setting: LearningSetting
  private let form: any LearningForm
  /// The address of the form, without its query.
  private let target: Link
  private let wayBack: Link
  private let about: About

  init(
    _ desk: LearningDesk, _ request: PageRequest, _ setting: LearningSetting,
    _ form: any LearningForm, about: About = .new, at target: Link, wayBack: Link
  ) {
    self.desk = desk
    self.request = request
    self.setting = setting
    self.form = form
    self.target = target
    self.wayBack = wayBack
    self.about = about
  }

  /// The versions of an item, none where it is yet to be written.
  private func versions(of id: LearningID) async throws -> [LearningVersion] {
    do {
      let versions = try await desk.versions(of: id, for: request)
      if versions.last?.withdrawn != nil { throw Failure.notFound }
      return versions
    } catch ReadRefused.unknown {
      if case .changing = about { throw Failure.notFound }
      return []
    }
  }

  private func id(sent text: String?) -> LearningID? {
    switch about {
    case .new: text.flatMap { LearningID(text: $0) }
    case .changing(let id), .theOne(let id): id
    }
  }

  // MARK: - Opened

  func begin() async throws -> Response {
    guard let id = id(sent: request.query[LearningFields.item]) else {
      // From here on the item has its identifier, so that however often it is sent it is one item.
      let id: LearningID = desk.casework.identify { $0.next() }
      let here = Link(untrustedPath: request.context.path) ?? target
      return .seeOther(here.setting(LearningFields.item, id.text))
    }
    let versions = try await versions(of: id)
    if case .new = about, !versions.isEmpty { return .seeOther(form.page(of: id)) }
    let kept = try await desk.casework.accounts.draft(
      key: form.draftKey(id), user: request.person.user)
    var answers = kept.map { Answers($0.fields) } ?? form.answers(of: versions.last?.item)
    if kept == nil {
      answers[LearningFields.item] = id.text
      answers[LearningFields.base] = String(versions.last?.version ?? 0)
    }
    let draft = TaskDraft(
      kept, key: form.draftKey(id), page: page(of: id), title: form.title, children: [],
      for: request, in: desk.casework.accounts)
    return shown(answers, draft.fields)
  }

  // MARK: - Sent

  func take(_ sent: SubmittedForm) async throws -> Response {
    let action = WritingAction(sent: sent[WritingAction.field])
    let answers =
      action == .resolve ? WritingConflict.resolve(Answers(sent)) : Answers(sent)
    guard let id = id(sent: answers[LearningFields.item]) else { throw Failure.incompleteForm }
    let draft = TaskDraft(
      sent: sent, key: form.draftKey(id), page: page(of: id), title: form.title, children: [],
      for: request, in: desk.casework.accounts)
    if action == .save { return try await save(answers, as: id, sent, draft) }
    if let theirs = try await draft.keep(answers) {
      let conflict = WritingConflict(
        .otherWindow(at: theirs.saved), mine: answers, theirs: Answers(theirs.fields),
        fields: form.fields, bases: [])
      if !conflict.isEmpty { return set(beside: conflict, draft.fields) }
    }
    return action == .draft ? .seeOther(draft.fields.page) : shown(answers, draft.fields)
  }

  private func save(
    _ answers: Answers, as id: LearningID, _ sent: SubmittedForm, _ draft: TaskDraft
  ) async throws -> Response {
    let base = Int(answers.text(LearningFields.base)) ?? 0
    let versions = try await versions(of: id)
    let current = versions.last
    let original = versions.first { $0.version == base }
    // What somebody else changed in another part of the item stays as they left it.
    if let current, base < current.version, !form.isSame(original?.item, current.item) {
      return try await conflict(answers, with: current, draft)
    }
    let read = form.read(answers, onto: current?.item)
    guard let item = read.item else {
      _ = try await draft.keep(answers)
      return shown(answers, draft.fields, read.form, .unprocessableContent)
    }
    do {
      try await desk.store.keepLearning(
        item, as: id, replacing: current?.version ?? 0,
        confirmed: answers.all(LearningFields.confirmed), for: request.reading("learning"))
    } catch LearningRefused.conflict(let theirs) {
      return try await conflict(answers, with: theirs, draft)
    } catch LearningRefused.tellsWhoAChildIs(let marks) {
      _ = try await draft.keep(answers)
      return shown(answers, draft.fields, read.form, .unprocessableContent, marks)
    } catch LearningRefused.notAllowed(let why) {
      _ = try await draft.keep(answers)
      throw Failure.forbidden(why)
    }
    try await draft.finish(answers, sent: sent)
    return .seeOther(form.page(of: id))
  }

  private func conflict(
    _ answers: Answers, with theirs: LearningVersion, _ draft: TaskDraft
  ) async throws -> Response {
    let name =
      try await desk.casework.accounts.account(user: theirs.author)?.person.name ?? theirs.author
    let conflict = form.conflict(answers, with: theirs, by: name)
    // The same words twice are a form that was sent twice.
    if conflict.isEmpty { return .seeOther(form.page(of: theirs.id)) }
    _ = try await draft.keep(answers)
    return set(beside: conflict, draft.fields)
  }

  // MARK: - Pages

  /// Where to go on writing.
  private func page(of id: LearningID) -> Link {
    guard case .new = about else { return target }
    return target.setting(LearningFields.item, id.text)
  }

  private func shown(
    _ answers: Answers, _ draft: DraftFields, _ state: FormState? = nil,
    _ status: HTTPResponse.Status = .ok, _ marks: [ChildMark] = []
  ) -> Response {
    .page(
      LearningFormPage(
        form, answers, state: state, draft: draft, marks: marks, sendingTo: target,
        wayBack: wayBack
      ).page(in: setting), status)
  }

  private func set(beside conflict: WritingConflict, _ draft: DraftFields) -> Response {
    .page(
      WritingConflictPage(conflict, draft: draft, sendingTo: target, section: .learning)
        .page(in: setting.page), .conflict)
  }
}
