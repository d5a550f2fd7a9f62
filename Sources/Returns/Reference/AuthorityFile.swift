import CivilTime
import Foundation

/// Reads which authority each district belongs to: `DISTRICT,AUTHORITY` and, where the list tells
/// more than one day, `FROM` and `TO`.
struct AuthorityFile {
  private(set) var changes = AuthorityChanges([])
  private(set) var notes: [ReadingNote]
  private(set) var refusals: [Refusal]

  init(_ table: ReferenceTable) {
    notes = table.notes
    refusals = table.refusals
    var entries: [AuthorityChanges.Entry] = []
    // What was read for a district and its days, and where.
    var seen: [AuthorityChanges.Entry: (authority: CellText, line: Int)] = [:]
    for row in table.rows {
      do throws(Refusal) {
        let entry = AuthorityChanges.Entry(
          district: try AuthorityFile.code(table, row, "DISTRICT"),
          authority: try AuthorityFile.code(table, row, "AUTHORITY"),
          from: try AuthorityFile.day(table, row, "FROM"),
          to: try AuthorityFile.day(table, row, "TO"))
        if entry.from.isSet, entry.to.isSet, entry.to < entry.from {
          throw table.refusal(
            .row, row, "TO", reason: "it ends before it begins", expected: "a day after FROM")
        }
        var key = entry
        key.authority = .none
        if let first = seen[key] {
          if first.authority == entry.authority { continue }
          throw table.refusal(
            .row, row, "AUTHORITY",
            reason: "line \(first.line) gives this district another authority, and was kept",
            expected: "each district once")
        }
        seen[key] = (entry.authority, table.line(of: row))
        entries.append(entry)
      } catch {
        refusals.append(error)
      }
    }
    changes = AuthorityChanges(entries)
    notes.append(
      ReadingNote(
        "\(counted(entries.count, "row about a district was", "rows about districts were")) read.",
        file: table.file))
  }

  static func read(
    path: String, name: String, limits: ReadingLimits
  ) throws(Refusal) -> AuthorityFile {
    AuthorityFile(
      try ReferenceTable(path: path, name: name, required: required, limits: limits))
  }

  static let required = ["DISTRICT", "AUTHORITY"]

  private static func code(
    _ table: ReferenceTable, _ row: Int, _ column: String
  ) throws(Refusal) -> CellText {
    let code = CellText(table.text(row, column) ?? "").uppercased
    guard code.isGiven, code.count < 16 else {
      throw table.refusal(
        .row, row, column, reason: code.isNone ? "there is no code" : "this is not a code",
        expected: "a code such as E08000035")
    }
    return code
  }

  private static func day(
    _ table: ReferenceTable, _ row: Int, _ column: String
  ) throws(Refusal) -> Day {
    guard let text = table.text(row, column) else { return .unset }
    guard let day = Day(british: text) else {
      throw table.refusal(
        .row, row, column, reason: "this is not a date", expected: "a date such as 01/04/2023")
    }
    return day
  }
}

extension AuthorityChanges {
  /// England's districts as far as this target's list knows them.
  ///
  /// - Throws: a `Refusal` where the list is missing or a line of it cannot be read.
  public static func england() throws(Refusal) -> AuthorityChanges {
    let file = AuthorityFile(
      try ReferenceTable.resource("authorities.csv", required: AuthorityFile.required))
    if let refusal = file.refusals.first { throw refusal }
    return file.changes
  }
}

extension ReferenceTable {
  /// A list that comes with Kith.
  static func resource(_ name: String, required: [String]) throws(Refusal) -> ReferenceTable {
    let url = Bundle.module.bundleURL.appending(path: "Resources/\(name)")
    return try ReferenceTable(
      path: url.path(percentEncoded: false), name: name, required: required, limits: .standard)
  }
}
