public import CINCensus
import CivilTime
import Returns
public import Testing

/// Every rule shows what it is about: an example that fails and one that passes.
@Suite struct CINRuleExampleTests {
  static let calendar = Result { try WorkingDayCalendar.england() }

  @Test(arguments: CINRuleBook.all)
  func its_failing_example_fails_where_it_says(_ rule: CINRule) async throws {
    let outcome = try #require(
      try await rule.flags(in: rule.card.fails, calendar: Self.calendar.get()),
      "the rule does not run on its failing example")
    let isMarked = outcome.example.rows.contains(where: \.isFlagged)
    let tables = Set(rule.card.fields.map(\.table))
    let expected = outcome.example.rows.map { row in
      isMarked ? row.isFlagged : tables.contains(row.table) && row.table != "Header"
    }
    #expect(outcome.flags == expected, "\(outcome.example.rows)")
    #expect(outcome.findings > 0)
  }

  @Test(arguments: CINRuleBook.all)
  func its_passing_example_passes(_ rule: CINRule) async throws {
    let outcome = try #require(
      try await rule.flags(in: rule.card.passes, calendar: Self.calendar.get()),
      "the rule does not run on its passing example")
    #expect(outcome.findings == 0)
  }
}

extension CINRule: CustomTestStringConvertible {
  public var testDescription: String { "\(card.code) of \(card.years.lowerBound)" }
}
