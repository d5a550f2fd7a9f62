import CareRecord
import CivilTime
import Learning
import Published
import Testing

@Suite struct LearningRegisterTests {
  private let register = LearningRegister([
    .of(.finding(.example(title: "Old", sort: .concern)), id: 10),
    .of(.finding(.example(title: "Owned", sort: .concern)), id: 11),
    .of(.finding(.example(title: "Adrift", sort: .concern)), id: 12),
    .of(.finding(.example(title: "Given up", sort: .concern)), id: 13),
    .of(.finding(.example(title: "Gone")), id: 14, withdrawn: "A mistake"),
    .of(
      .action(
        .example(
          title: "With owner", owner: .init(name: "Moss"), findings: [id(11)],
          indicator: "caseloadFte", begins: "2026-05-01")), id: 20),
    .of(.action(.example(title: "Nobody's", findings: [id(12)])), id: 21),
    .of(
      .action(
        .example(
          title: "Stopped", owner: .init(name: "Moss"), findings: [id(13)],
          indicator: "caseloadFte", status: .stopped)), id: 22),
    .of(
      .action(
        .example(title: "First", indicator: "caseloadFte", begins: "2026-04-01", due: "2026-04-30")),
      id: 23),
    .of(.session(.example(title: "Third", follows: id(31), on: "2026-09-01")), id: 32),
    .of(.session(.example(title: "Second", follows: id(30), on: "2026-06-01")), id: 31),
    .of(.session(.example(title: "First", follows: id(32), on: "2026-03-01")), id: 30),
    .of(.prompt(LocalPrompt(under: .leadership, words: "How do we lead?")), id: 40),
  ])

  @Test func a_finding_is_without_an_owner_until_somebody_answers_for_an_action_that_goes_on() {
    let without = [10, 11, 12, 13].filter { register.isWithoutOwner(id($0)) }
    #expect(without == [10, 12, 13])
    #expect(register.finding(id(14)) == nil)
    #expect(register.withdrawn.map(\.id) == [id(14)])
  }

  @Test func actions_that_go_on_are_marks_on_the_chart_of_their_measure() {
    let marks = register.marks(for: "caseloadFte")
    #expect(marks.map(\.label) == ["First", "With owner"])
    #expect(marks.map(\.day) == [day("2026-04-01"), day("2026-05-01")])
    #expect(register.marks(for: "claRate").isEmpty)
  }

  @Test func decisions_about_limits_stand_by_measure_and_year_without_those_taken_back() {
    let register = LearningRegister([
      .of(.phase(.example(from: 2020)), id: 1), .of(.phase(.example(from: 2014)), id: 2),
      .of(.phase(.example(from: 2018)), id: 3, withdrawn: "It had not changed"),
      .of(.phase(.example(indicator: "cinRate", from: 2011)), id: 4),
    ])
    #expect(register.phases.map(\.body.firstYear) == [2011, 2014, 2020])
    #expect(register.withdrawn.map(\.id) == [id(3)])
  }

  @Test func actions_are_overdue_once_their_day_has_passed_and_nobody_finished_them() {
    let overdue = register.actions.filter { $0.body.isOverdue(on: day("2026-05-01")) }
    #expect(overdue.map(\.body.title) == ["First"])
  }

  @Test func sessions_stand_in_a_line_even_where_they_point_at_one_another() throws {
    let last = try #require(register.session(id(32)))
    #expect(register.line(of: last).map(\.body.title) == ["Third", "Second", "First"])
  }

  @Test func the_tool_has_nine_prompts_and_local_ones_are_marked() throws {
    let prompts = register.prompts(try ReflectivePrompt.ofTheTool())
    #expect(
      prompts.filter { !$0.isLocal }.map(\.id) == [
        "st1", "st2", "fn1", "fn2", "fn3", "sa1", "sa2", "sh1", "sh2",
      ])
    #expect(prompts.filter(\.isLocal).map(\.words) == ["How do we lead?"])
    #expect(prompts.filter { !$0.isLocal }.allSatisfy { !$0.under.isEnabler })
  }

  @Test func a_response_takes_the_place_of_the_earlier_one_to_its_prompt_alone() {
    let session = ReflectiveSession.example(weDo: "Before")
      .answering(.init(prompt: "sa1", weDo: "Other")).answering(.init(prompt: "st1", weDo: "After"))
    #expect(session.responses.map(\.weDo) == ["Other", "After"])
    #expect(session.answering(.init(prompt: "sa1")).responses.map(\.prompt) == ["st1"])
  }

  @Test func the_library_is_shipped_whole_each_with_its_source() throws {
    let library = try EvidenceLibrary(own: [
      .of(.evidence(EvidenceItem(title: "Aardvark", publisher: "Us", strength: .unknown)), id: 50)
    ])
    #expect(library.entries.count == 21)
    #expect(Set(library.entries.map(\.reference)).count == 21)
    #expect(library.entries.first?.isLocal == true)
    for entry in library.entries where !entry.isLocal {
      #expect(!entry.item.source.isEmpty && !entry.item.says.isEmpty && entry.item.year != nil)
    }
    #expect(library["fgc-trial"]?.item.strength == .trial)
  }

  @Test func a_published_judgement_becomes_a_finding_for_each_area_that_was_graded() throws {
    let figures = try PublishedFigures.shipped()
    let judgement = try #require(
      figures.judgements(of: "383").last { $0.leaders != nil && $0.childrenInCare != nil })
    let found = InspectionFinding.all(of: judgement)
    #expect(found.map(\.area).prefix(1) == [.leaders])
    for one in found {
      #expect(one.finding.on == judgement.published)
      #expect(one.finding.link == judgement.report)
      #expect(
        (one.finding.sort == .strength) == [.outstanding, .good].contains(one.grade))
    }
    #expect(Set(found.map(\.reference)).count == found.count)
  }

  @Test func every_item_comes_back_from_its_stored_form() throws {
    let items: [LearningItem] = [
      .finding(.example(trying: "South team\n\nand “others”")),
      .action(
        .example(
          owner: .init(user: "moss", name: "Moss"), review: "R", assurance: "A",
          findings: [id(1), id(2)], indicator: "claRate")),
      .session(
        .example(participants: [.init(role: "R", organisation: "O", user: "wren")], follows: id(3))),
      .prompt(LocalPrompt(under: .multiAgencyWorking, words: "W")),
      .priorities(Priorities(achieved: "A", byWhen: "B", things: ["1", "", "3"], around: "C")),
      .evidence(
        EvidenceItem(
          title: "T", publisher: "P", year: 2024, link: "https://example.org", strength: .trial)),
      .insight(.example(approval: .init(on: day("2026-06-01"), by: "rowan"))),
      .phase(.example(action: id(4))),
    ]
    for item in items {
      let again = try LearningItem(item.kind, json: item.json())
      #expect(again == item)
    }
    #expect(Set(items.map(\.kind)) == Set(LearningItem.Kind.allCases))
  }
}
