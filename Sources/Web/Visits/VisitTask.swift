import Access
import CareRecord
import CaseworkPages
import CivilTime
import HTML
import HTTPTypes
import Hummingbird
import Store

/// One request of the task "record a visit": whom the visit may be about, and its pages.
struct VisitTask {
  let casework: Casework
  let request: PageRequest
  /// In whose record the writer began.
  let subject: Subject
  let setting: PageSetting
  /// The children who can be chosen: the family's, and those in whose records the visit is.
  let offered: [VisitedChild]
  /// The records that the writer has open.
  let records: [Subject: ChildRecord]
  /// Nil for a new visit.
  let recorded: RecordedVisit?

  /// - Parameter writes: whether the visit is to be changed: then every record that it is in has to
  ///   be open, so that no child is taken out of it unseen
  /// - Throws: `ReadRefused` where a record is not open to the writer
  init(
    _ casework: Casework, _ request: PageRequest, _ subject: Subject,
    changing visit: FactID? = nil, writes: Bool = true
  ) async throws {
    self.casework = casework
    self.request = request
    self.subject = subject
    setting = casework.setting(of: request)
    let reading = request.reading("record a visit")
    let own = try await casework.records.record(of: subject, for: reading).record
    let family = try await Family(of: own, for: request, in: casework.records)
    var headlines = family.children.filter { $0.subject == subject } + family.brothersAndSisters
    var history: [FactVersion] = []
    var linked: Set<Subject> = []
    if let visit {
      history = try await casework.records.history(of: visit, of: subject, for: reading)
      linked = Set(history.max { $0.version < $1.version }?.subjects ?? [])
        .filter { $0.kind == .child }
      let others = linked.subtracting(headlines.map(\.subject)).sorted { $0.id < $1.id }
      headlines += try await casework.records.headlines(of: others, for: reading)
    }
    if !headlines.contains(where: { $0.subject == subject }) {
      headlines = try await casework.records.headlines(of: [subject], for: reading) + headlines
    }
    var records = [subject: own]
    if visit != nil {
      for child in headlines.map(\.subject) where child != subject {
        records[child] =
          writes && linked.contains(child)
          ? try await casework.records.record(of: child, for: reading).record
          : try await VisitTask.opened(child, casework, reading)
      }
    }
    self.records = records
    offered = headlines.map { VisitedChild($0, today: request.today) }
    if let visit {
      guard let found = RecordedVisit(visit, of: subject, in: records, history: history) else {
        throw Failure.notFound
      }
      recorded = found
    } else {
      recorded = nil
    }
  }

  /// A record of a brother or sister; nil where it is not open to the writer.
  private static func opened(
    _ child: Subject, _ casework: Casework, _ reading: Reading
  ) async throws -> ChildRecord? {
    do {
      return try await casework.records.record(of: child, for: reading).record
    } catch is ReadRefused {
      return nil
    }
  }

  // MARK: - Opening the form

  /// Asks for the children where there are several, then shows the form, from its draft if there is
  /// one.
  func begin() async throws -> Response {
    guard let visit = recorded?.visit.id ?? request.query["visit"].flatMap({ FactID(text: $0) })
    else { return choose() }
    if recorded == nil, isHeld(visit) { return .seeOther(.visitSaved(visit, of: subject)) }
    let kept = try await casework.accounts.draft(
      key: RecordVisit.draftKey(visit), user: request.person.user)
    var answers =
      kept.map { Answers($0.fields) } ?? recorded?.answers(offered: offered)
      ?? RecordVisit.begin(visit, with: chosen.map(\.subject))
    casework.identify { RecordVisit.identify(&answers, &$0) }
    let draft = TaskDraft(
      kept, key: RecordVisit.draftKey(visit), page: page(of: visit, answers),
      title: title(answers), children: offered.map(\.subject), for: request, in: casework.accounts)
    return form(answers, draft.fields)
  }

  private func choose() -> Response {
    let hasChosen = request.query[ChooseChildrenPage.chosenField] != nil
    let page = ChooseChildrenPage(
      for: subject, offered: offered,
      ticked: hasChosen ? chosen.map(\.subject.id.text) : nil)
    guard offered.count == 1 || (hasChosen && page.mayGoOn) else {
      return .page(page.page(in: setting), hasChosen ? .unprocessableContent : .ok)
    }
    // From here on the visit has its identifier, so that however often it is sent it is one visit.
    let visit: FactID = casework.identify { $0.next() }
    let children = offered.count == 1 ? offered : chosen
    return .seeOther(
      self.page(of: visit, RecordVisit.begin(visit, with: children.map(\.subject))))
  }

  private var chosen: [VisitedChild] {
    let asked = Set(request.query.all(RecordVisit.childField))
    return offered.filter { asked.contains($0.subject.id.text) }
  }

  private func isHeld(_ visit: FactID) -> Bool {
    records[subject]?[Visit.self].contains { $0.id == visit } ?? false
  }

  // MARK: - What every page of it needs

  /// The address at which the form is found again.
  func page(of visit: FactID, _ answers: Answers) -> Link {
    if recorded != nil { return .editVisit(visit, of: subject) }
    let ticked = answers.fields.filter { $0.name == RecordVisit.childField }
    return ticked.reduce(Link.recordVisit(to: subject).setting("visit", visit.text)) {
      $0.adding(RecordVisit.childField, $1.value)
    }
  }

  func title(_ answers: Answers) -> String {
    let ticked = Set(
      answers.fields.filter { $0.name == RecordVisit.childField }.map(\.value))
    return RecordVisitPage.draftTitle(
      for: offered.filter { ticked.contains($0.subject.id.text) }, changing: recorded != nil)
  }

  func form(
    _ answers: Answers, _ draft: DraftFields, _ reading: VisitReading? = nil,
    _ status: HTTPResponse.Status = .ok
  ) -> Response {
    .page(
      RecordVisitPage(
        for: subject, answers, offered: offered, draft: draft, reading: reading,
        changing: recorded?.visit.id
      ).page(in: setting), status)
  }

  // MARK: - Saved

  func saved() async throws -> Response {
    guard let recorded else { throw Failure.notFound }
    let aside = try await casework.accounts.draft(
      key: TaskDraft.asideKey(RecordVisit.draftKey(recorded.visit.id)), user: request.person.user)
    let linked = Set(recorded.children)
    return .page(
      VisitSavedPage(
        recorded.visit, of: subject,
        children: offered.filter { linked.contains($0.subject) }.map {
          ($0, recorded.parts[$0.subject]?.fact)
        },
        setAside: aside.map { WritingConflict.setAside(in: Answers($0.fields)) } ?? [],
        in: setting
      ).page(in: setting))
  }
}
