import CivilTime
import Foundation
import Returns
import SSDA903
import Testing

/// One child's rows, checked on their own.
@Suite struct ChildCheckTests {
  private struct Found: Hashable, CustomStringConvertible {
    let rule: String
    let table: String
    let isPrevious: Bool
    let row: Int

    var description: String { "\(rule) \(table)\(isPrevious ? "_last" : "") \(row)" }
  }

  private static let samples = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Samples/ssda903-history")

  private static func read(_ year: Int) throws -> SSDA903Return {
    let names = try FileManager.default.contentsOfDirectory(atPath: samples.path())
      .filter { $0.hasPrefix("\(year)-") }.sorted()
    let files = try names.map { name in
      (
        name: String(name.dropFirst(5)),
        bytes: [UInt8](try Data(contentsOf: samples.appending(path: name)))
      )
    }
    return SSDA903Return(ReturnFiles(uploads: files).files)
  }

  private static func sheets(
    _ child: SSDA903Child, _ year: CollectionYear
  ) -> [(table: SSDA903Table, sheet: Sheet)] {
    SSDA903Table.tables(in: year).map { table in
      (
        table,
        Sheet(
          file: table.layout.file, columns: table.layout.columnNames,
          rows: child.values(of: table))
      )
    }
  }

  @Test(arguments: [2018, 2019, 2020, 2021])
  func finds_what_the_check_of_a_whole_return_finds(_ endYear: Int) async throws {
    // The dates of the samples, the rules of the newest book.
    let year = CollectionYear.ending(endYear)
    let last = CollectionYear.ending(endYear - 1)
    let book = CollectionYear.ending(2026)
    let now = try ChildCheckTests.read(endYear)
    let before = try ChildCheckTests.read(endYear - 1)
    let reference = try ReferenceData.builtIn(on: year.end)
    let check = SSDA903ChildCheck(
      year: year, ruleSet: book, authority: "E08000035", reference: reference)
    var found = 0
    for child in now.children.prefix(150) {
      let previous =
        before.position(of: child.id).map { before.children[$0] } ?? SSDA903Child(id: child.id)
      let whole = await SSDA903Check(
        SSDA903Return(sheets: ChildCheckTests.sheets(child, year)),
        previous: SSDA903Return(sheets: ChildCheckTests.sheets(previous, last)), year: year,
        ruleSet: book, authority: "E08000035", reference: reference
      ).report()
      let left = Set(check.undecided.map(\.card.code))
      let expected = Set(
        whole.findings.filter { !left.contains(whole.outcomes[$0.rule].card.code) }.flatMap { one in
          one.places.map {
            Found(
              rule: whole.outcomes[one.rule].card.code, table: $0.table, isPrevious: $0.isPrevious,
              row: $0.row)
          }
        })
      let own = check.flagged(child, previous: previous).map {
        Found(
          rule: check.rules[$0.rule].code, table: $0.table.layout.name,
          isPrevious: $0.isPrevious, row: $0.row + 1)
      }
      #expect(Set(own) == expected)
      #expect(own.count == expected.count)
      found += own.count
    }
    #expect(found > 100)
  }

  @Test func says_which_rules_one_child_cannot_decide() {
    let check = SSDA903ChildCheck(
      year: .ending(2026), ruleSet: .ending(2026), authority: nil, reference: ReferenceData())
    let reasons = Dictionary(
      check.undecided.map { ($0.card.code, $0.reason) }, uniquingKeysWith: { one, _ in one })
    #expect(reasons.values.contains { $0.contains("whole return") })
    #expect(reasons.values.contains { $0.contains("postcodes") })
    let all = SSDA903RuleBook.rules(of: .ending(2026)).map(\.card.code)
    #expect(Set(check.rules.map(\.code)).union(reasons.keys) == Set(all))
    #expect(check.rules.count > 250)
  }
}
