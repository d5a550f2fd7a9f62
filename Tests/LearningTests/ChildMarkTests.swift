import Learning
import Published
import Testing

/// What is known here of children: one child, Wren Annabel O'Brien-Fable, number K0012345.
private struct OneChild: KnownChildren {
  static let names: Set<String> = ["wren", "annabel", "obrien", "fable"]

  func isName(_ first: String, _ second: String) -> Bool {
    OneChild.names.contains(first) && OneChild.names.contains(second) && first != second
  }

  func isIdentifier(_ text: String) -> Bool { ["K0012345", "48213"].contains(text) }
}

@Suite struct ChildMarkTests {
  private func marks(
    _ text: String, staff: [String] = [], confirmed: [String] = []
  ) throws -> [ChildMark] {
    try LearningItem.finding(.example(found: text))
      .childMarks(knownBy: OneChild(), staff: staff, confirmed: confirmed)
  }

  @Test(arguments: [
    ("We met Wren Fable at home.", ChildMark.Sort.name, "Wren Fable"),
    ("Annabel O’Brien said so.", .name, "Annabel O’Brien"),
    ("The file K0012345 was read.", .identifier, "K0012345"),
    ("The file k-0012345 was read.", .identifier, "k-0012345"),
    ("The file K/001.2345 was read.", .identifier, "K/001.2345"),
    // 943 476 5919 is the NHS's own example.
    ("NHS 943 476 5919 has no plan", .nhsNumber, "943 476 5919"),
    ("NHS 9434765919", .nhsNumber, "9434765919"),
    // The letter is worked out from the digits.
    ("UPN A123456789012", .uniquePupilNumber, "A123456789012"),
    ("The boy, born 4/3/2012, waited.", .dateOfBirth, "born 4/3/2012"),
    ("DOB: 4 March 2012", .dateOfBirth, "DOB 4 March 2012"),
    ("Her date of birth is 04.03.12", .dateOfBirth, "birth is 04.03.12"),
  ])
  func what_leaves_no_doubt_is_refused_whatever_the_writer_says(
    _ text: String, _ sort: ChildMark.Sort, _ words: String
  ) throws {
    let text = text.replacing("A123456789012", with: UniquePupilNumber.valid)
    let words = words.replacing("A123456789012", with: UniquePupilNumber.valid)
    let found = try marks(text, confirmed: [words])
    #expect(found.map(\.sort) == [sort])
    #expect(found.map(\.text) == [words])
    #expect(found.map(\.isCertain) == [true])
    #expect(found.first?.message.contains("Take it out") == true)
  }

  @Test(arguments: [
    ("The family at LS1 4AB moved", ChildMark.Sort.postcode, "LS1 4AB"),
    ("ls1 4ab", .postcode, "ls1 4ab"), ("SW1A1AA", .postcode, "SW1A1AA"),
    ("Call 943 476 5918", .nhsNumber, "943 476 5918"),
    ("Case 778123 was looked at", .caseReference, "778123"),
    ("ref: LCS0088991", .caseReference, "LCS0088991"),
    ("about 48213 of them", .identifier, "48213"),
  ])
  func what_may_be_something_else_is_asked_about_and_passes_once_said_to_be(
    _ text: String, _ sort: ChildMark.Sort, _ words: String
  ) throws {
    let found = try marks(text)
    #expect(found.map(\.sort) == [sort])
    #expect(found.map(\.text) == [words])
    #expect(found.allSatisfy { !$0.isCertain })
    #expect(try marks(text, confirmed: [words]).isEmpty)
  }

  @Test(arguments: [
    "In 2024 we audited 120 files; 48% had a plan in 10 days.",
    "Born in 2012, the service has 14 teams.",
    "Ofsted’s report of 4 March 2024 praised the North team.",
    "Telephone 0113 496 0000.", "The meeting of 4/3/2024 agreed.",
    "fable and wren are words too", "Wren. Fable.", "A child of 14 waited 26 weeks.",
    "Regulation 44 visits, sections 17 and 47.", "£1,234,567 was spent.", "",
  ])
  func what_is_about_practice_passes(_ text: String) throws {
    #expect(try marks(text) == [])
  }

  @Test func a_colleague_may_be_named_even_where_a_child_has_the_same_name() throws {
    #expect(try marks("Wren Fable leads it.", staff: ["Wren Fable"]) == [])
    #expect(try marks("Wren Annabel leads it.", staff: ["Wren Fable"]).count == 1)
  }

  @Test func who_owns_an_action_may_have_any_name_and_no_number() throws {
    var action = ImprovementAction.example
    action.owner = .init(name: "Wren Fable")
    func marks() throws -> [ChildMark] {
      try LearningItem.action(action).childMarks(knownBy: OneChild(), staff: [])
    }
    #expect(try marks() == [])
    action.owner = .init(name: "Wren Fable, K0012345")
    #expect(try marks().map(\.sort) == [.identifier])
  }

  @Test func every_written_line_of_every_sort_of_item_is_searched() throws {
    let items: [LearningItem] = [
      .finding(.example(found: "Wren Fable")),
      .finding(.example(title: "Wren Fable")), .finding(.example(theme: "Wren Fable")),
      .finding(.example(place: "Wren Fable")), .finding(.example(how: "Wren Fable")),
      .finding(.example(trying: "Wren Fable")),
      .action(.example(title: "Wren Fable")), .action(.example(expected: "Wren Fable")),
      .action(.example(review: "Wren Fable")), .action(.example(assurance: "Wren Fable")),
      .session(.example(title: "Wren Fable")), .session(.example(gathered: "Wren Fable")),
      .session(.example(weDo: "Wren Fable")), .session(.example(weHeard: "Wren Fable")),
      .session(.example(weWillChange: "Wren Fable")),
      .prompt(LocalPrompt(under: .safe, words: "Wren Fable")),
      .priorities(Priorities(achieved: "Wren Fable")),
      .priorities(Priorities(things: ["", "", "Wren Fable"])),
      .priorities(Priorities(around: "Wren Fable")),
      .priorities(Priorities(byWhen: "Wren Fable")),
      .evidence(EvidenceItem(title: "Wren Fable", publisher: "", strength: .trial)),
      .evidence(EvidenceItem(title: "", publisher: "", strength: .trial, says: "Wren Fable")),
      .evidence(EvidenceItem(title: "", publisher: "", strength: .trial, useFor: "Wren Fable")),
      .insight(.example(summary: "Wren Fable")), .insight(.example(title: "Wren Fable")),
      .insight(.example(audience: "Wren Fable")),
    ]
    for item in items {
      let found = try item.childMarks(knownBy: OneChild(), staff: [])
      #expect(found.map(\.text) == ["Wren Fable"], "\(item)")
    }
  }
}

/// A number whose first letter is the one that its digits ask for.
private enum UniquePupilNumber {
  static let valid: String = {
    let letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    let digits = [8, 2, 3, 4, 0, 3, 2, 1, 2, 0, 0, 1]
    let sum = digits.enumerated().reduce(0) { $0 + ($1.offset + 2) * $1.element }
    let letter = letters[letters.index(letters.startIndex, offsetBy: sum % 23)]
    return "\(letter)\(digits.map(String.init).joined())"
  }()
}
