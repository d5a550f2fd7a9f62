public import CareRecord
public import CivilTime

extension Projection {
  /// What would fail if a return of a child were sent today: a row for each place of each finding.
  ///
  /// - Parameters:
  ///   - meaning: changes whenever the rules do, so that everything is found anew
  ///   - find: what is wrong with a record, and the first later day on which other years are meant
  public static func returnFindings(
    meaning: String,
    find: @escaping @Sendable (ChildRecord, Day) -> (findings: [ReturnFinding], validUntil: Day?)
  ) -> Projection {
    Projection(
      FindingColumns.projection, version: 1, of: .child, columns: FindingColumns.all,
      indexes: [ProjectionIndex(["rule", "record"])], meaning: meaning
    ) { record, day in
      let found = find(record, day)
      return (FindingColumns.rows(of: found.findings), found.validUntil)
    }
  }
}

/// How findings stand in their table: a row for each place, at least one for each finding.
enum FindingColumns {
  static let projection = "return_finding"
  static let table = "projection_return_finding"

  static let all = [
    ProjectionColumn("return", .text),
    ProjectionColumn("year", .integer),
    ProjectionColumn("rule", .text),
    ProjectionColumn("severity", .text),
    // Which of the child's findings, and which place of it; the first place counts the finding.
    ProjectionColumn("finding", .integer),
    ProjectionColumn("place", .integer),
    ProjectionColumn("table", .text),
    ProjectionColumn("previous", .integer),
    ProjectionColumn("table_row", .integer),
    // Names of cells and their values, a tab between them.
    ProjectionColumn("fields", .text),
    ProjectionColumn("values", .text),
    ProjectionColumn("fact_kind", .text),
    ProjectionColumn("fact", .integer),
  ]

  static func rows(of findings: [ReturnFinding]) -> [[Cell]] {
    findings.enumerated().flatMap { number, finding in
      let start: [Cell] = [
        .text(finding.returnName), .integer(Int64(finding.year)), .text(finding.rule),
        .text(finding.severity), .integer(Int64(number)),
      ]
      let fact: [Cell] = [finding.factKind.cell, finding.fact.map { .integer($0.raw) } ?? .null]
      if finding.places.isEmpty {
        return [start + [.integer(0), .null, .null, .null, .null, .null] + fact]
      }
      return finding.places.enumerated().map { place, cells in
        start + [
          .integer(Int64(place)), .text(cells.table), .integer(cells.isPrevious ? 1 : 0),
          .integer(Int64(cells.row)), .text(cells.fields.joined(separator: "\t")),
          .text(cells.values.map { written($0) }.joined(separator: "\t")),
        ] + fact
      }
    }
  }

  /// A value with neither tab nor line break: those of a return have none, and one that has is only
  /// shown.
  private static func written(_ value: String?) -> String {
    guard let value, value.utf8.contains(where: { $0 < 0x20 }) else { return value ?? "" }
    return String(value.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }

  /// The place that a row holds; nil for a finding without one.
  static func place(_ select: PreparedStatement, from column: Int32) -> ReturnFinding.Place? {
    guard let table = select.optionalText(column) else { return nil }
    let fields = split(select.text(column + 3))
    let values = split(select.text(column + 4))
    return ReturnFinding.Place(
      table: table, isPrevious: select.integer(column + 1) != 0,
      row: Int(select.integer(column + 2)), fields: fields,
      values: fields.indices.map {
        values.indices.contains($0) && !values[$0].isEmpty ? values[$0] : nil
      })
  }

  private static func split(_ text: String) -> [String] {
    text.isEmpty
      ? [] : text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
  }
}
