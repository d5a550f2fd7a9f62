import CareRecord
import CivilTime

/// By how much a projection's sums change on each day, or in each month: `projection_<name>_by_day` and
/// `projection_<name>_by_month`.
///
/// A month is written as `2025-03`. A day or a month on which nothing changes has no row, or one that says
/// zero, as where one child came on the day on which another went.
struct SumTable: ProjectionPart {
  enum Period: String {
    case day
    case month
  }

  private let table: ProjectionTable
  private let sums: ProjectionSums
  private let period: Period
  private let group: Int
  private let from: Int
  private let until: Int
  private let places: [Int]

  /// Nil where the projection asks for none.
  init?(_ table: ProjectionTable, by period: Period) {
    guard let sums = table.projection.sums else { return nil }
    func place(_ name: String) -> Int? {
      table.projection.columns.firstIndex { $0.name == name }
    }
    let places = sums.amounts.compactMap(place)
    guard let group = place(sums.group), let from = place(sums.from),
      let until = place(sums.until), places.count == sums.amounts.count
    else { return nil }
    self.table = table
    self.sums = sums
    self.period = period
    (self.group, self.from, self.until) = (group, from, until)
    self.places = places
  }

  var name: String { "\(table.name)_by_\(period.rawValue)" }

  var key: [ProjectionColumn] {
    [ProjectionColumn("period", .text), ProjectionColumn(sums.group, .text)]
  }
  var amounts: [String] { sums.amounts }
  private var keyColumns: [String] { ["authority"] + key.map(\.name) }

  func createSQL(_ dialect: SQLDialect) -> String {
    """
    CREATE TABLE \(name) (
      authority \(dialect.integer) NOT NULL, period \(dialect.text) NOT NULL, \(sums.group) \(dialect.text) NOT NULL,
      \(sums.amounts.map { "\($0) \(dialect.integer) NOT NULL" }.joined(separator: ", ")),
      PRIMARY KEY (authority, period, \(sums.group))
    ) \(dialect.keyedTable);
    """
  }

  func follow(
    from before: [[Cell]], to after: [[Cell]], authority: Authority, in database: StoreConnection
  ) throws {
    var rows = PartRows()
    for row in before { add(row, times: -1, to: &rows) }
    for row in after { add(row, times: 1, to: &rows) }
    let names = sums.amounts
    let number = Cell.integer(Int64(authority.number))
    let changed = rows.changed
    var rest = changed.map { key, amounts in [number] + key + amounts.map(Cell.integer) }[...]
    while !rest.isEmpty {
      let count = rest.count < SumTable.together ? 1 : SumTable.together
      let add = try PreparedStatement(database, addSQL(rows: count))
      add.bind(rest.prefix(count).flatMap(\.self))
      try add.run()
      rest = rest.dropFirst(count)
    }
    // What comes to nothing otherwise says zero.
    if before.isEmpty { return }
    let delete = try PreparedStatement(
      database,
      """
      DELETE FROM \(name) WHERE authority = ? AND period = ? AND \(sums.group) = ?
      AND \(names.map { "\($0) = 0" }.joined(separator: " AND "))
      """)
    for key in changed.keys {
      delete.bind([number] + key)
      try delete.run()
    }
  }

  /// So many rows go into one statement, where there are so many.
  private static let together = 50

  private func addSQL(rows: Int) -> String {
    let columns = keyColumns + sums.amounts
    let row = "(\(columns.map { _ in "?" }.joined(separator: ", ")))"
    let added = sums.amounts.map { "\($0) = \(name).\($0) + excluded.\($0)" }
    return """
      INSERT INTO \(name) (\(columns.joined(separator: ", ")))
      VALUES \(Array(repeating: row, count: rows).joined(separator: ", "))
      ON CONFLICT (\(keyColumns.joined(separator: ", "))) DO UPDATE SET \(added.joined(separator: ", "))
      """
  }

  func add(_ row: [Cell], times sign: Int64, to rows: inout PartRows) {
    let amounts = places.map { place in
      if case .integer(let value) = row[place] { sign * value } else { 0 as Int64 }
    }
    rows.add(amounts, under: [period(of: row[from]), row[group]])
    rows.add(amounts.map { -$0 }, under: [period(of: row[until]), row[group]])
  }

  private func period(of day: Cell) -> Cell {
    guard period == .month, case .text(let text) = day else { return day }
    return .text(String(text.prefix(7)))
  }
}
