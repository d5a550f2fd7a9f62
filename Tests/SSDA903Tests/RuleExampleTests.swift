import Returns
public import SSDA903
public import Testing

/// Every rule shows what it is about: an example that fails and one that passes.
@Suite struct RuleExampleTests {
  @Test(arguments: SSDA903RuleBook.all)
  func its_failing_example_fails_where_it_says(_ rule: SSDA903Rule) async throws {
    let outcome = try #require(
      try await rule.flags(in: rule.card.fails), "the rule does not run on its failing example")
    let isMarked = outcome.example.rows.contains(where: \.isFlagged)
    let tables = Set(rule.card.fields.map(\.table))
    let expected = outcome.example.rows.map { row in
      isMarked ? row.isFlagged : tables.contains(row.table) && !row.isPrevious
    }
    #expect(outcome.flags == expected, "\(outcome.example.rows)")
    #expect(outcome.flags.contains(true))
  }

  @Test(arguments: SSDA903RuleBook.all)
  func its_passing_example_passes(_ rule: SSDA903Rule) async throws {
    let outcome = try #require(
      try await rule.flags(in: rule.card.passes), "the rule does not run on its passing example")
    #expect(!outcome.flags.contains(true))
  }
}

extension SSDA903Rule: CustomTestStringConvertible {
  public var testDescription: String { "\(card.code) of \(card.years.lowerBound)" }
}
