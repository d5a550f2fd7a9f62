import CINCensus
import Foundation
import Returns
import Testing

/// The rule book holds every rule of the specification, in every year in which it is active.
@Suite struct CINRuleBookTests {
  struct Listed: Sendable, CustomTestStringConvertible {
    let code: String
    let years: [CollectionYear]
    let elements: Set<String>

    var testDescription: String { "\(code) of \(years.first?.description ?? "no year")" }
  }

  static let listed: [Listed] = {
    guard
      let url = Bundle.module.url(
        forResource: "rule-list", withExtension: "csv", subdirectory: "Resources"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return Listed(
        code: String(cells[0]),
        years: cells[1].split(separator: ";").compactMap { CollectionYear($0) },
        elements: Set(cells[2].split(separator: "|").map(String.init)))
    }
  }()

  @Test func the_list_is_there() {
    #expect(Self.listed.count == 114)
    #expect(CINRuleBook.all.count == 114)
  }

  @Test(arguments: listed)
  func each_rule_is_there_in_each_of_its_years_with_its_elements(_ listed: Listed) throws {
    for year in listed.years {
      let versions = CINRuleBook.rules(of: year).filter { $0.card.code == listed.code }
      #expect(versions.count == 1, "\(year)")
      let card = try #require(versions.first?.card)
      let flagged = card.fields.flatMap { fields in
        fields.names.map { "\(fields.table).\($0)" }
      }
      #expect(Set(flagged) == listed.elements)
    }
  }

  @Test func there_is_no_version_that_the_list_does_not_have() throws {
    for year in try [2023, 2024, 2025, 2026].map({ try #require(CollectionYear(endYear: $0)) }) {
      let codes = Self.listed.filter { $0.years.contains(year) }.map(\.code)
      #expect(Set(CINRuleBook.rules(of: year).map(\.card.code)) == Set(codes))
    }
  }

  @Test func the_year_after_the_last_book_runs_that_book_provisionally() throws {
    let last = try #require(CollectionYear("2025-26"))
    let next = try #require(CollectionYear("2026-27"))
    #expect(
      CINRuleBook.rules(of: next).map(\.card.code) == CINRuleBook.rules(of: last).map(\.card.code))
    #expect(CINRuleBook.isProvisional(next))
    #expect(!CINRuleBook.isProvisional(last))
  }
}
