import Access
import CareRecord
import CaseworkPages
import CivilTime
import CodeSets
import Foundation
import HTML
import Learning
import Measures
import Published
import Store
import Testing

@testable import LearningPages

/// The forms turn what is kept into answers and back.
@Suite struct LearningFormTests {
  static let today = day("2026-11-22")
  static let finding = LearningFinding(
    title: "Supervision is put off", source: .audit, under: .workforce, theme: "Supervision",
    sort: .concern, found: "A third\n\nof files", on: day("2026-03-04"),
    link: "https://example.org/report", place: "North", howWeKnow: "Audit", whoIsTryingIt: "South")
  static let action = ImprovementAction(
    title: "Keep a morning", under: .workforce, findings: [LearningID(raw: 7)],
    session: LearningID(raw: 9), owner: .init(user: "wren", name: "Wren Fable"),
    begins: day("2026-03-04"), due: day("2026-09-04"), indicator: "caseloadFte",
    expected: "Children keep their worker", evidence: ["fgc-trial"], status: .underway)
  static let session = ReflectiveSession(
    title: "North, spring", setting: .pair, on: day("2026-03-04"), facilitator: "sam.okoro",
    participants: [
      .init(role: "Social worker", organisation: "", user: "wren"),
      .init(role: "Teacher", organisation: "A school"), .init(role: "Parent"),
    ],
    responses: [
      .init(
        prompt: "st1", weDo: "Ring", weHeard: "Good", weWillChange: "More",
        evidence: ["family-valued"])
    ],
    mustBeGathered: "Schools", comeBackOn: day("2026-09-04"), follows: LearningID(raw: 11))

  func setting(
    _ items: [(Int64, LearningItem)] = [], measured: [MeasuredFigure] = []
  ) throws -> LearningSetting {
    let person = Person(
      user: "sam.okoro", name: "Sam Okoro", authority: try #require(Authority(number: 383)),
      roles: [.principalSocialWorker])
    let versions = items.map { number, item in
      LearningVersion(
        id: LearningID(raw: number), version: 1, item: item, author: person.user,
        at: Instant(milliseconds: 0), startedBy: person.user)
    }
    return LearningSetting(
      page: PageSetting(
        person: person, at: try #require(Instant(london: Self.today, hour: 10, minute: 0)),
        frame: PageFrame(council: "Exampleshire"), token: FormToken("token"),
        codes: try CodeSets.standard(), workingDays: try .england()),
      register: LearningRegister(versions),
      colleagues: [
        .init(user: "wren", name: "Wren Fable"), .init(user: "twin", name: "Same Name"),
        .init(user: "twin2", name: "Same Name"), .init(user: "sam.okoro", name: "Sam Okoro"),
        .init(user: "gone", name: "Gone Fable", isActive: false),
      ], figures: try PublishedFigures.shipped(),
      promptsOfTheTool: try ReflectivePrompt.ofTheTool(),
      library: try EvidenceLibrary(), measured: measured)
  }

