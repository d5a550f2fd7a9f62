import CivilTime
import Foundation
import Returns
import Testing

@testable import CINCensus

/// Examples of what each rule flags, from the published test data of the sector's open validator
/// (Data to Insight, MIT licence; data only).
@Suite struct CINSpecificationExampleTests {
  static let examples: [CINSpecificationExample] = CINSpecificationExample.all

  @Test func the_examples_are_there() {
    #expect(Self.examples.count == 31)
  }

  @Test(arguments: examples)
  func a_rule_flags_what_the_example_names(_ example: CINSpecificationExample) async throws {
    let found = try await example.found()
    if let difference = CINRulesThatDiffer.examples[example.id] {
      #expect(found != example.expected, "\(difference) — yet it agrees")
    } else {
      #expect(found == example.expected)
    }
  }
}

struct CINSpecificationExample: Sendable, CustomTestStringConvertible {
  /// What is flagged: the elements, and which rows belong together in one finding.
  struct Found: Hashable, Sendable {
    struct Element: Hashable, Sendable {
      var table: String
      var row: Int
      var column: String
    }

    var elements: Set<Element> = []
    var isWholeReturn = false
  }

  let id: String
  let rule: String
  let year: String
  let rows: [(module: String, values: [String: String])]
  /// For each row the table of the example and its number in it.
  let places: [(table: String, row: Int)]
  let expected: Found

  var testDescription: String { id }

  static var all: [CINSpecificationExample] {
    guard
      let url = Bundle.module.url(
        forResource: "rule-examples", withExtension: "jsonl", subdirectory: "Resources"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").compactMap { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8))).flatMap {
        ($0 as? [String: Any]).map(CINSpecificationExample.init)
      }
    }
  }

  private init(_ json: [String: Any]) {
    id = json["id"] as? String ?? ""
    rule = json["rule"] as? String ?? ""
    year = (json["years"] as? [String])?.first ?? ""
    var rows: [(module: String, values: [String: String])] = []
    var places: [(table: String, row: Int)] = []
    let tables = json["tables"] as? [String: [String: Any]] ?? [:]
    for (table, content) in tables.sorted(by: { $0.key < $1.key })
    where table != "AssessmentFactorsList" {
      let columns = content["columns"] as? [String] ?? []
      for (number, row) in (content["rows"] as? [[Any]] ?? []).enumerated() {
        var values: [String: String] = [:]
        for (column, value) in zip(columns, row) { values[column] = Self.text(value, column) }
        // Without an identifier each row is a child of its own.
        if table != "Header", values["LAchildID"] == nil { values["LAchildID"] = "row\(number)" }
        if table == "Header", values["Year"] == nil {
          values["Year"] = values["ReferenceDate"].map { String($0.prefix(4)) }
        }
        rows.append((Self.module(table), values))
        places.append((table, number))
      }
    }
    self.rows = rows
    self.places = places
    expected = Self.expected(json["expected"] as? [String: Any] ?? [:])
  }

  private static func module(_ table: String) -> String {
    table == "CINplanDates" ? "CINPlanDates" : table
  }

  /// The peer's tests write some dates day first although the census never does.
  private static func text(_ value: Any, _ column: String) -> String? {
    switch value {
    case let text as String:
      column.hasSuffix("Date") ? Day(british: text)?.iso ?? text : text
    case let texts as [String]: texts.joined(separator: ",")
    case let number as NSNumber: number.stringValue
    default: nil
    }
  }

  private static func expected(_ json: [String: Any]) -> Found {
    var found = Found()
    found.isWholeReturn = json["la_level"] as? Bool ?? false
    for place in json["type0"] as? [[String: Any]] ?? [] {
      found.elements.insert(
        Found.Element(
          table: place["table"] as? String ?? "", row: place["row"] as? Int ?? -1,
          column: place["column"] as? String ?? ""))
    }
    for type in ["type1", "type2", "type3"] {
      for place in json[type] as? [[String: Any]] ?? [] {
        let rows = (place["groups"] as? [[String: Any]] ?? []).flatMap {
          $0["rows"] as? [Int] ?? []
        }
        for row in rows {
          for column in place["columns"] as? [String] ?? [] {
            found.elements.insert(
              Found.Element(table: place["table"] as? String ?? "", row: row, column: column))
          }
        }
      }
    }
    return found
  }

  /// What Kith flags.
  func found() async throws -> Found {
    let year = try #require(CollectionYear(year))
    let book = CINRuleBook.rules(of: year).filter { $0.card.code == rule }
    #expect(book.count == 1, "there is no rule \(rule) in \(year)")
    let scene = CINScene(
      rows, header: ["Year": String(year.endYear), "ReferenceDate": year.end.iso])
    let check = CINCheck(
      [try scene.file()], ruleSet: year, calendar: try CINRuleExampleTests.calendar.get(),
      rules: book)
    let report = await check.report()
    #expect(report.outcomes.map(\.status) == [.ran], "\(report.outcomes.map(\.reason))")
    var numbers: [CINScene.Key: Int] = [:]
    for (number, key) in scene.keys.enumerated() {
      if let key { numbers[key] = number }
    }
    var found = Found()
    for finding in report.findings {
      if finding.places.isEmpty { found.isWholeReturn = true }
      for place in finding.places {
        guard let number = numbers[CINScene.Key(place.table, place.row)] else { continue }
        for field in place.fields {
          found.elements.insert(
            Found.Element(table: places[number].table, row: places[number].row, column: field))
        }
      }
    }
    return found
  }
}

/// Where Kith does not follow a published example, and why; `docs/rules-that-differ-cin.md` says the
/// same to users.
enum CINRulesThatDiffer {
  static let examples: [String: String] = [
    "8869/2022-23/1":
      "it spreads the factors of one assessment over several rows, and in a file they stand in one "
      + "Assessments element"
  ]
}
