import Returns
import SSDA903
import Testing

/// Whatever is in a return, every rule runs to its end, and what it finds does not depend on the order
/// in which files, children or rules come, nor on how many children are checked at once.
@Suite struct RandomReturnTests {
  static let seeds: [UInt64] = [1, 2, 3]
  static let children = 300

  private func submission(_ seed: UInt64) -> RandomReturn {
    RandomReturn(children: RandomReturnTests.children, seed: seed)
  }

  private func report(
    _ now: SSDA903Return, _ last: SSDA903Return, year: Int = 2026, threads: Int = 1,
    rules: [SSDA903Rule]? = nil
  ) async -> CheckReport {
    let year = CollectionYear.ending(year)
    return await SSDA903Check(
      now, previous: last, year: year, ruleSet: year, authority: "E08000035",
      reference: ReferenceData(providers: ProviderList([Provider(urn: "SC123456")])), rules: rules
    ).report(threads: threads)
  }

  /// What was found, but for the numbers of rows.
  private func told(_ report: CheckReport) -> [String] {
    report.findings.map { finding in
      let place = finding.places[0]
      return [
        report.outcomes[finding.rule].card.code, finding.child ?? "", place.table,
        place.isPrevious ? "last" : "now", place.values.map { $0 ?? "" }.joined(separator: "|"),
      ].joined(separator: ";")
    }.sorted()
  }

  @Test(arguments: seeds, [2023, 2024, 2025, 2026, 2027])
  func every_rule_runs_to_its_end(_ seed: UInt64, _ year: Int) async {
    let report = await report(
      SSDA903Return(sheets: submission(seed).sheets()),
      SSDA903Return(sheets: submission(seed + 100).sheets()), year: year)
    #expect(report.outcomes.map(\.findings).reduce(0, +) == report.findings.count)
    // Random rows break nearly every rule somewhere.
    #expect(report.outcomes.count { $0.findings > 0 } > report.outcomes.count / 2)
    for finding in report.findings {
      #expect(finding.places.count == 1)
      #expect(finding.places[0].fields.count == finding.places[0].values.count)
    }
  }

  @Test(arguments: seeds) func the_number_of_threads_changes_nothing(_ seed: UInt64) async {
    let now = SSDA903Return(sheets: submission(seed).sheets())
    let last = SSDA903Return(sheets: submission(seed + 100).sheets())
    let alone = await report(now, last)
    for threads in [2, 3, 8] {
      let together = await report(now, last, threads: threads)
      #expect(together.findings.map(\.places) == alone.findings.map(\.places))
      #expect(together.outcomes.map(\.findings) == alone.outcomes.map(\.findings))
    }
  }

  @Test(arguments: seeds) func the_order_of_files_and_children_changes_nothing(_ seed: UInt64) async
  {
    let now = submission(seed)
    let last = submission(seed + 100)
    let straight = await report(
      SSDA903Return(sheets: now.sheets()), SSDA903Return(sheets: last.sheets()))
    // The rows of a child keep their order; the children come the other way round.
    func reversed(_ rows: [[String?]]) -> [[String?]] {
      var groups: [(key: String?, rows: [[String?]])] = []
      for row in rows {
        if let last = groups.last, last.key == row[0], row[0] != nil {
          groups[groups.count - 1].rows.append(row)
        } else {
          groups.append((row[0], [row]))
        }
      }
      return groups.reversed().flatMap(\.rows)
    }
    let turned = await report(
      SSDA903Return(sheets: now.sheets(reversedFiles: true, order: reversed)),
      SSDA903Return(sheets: last.sheets(reversedFiles: true, order: reversed)))
    #expect(told(turned) == told(straight))
  }

  @Test(arguments: seeds) func a_rule_alone_finds_what_it_finds_among_all(_ seed: UInt64) async {
    let now = SSDA903Return(sheets: submission(seed).sheets())
    let last = SSDA903Return(sheets: submission(seed + 100).sheets())
    let rules = SSDA903RuleBook.rules(of: .ending(2026))
    let all = await report(now, last, rules: rules)
    let turned = await report(now, last, rules: rules.reversed())
    #expect(told(turned) == told(all))
    for rule in rules.enumerated() where rule.offset % 25 == Int(seed) {
      let alone = await report(now, last, rules: [rule.element])
      #expect(alone.findings.count == all.outcomes[rule.offset].findings)
    }
  }

  @Test func thousands_of_rows_of_one_child_are_checked() async {
    var now = RandomReturn(children: 1, seed: 9)
    now.repeatRows(2_000)
    let report = await report(SSDA903Return(sheets: now.sheets()), SSDA903Return(sheets: []))
    #expect(report.findings.count > 2_000)
  }
}

extension RandomReturn {
  /// Makes every table that has rows as long as this.
  mutating func repeatRows(_ count: Int) {
    for (table, rows) in tables where !rows.isEmpty {
      set(table, (0..<count).map { rows[$0 % rows.count] })
    }
  }
}
