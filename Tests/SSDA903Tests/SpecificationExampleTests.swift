import CivilTime
import Foundation
import Returns
import SSDA903
import Testing

/// Examples of what each rule flags, from the published test data of the sector's open validator
/// (Data to Insight, MIT licence; data only).
@Suite struct SpecificationExampleTests {
  static let examples: [SpecificationExample] = SpecificationExample.all

  @Test(arguments: examples)
  func a_rule_flags_the_rows_that_the_example_names(_ example: SpecificationExample) async throws {
    if let difference = RulesThatDiffer.examples[example.id] {
      #expect(try await example.flagged() != example.expected, "\(difference) — yet it agrees")
    } else {
      #expect(try await example.flagged() == example.expected)
    }
  }
}

struct SpecificationExample: Sendable, CustomTestStringConvertible {
  let id: String
  let rule: String
  let years: [CollectionYear]
  let tables: [String: Rows]
  let start: Day?
  let authority: String
  let isXML: Bool
  let providers: Rows?
  let expected: [String: Set<Int>]

  struct Rows: Sendable {
    var columns: [String]
    var rows: [[String?]]
  }

  var testDescription: String { id }

  static var all: [SpecificationExample] {
    guard
      let url = Bundle.module.url(
        forResource: "rule-examples", withExtension: "jsonl", subdirectory: "Resources"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").compactMap { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8))).flatMap {
        ($0 as? [String: Any]).map(SpecificationExample.init)
      }
    }
  }

  private init(_ json: [String: Any]) {
    id = json["id"] as? String ?? ""
    rule = json["rule"] as? String ?? ""
    years = (json["years"] as? [String] ?? []).compactMap { CollectionYear($0) }
    tables = (json["tables"] as? [String: [String: Any]] ?? [:]).mapValues(Rows.init)
    let metadata = json["metadata"] as? [String: Any] ?? [:]
    let start = (metadata["collection_start"] as? String).flatMap { Day(british: $0) }
    let end = (metadata["collection_end"] as? String).flatMap { Day(british: $0) }
    self.start = start ?? end.map { CollectionYear(containing: $0).start }
    authority = metadata["localAuthority"] as? String ?? "E08000035"
    isXML = metadata["file_format"] as? String == "xml"
    providers = (metadata["provider_info"] as? [String: [String: Any]])?["__table__"]
      .map(Rows.init)
    expected = (json["expected"] as? [String: [Any]] ?? [:])
      .mapValues { Set($0.compactMap { $0 as? Int }) }.filter { !$0.value.isEmpty }
  }

  /// What Kith flags: for each table the rows, counted from 0.
  func flagged() async throws -> [String: Set<Int>] {
    let ruleSet = try #require(years.first)
    let year = start.map { CollectionYear(containing: $0) } ?? ruleSet
    let book = SSDA903RuleBook.rules(of: ruleSet).filter { $0.card.code == rule }
    #expect(book.count == 1, "there is no rule \(rule) in \(ruleSet)")
    let last = sheets(isPrevious: true)
    let check = SSDA903Check(
      SSDA903Return(sheets: sheets(isPrevious: false), isXML: isXML),
      previous: last.isEmpty ? nil : SSDA903Return(sheets: last), year: year, ruleSet: ruleSet,
      authority: CellText(authority.uppercased()),
      reference: ReferenceData(providers: providers.map(ProviderList.init)), rules: book)
    let report = await check.report()
    #expect(report.outcomes.map(\.status) == [.ran], "\(report.outcomes.map(\.reason))")
    var flagged: [String: Set<Int>] = [:]
    for place in report.findings.flatMap(\.places) {
      flagged[place.isPrevious ? place.table + "_last" : place.table, default: []]
        .insert(place.row - 1)
    }
    return flagged
  }

  private func sheets(isPrevious: Bool) -> [(table: SSDA903Table, sheet: Sheet)] {
    SSDA903Table.allCases.compactMap { table in
      let name = table.layout.name + (isPrevious ? "_last" : "")
      return tables[name].map {
        (table, Sheet(file: name, columns: $0.columns, rows: $0.rows))
      }
    }
  }
}

extension SpecificationExample.Rows {
  init(_ json: [String: Any]) {
    columns = json["columns"] as? [String] ?? []
    rows = (json["rows"] as? [[Any]] ?? []).map { row in
      row.map { value in
        switch value {
        // Some were published as dates and not as text.
        case let text as String: Day(iso: text)?.british ?? text
        case let number as NSNumber: number.stringValue
        default: nil
        }
      }
    }
  }
}

extension ProviderList {
  init(_ rows: SpecificationExample.Rows) {
    self.init(
      rows.rows.map { row in
        func text(_ name: String) -> String {
          rows.columns.firstIndex(of: name).flatMap { row[$0] } ?? ""
        }
        return Provider(
          urn: CellText(text("URN")),
          placeCodes: text("PLACE_CODES").split(separator: ",").map { CellText($0) },
          providerCodes: text("PROVIDER_CODES").split(separator: ",").map { CellText($0) },
          registrationEnd: CellDay(Day(british: text("REG_END")) ?? .unset),
          postcode: CellText(text("POSTCODE")),
          authority: CellText(text("LA_CODE_INFERRED").uppercased()))
      })
  }
}
