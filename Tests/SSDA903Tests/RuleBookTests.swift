import Foundation
import Returns
import SSDA903
import Testing

/// The rule books hold every rule of the specification, in every year in which it is active.
@Suite struct RuleBookTests {
  struct Listed: Sendable, CustomTestStringConvertible {
    let code: String
    let years: ClosedRange<CollectionYear>
    let fields: Set<String>

    var testDescription: String { "\(code) of \(years.lowerBound)" }
  }

  static let listed: [Listed] = {
    guard
      let url = Bundle.module.url(
        forResource: "rule-list", withExtension: "csv", subdirectory: "Resources"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let years = cells[1].split(separator: ".").compactMap { CollectionYear($0) }
      guard let first = years.first, let last = years.last else { return nil }
      return Listed(
        code: cells[0], years: first...last,
        fields: Set(cells[3].split(separator: ";").map { $0.trimmed }))
    }
  }()

  @Test func the_list_is_there() {
    #expect(RuleBookTests.listed.count > 300)
  }

  @Test(arguments: listed)
  func each_rule_is_there_in_each_of_its_years(_ rule: Listed) {
    var year = rule.years.lowerBound
    while year <= rule.years.upperBound {
      let versions = SSDA903RuleBook.all.filter {
        $0.card.code == rule.code && $0.card.years.contains(year)
      }
      #expect(versions.count == 1, "\(year)")
      guard let next = year.next else { return }
      year = next
    }
  }

  @Test func there_is_no_rule_that_the_list_does_not_have() {
    for rule in SSDA903RuleBook.all {
      let spans = RuleBookTests.listed.filter { $0.code == rule.card.code }.map(\.years)
      for year in [rule.card.years.lowerBound, rule.card.years.upperBound] {
        #expect(spans.contains { $0.contains(year) }, "\(rule.card.code) in \(year)")
      }
    }
  }

  @Test(arguments: SSDA903RuleBook.all)
  func it_points_at_cells_that_the_list_names(_ rule: SSDA903Rule) {
    let known = RuleBookTests.listed.filter { $0.code == rule.card.code }
      .reduce(into: Set<String>()) { $0.formUnion($1.fields) }
    for fields in rule.card.fields {
      for name in fields.names where !RulesThatDiffer.fields.contains("\(rule.card.code) \(name)") {
        #expect(known.contains("\(fields.table).\(name)"), "\(fields.table).\(name)")
      }
    }
  }
}

extension Substring {
  fileprivate var trimmed: String { String(self).trimmingCharacters(in: .whitespaces) }
}