  @Test func the_measure_of_an_action_says_where_it_stood_and_where_it_stands() throws {
    var action = Self.action
    action.indicator = "reReferrals12m"
    action.begins = day("2026-04-07")
    func measured(_ count: Int, of all: Int, at on: Day) -> MeasuredFigure {
      MeasuredFigure(
        indicator: "reReferrals12m", at: on, numerator: count, denominator: all, definition: 1)
    }
    func text(_ figures: [MeasuredFigure]) throws -> String {
      let setting = try setting([(7, .action(action))], measured: figures)
      let board = BoardPage()
      #expect(board.actions(of: setting.register).map(\.indicator) == ["reReferrals12m"])
      let page = board.page(in: setting).markup.description
      #expect(page.contains("href=\"/outcomes/reReferrals12m\""))
      return page.replacing(/<[^>]*>/, with: "")
    }
    let moved = try text([
      measured(25, of: 100, at: Self.today), measured(30, of: 100, at: action.begins),
    ])
    #expect(
      moved.contains(
        "Our record: 30.0% on 7 April 2026, when it began; 25.0% on 22 November 2026"))
    #expect(moved.contains("Published: ours "))
    // Nobody known by then is not nobody there; a small count stays off paper.
    let new = try text([
      measured(2, of: 40, at: Self.today), measured(0, of: 0, at: action.begins),
    ])
    #expect(!new.contains("when it began") && new.contains("too few to show"))
    #expect(try !text([]).contains("Our record:"))
  }

  @Test func evidence_without_an_address_says_where_to_look() throws {
    let plain = EvidenceItem(title: "A paper", publisher: "A press", strength: .policy)
    let setting = try setting([(8, .evidence(plain))])
    func text(_ entry: EvidenceLibrary.Entry) -> String {
      String(decoding: EvidenceItemPage(entry).page(in: setting).bytes, as: UTF8.self)
    }
    let library = try EvidenceLibrary(own: setting.register.ownEvidence)
    let own = try #require(library.entries.first { $0.item.title == "A paper" })
    #expect(
      text(own).contains("No address is kept. Search for the title at the publisher: A press."))
    let shipped = library.entries.filter { $0.reference != own.reference }
    #expect(shipped.count == 20)
    for entry in shipped {
      #expect(Link(web: entry.item.link) != nil, "\(entry.reference)")
      #expect(text(entry).contains("the address of the text itself is not held"))
    }
  }

  @Test func every_inspection_links_its_report_or_says_that_no_link_is_held() throws {
    let setting = try setting()
    let judgements = setting.figures.judgements(of: setting.area)
    let without = judgements.count { $0.report.isEmpty }
    #expect(without > 0)
    let text = String(decoding: InspectionsPage().page(in: setting).bytes, as: UTF8.self)
    #expect(text.components(separatedBy: "No link to this report is held").count - 1 == without)
  }

  @Test func every_measure_beside_a_prompt_is_known_and_few_stand_before_its_questions() throws {
    let setting = try setting(
      (1...9).map { (Int64($0), LearningItem.finding(Self.about(.stayTogether, on: $0))) })
    for prompt in setting.prompts {
      #expect((2...4).contains(prompt.measures.count), "\(prompt.id)")
      for measure in prompt.measures {
        #expect(setting.figures.indicator(measure) != nil, "\(measure)")
      }
    }
    let prompt = try #require(setting.prompts.first { $0.id == "st1" })
    let questions = PromptForm(prompt, in: setting).questions(FormState()).description
    let before = try #require(questions.split(separator: "What do we do?").first)
    #expect(before.contains("Repeat referrals") && before.contains("ours 24.2% (2025)"))
    #expect(!before.contains("Attainment") && !before.contains("absence"))
    // The latest three findings before the questions, all of them behind.
    #expect(before.contains("Finding 9") && !before.contains("Finding 6"))
    #expect(questions.contains("Everything we know") && questions.contains("Finding 1<"))
  }

  static func about(_ under: Indicator.Outcome, on day: Int) -> LearningFinding {
    LearningFinding(
      title: "Finding \(day)", source: .audit, under: under, theme: "", sort: .concern,
      found: "", on: Self.today - 10 + day, link: "", place: "", howWeKnow: "", whoIsTryingIt: "")
  }

  @Test func a_long_board_has_pages_and_all_of_it_for_paper() throws {
    let setting = try setting(
      (1...60).map { (Int64($0), LearningItem.finding(Self.about(.safe, on: $0))) })
    let first = BoardPage().page(in: setting).markup.description
    #expect(first.contains("60 lines. Page 1 of 2.") && first.contains("page=2"))
    #expect(first.contains("lines=all"))
    func rows(_ markup: String) -> Int { markup.split(separator: "No action</strong>").count - 1 }
    #expect(rows(first) == 50)
    #expect(rows(BoardPage(page: 2).page(in: setting).markup.description) == 10)
    let whole = BoardPage(whole: true).page(in: setting).markup.description
    #expect(rows(whole) == 60 && !whole.contains("govuk-pagination"))
  }

  @Test func a_long_list_of_insights_has_pages() throws {
    let insights = (1...51).map { number in
      (
        Int64(number),
        LearningItem.insight(
          SharedInsight(
            title: "Insight \(number)", under: .safe, summary: "S", audience: "All"))
      )
    }
    let page = SharingPage(page: 2).page(in: try setting(insights)).markup.description
    #expect(page.contains("51 insights. Page 2 of 2."))
  }

  @Test func what_is_kept_comes_back_from_its_form_unchanged() throws {
    let setting = try setting([(7, .finding(Self.finding))])
    let prompt = try #require(setting.prompts.first { $0.id == "st1" })
    let forms: [(any LearningForm, LearningItem)] = [
      (FindingForm(isNew: false, in: setting), .finding(Self.finding)),
      (ActionForm(isNew: false, in: setting), .action(Self.action)),
      (SessionForm(changing: LearningID(raw: 8), in: setting), .session(Self.session)),
      (PromptForm(prompt, in: setting), .session(Self.session)),
      (
        PhaseForm(changing: LearningID(raw: 21), in: setting),
        .phase(
          ChartPhase(
            indicator: "claRate", firstYear: 2018, reason: "R", action: LearningID(raw: 13)))
      ),
      (LocalPromptForm(), .prompt(LocalPrompt(under: .leadership, words: "How?"))),
      (
        PrioritiesForm(),
        .priorities(
          Priorities(achieved: "A", byWhen: "B", things: ["1", "", "3"], around: "C"))
      ),
      (
        EvidenceForm(isNew: false),
        .evidence(
          EvidenceItem(
            title: "T", publisher: "P", year: 2024, link: "https://example.org", population: "All",
            strength: .comparison, says: "S", useFor: "U", checked: .partly))
      ),
      (
        InsightForm(isNew: false),
        .insight(
          SharedInsight(
            title: "T", under: .safe, summary: "S", audience: "A",
            approval: .init(on: Self.today, by: "sam.okoro")))
      ),
    ]
    for (form, item) in forms {
      let read = form.read(form.answers(of: item), onto: item)
      #expect(read.item == item, "\(form.name): \(read.form.errors)")
      // Every question that two people could answer differently is compared.
      let names = Set(form.fields.flatMap(\.names))
      for field in form.answers(of: item).fields where field.name != ActionForm.sessionField {
        #expect(names.contains(field.name), "\(form.name) does not compare \(field.name)")
      }
    }
  }

  @Test(arguments: [
    ("claRate", "2018", "R", nil as String?), ("claRate", "2018", "", "Say why"),
    ("claRate", "2010", "R", "Choose one of the years"), ("claRate", "", "R", "Choose one"),
    ("claRate", "2016", "R", "Sam Okoro has already decided about 2016"),
    ("cinRate", "2016", "R", nil), ("nonsense", "2018", "R", "no control chart of ours"),
    ("threePlacements", "2023", "R", "no control chart of ours"),
    ("ofstedLeadership", "2023", "R", "no control chart of ours"),
  ])
  func limits_begin_anew_in_a_year_that_the_chart_has(
    _ indicator: String, _ year: String, _ reason: String, _ refusal: String?
  ) throws {
    let other = ChartPhase(indicator: "claRate", firstYear: 2016, reason: "Before")
    let setting = try setting([(21, .phase(other))])
    let form = PhaseForm(of: indicator, from: year, in: setting)
    var answers = form.answers(of: nil)
    answers["reason"] = reason
    let read = form.read(answers, onto: nil)
    #expect((read.item == nil) == (refusal != nil), "\(read.form.errors)")
    if let refusal { #expect(read.form.errors.contains { $0.message.contains(refusal) }) }
  }

  @Test func changed_words_of_an_insight_lose_their_approval() throws {
    let approved = SharedInsight(
      title: "T", under: .safe, summary: "S", audience: "A",
      approval: .init(on: Self.today, by: "rowan"))
    let form = InsightForm(isNew: false)
    var answers = form.answers(of: .insight(approved))
    answers["summary"] = "Other"
    guard case .insight(let read) = form.read(answers, onto: .insight(approved)).item else {
      Issue.record("It was not read.")
      return
    }
    #expect(read.approval == nil && read.summary == "Other")
  }

  @Test(arguments: [
    ("Team manager, Kith County, Wren Fable", ["wren"], nil as String?),
    ("Team manager,, wren\n\n  Parent  ", ["wren", nil], nil),
    ("Team manager, Kith County, Nobody Known", [], "“Nobody Known” has no account here"),
    ("Team manager, , Same Name", [], "“Same Name” has no account here"),
    ("Team manager, , Gone Fable", [], "“Gone Fable” has no account here"),
    (", Kith County", [], "Begin each line with a role"),
  ])
  func participants_are_read_line_by_line(
    _ text: String, _ users: [String?], _ error: String?
  ) throws {
    let form = SessionForm(in: try setting())
    var answers = form.answers(of: .session(Self.session))
    answers["participants"] = text
    let read = form.read(answers, onto: nil)
    if let error {
      #expect(read.item == nil)
      #expect(read.form.errors.contains { $0.message.contains(error) })
    } else if case .session(let session) = read.item {
      #expect(session.participants.map(\.user) == users)
      #expect(session.facilitator == "sam.okoro")
    } else {
      Issue.record("It was not read: \(read.form.errors)")
    }
  }

  @Test(arguments: [
    ("due", "2026-01-01", "must not be before it begins"), ("indicator", "nonsense", "of the list"),
  ])
  func an_action_that_makes_no_sense_is_refused_in_words(
    _ field: String, _ value: String, _ words: String
  ) throws {
    let form = ActionForm(isNew: false, in: try setting())
    var answers = form.answers(of: .action(Self.action))
    if field == "due" {
      let due = day(value)
      for (part, number) in [("day", due.dayOfMonth), ("month", due.month), ("year", due.year)] {
        answers["due-\(part)"] = String(number)
      }
    } else {
      answers[field] = value
    }
    let read = form.read(answers, onto: nil)
    #expect(read.item == nil)
    #expect(read.form.errors.contains { $0.message.contains(words) })
  }

  @Test func every_suggested_owner_is_one_colleague_who_can_sign_in() throws {
    let setting = try setting()
    let form = ActionForm(isNew: true, in: setting)
    let html = form.questions(FormState()).description
    for value in ["Wren Fable", "Sam Okoro", "twin", "twin2"] {
      #expect(html.contains("<option value=\"\(value)\">"), "\(value)")
      #expect(setting.colleague(value) != nil)
    }
    #expect(!html.contains("Gone Fable"))
  }

  @Test(arguments: [(0, 1, 0, 1), (50, 1, 50, 1), (51, 2, 1, 2), (51, 9, 1, 2), (120, 0, 50, 1)])
  func a_long_list_has_pages(_ count: Int, _ asked: Int, _ shown: Int, _ page: Int) {
    let list = LongList(Array(0..<count), page: asked, at: .learning)
    #expect(list.rows.count == shown && list.count == count)
    if count > 50 { #expect(list.words("row").contains("Page \(page) of")) }
    #expect((list.pages.markup.description.isEmpty) == (count <= 50))
  }

  @Test func a_new_action_takes_the_outcome_of_the_finding_that_it_answers() throws {
    let setting = try setting([(7, .finding(Self.finding))])
    let form = ActionForm(isNew: true, answering: LearningID(raw: 7), in: setting)
    let answers = form.answers(of: nil)
    #expect(answers["under"] == "workforce")
    #expect(answers[ActionForm.findingField] == LearningID(raw: 7).text)
  }

  @Test func the_board_begins_with_concerns_and_forgets_no_action() throws {
    var strength = Self.finding
    strength.sort = .strength
    let setting = try setting([
      (7, .finding(Self.finding)), (8, .finding(strength)), (12, .finding(Self.finding)),
      (13, .action(Self.action)),
      (14, .action(.init(title: "Alone", under: .safe, begins: Self.today, due: Self.today))),
    ])
    let lines = BoardPage.lines(of: setting.register)
    #expect(lines.count == 3)
    #expect(lines.map { $0.finding?.id.raw } == [7, 12, nil])
    #expect(lines.map { $0.action?.body.title } == ["Keep a morning", nil, "Alone"])
    let page = BoardPage().page(in: setting).markup.description
    #expect(page.contains("Nobody answers for these concerns"))
  }

  @Test(arguments: [
    ("", 3), ("source=audit", 3), ("source=complaint", 0), ("sort=strength", 1),
    ("under=workforce", 3), ("under=safe", 0), ("theme=Supervision", 3), ("theme=Other", 0),
    ("owner=none", 2), ("sort=nonsense", 3),
  ])
  func findings_are_filtered(_ query: String, _ count: Int) throws {
    var strength = Self.finding
    strength.sort = .strength
    let setting = try setting([
      (7, .finding(Self.finding)), (8, .finding(strength)), (12, .finding(Self.finding)),
      (13, .action(Self.action)),
    ])
    var form = FormState()
    let parts = query.split(separator: "=").map(String.init)
    if parts.count == 2 { form[parts[0]] = parts[1] }
    let question = RegisterQuestion(form)
    #expect(setting.register.findings.count { question.takes($0, in: setting.register) } == count)
    #expect(RegisterQuestion(question.form) == question)
  }

  @Test func nothing_that_was_typed_becomes_markup() throws {
    var finding = Self.finding
    finding.title = "<script>alert(1)</script>"
    finding.link = "javascript:alert(1)"
    let setting = try setting([(7, .finding(finding))])
    let held = try #require(setting.register.findings.first)
    for page in [
      FindingPage(held).page(in: setting), RegisterPage(.init()).page(in: setting),
      BoardPage().page(in: setting),
    ] {
      #expect(!page.markup.description.contains("<script>alert"))
      #expect(!page.markup.description.contains("href=\"javascript"))
    }
  }
}

private func day(_ iso: String) -> Day { Day(iso: iso) ?? .unset }
