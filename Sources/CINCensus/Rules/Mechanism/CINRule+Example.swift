public import CivilTime
public import Returns

extension CINRule {
  /// What the rule makes of an example.
  ///
  /// - Returns: For each row of the example whether the rule flags it, and how many findings there
  ///   are; nil where the rule does not run on it.
  /// - Throws: `RuleExampleError` where the example cannot be read.
  public func flags(
    in text: String, calendar: WorkingDayCalendar
  ) async throws -> (example: RuleExample, flags: [Bool], findings: Int)? {
    let example = try RuleExample(text, key: ChildIdentifiersColumn.LAchildID.name)
    let scene = CINScene(
      example.rows.map { ($0.table, $0.values) }, header: scene(of: example))
    let check = CINCheck(
      [try scene.file()], ruleSet: card.years.upperBound, calendar: calendar, rules: [self])
    let report = await check.report()
    guard report.outcomes.first?.status == .ran else { return nil }
    let places = Set(report.findings.flatMap(\.places).map { CINScene.Key($0.table, $0.row) })
    let flags = scene.keys.map { key in key.map { places.contains($0) } ?? false }
    return (example, flags, report.findings.count)
  }

  /// The header of the last year of the version, unless the example has one.
  private func scene(of example: RuleExample) -> [String: String]? {
    if example.emptyTables.contains("Header") { return nil }
    let year = card.years.upperBound
    return ["Year": String(year.endYear), "ReferenceDate": year.end.iso]
  }
}
