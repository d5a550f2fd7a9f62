import CareRecord
import CivilTime

/// By how much a projection's sums change on each day, or in each month: `projection_<name>_by_day` and
/// `projection_<name>_by_month`.
///
/// A month is written as `2025-03`. A day or a month on which nothing changes has no row.
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
  private let amounts: [Int]

  /// Nil where the projection asks for none.
  init?(_ table: ProjectionTable, by period: Period) {
    guard let sums = table.projection.sums else { return nil }
    func place(_ name: String) -> Int? {
      table.projection.columns.firstIndex { $0.name == name }
    }
    let amounts = sums.amounts.compactMap(place)
    guard let group = place(sums.group), let from = place(sums.from),
      let until = place(sums.until), amounts.count == sums.amounts.count
    else { return nil }
    self.table = table
    self.sums = sums
    self.period = period
    (self.group, self.from, self.until) = (group, from, until)
    self.amounts = amounts
  }

  var name: String { "\(table.name)_by_\(period.rawValue)" }

  private var key: [String] { ["authority", "period", sums.group] }

  var shape: DerivedTable { DerivedTable(name: name, columns: key + sums.amounts, key: key) }

  func createSQL(_ dialect: SQLDialect) -> String {
    """
    CREATE TABLE \(name) (
      authority \(dialect.integer) NOT NULL, period \(dialect.text) NOT NULL, \(sums.group) \(dialect.text) NOT NULL,
      \(sums.amounts.map { "\($0) \(dialect.integer) NOT NULL" }.joined(separator: ", ")),
      PRIMARY KEY (authority, period, \(sums.group))
    ) \(dialect.keyedTable);
    """
  }

  private struct Place: Hashable {
    let period: Cell
    let group: Cell
  }

  func follow(
    from before: [[Cell]], to after: [[Cell]], authority: Authority, in database: StoreConnection
  ) throws {
    var changes: [Place: [Int64]] = [:]
    for row in before { add(row, times: -1, to: &changes) }
    for row in after { add(row, times: 1, to: &changes) }
    let names = sums.amounts
    let number = Cell.integer(Int64(authority.number))
    let changed = changes.filter { $0.value.contains { $0 != 0 } }
    var rest = changed.map { place, amounts in
      [number, place.period, place.group] + amounts.map(Cell.integer)
    }[...]
    while !rest.isEmpty {
      let count = rest.count < SumTable.together ? 1 : SumTable.together
      let add = try PreparedStatement(database, addSQL(rows: count))
      add.bind(rest.prefix(count).flatMap(\.self))
      try add.run()
      rest = rest.dropFirst(count)
    }
    // Only where rows went can something have come to nothing.
    if before.isEmpty { return }
    let delete = try PreparedStatement(
      database,
      """
      DELETE FROM \(name) WHERE authority = ? AND period = ? AND \(sums.group) = ?
      AND \(names.map { "\($0) = 0" }.joined(separator: " AND "))
      """)
    for place in changed.keys {
      delete.bind([number, place.period, place.group])
      try delete.run()
    }
  }

  /// So many rows go into one statement, where there are so many.
  private static let together = 50

  private func addSQL(rows: Int) -> String {
    let columns = key + sums.amounts
    let places = "(\(columns.map { _ in "?" }.joined(separator: ", ")))"
    let added = sums.amounts.map { "\($0) = \(name).\($0) + excluded.\($0)" }
    return """
      INSERT INTO \(name) (\(columns.joined(separator: ", ")))
      VALUES \(Array(repeating: places, count: rows).joined(separator: ", "))
      ON CONFLICT (\(key.joined(separator: ", "))) DO UPDATE SET \(added.joined(separator: ", "))
      """
  }

  private func add(_ row: [Cell], times sign: Int64, to changes: inout [Place: [Int64]]) {
    for (column, sign) in [(from, sign), (until, -sign)] {
      let place = Place(period: period(of: row[column]), group: row[group])
      var sum = changes[place] ?? Array(repeating: 0, count: amounts.count)
      for (index, amount) in amounts.enumerated() {
        if case .integer(let value) = row[amount] { sum[index] += sign * value }
      }
      changes[place] = sum
    }
  }

  private func period(of day: Cell) -> Cell {
    guard period == .month, case .text(let text) = day else { return day }
    return .text(String(text.prefix(7)))
  }

  func isTrue(of authority: Authority, in database: StoreConnection) throws -> Bool {
    func edges(_ column: String, _ sign: String) -> String {
      """
      SELECT \(period == .day ? column : "substr(\(column), 1, 7)") AS period, \(sums.group),
        \(sums.amounts.map { "\(sign)\($0) AS \($0)" }.joined(separator: ", "))
      FROM \(table.name) WHERE authority = ?
      """
    }
    let counted = """
      SELECT period, \(sums.group), \(sums.amounts.map { "sum(\($0))" }.joined(separator: ", "))
      FROM (\(edges(sums.from, "")) UNION ALL \(edges(sums.until, "-"))) AS edges
      GROUP BY period, \(sums.group)
      HAVING \(sums.amounts.map { "sum(\($0)) <> 0" }.joined(separator: " OR "))
      """
    let kept = """
      SELECT period, \(sums.group), \(sums.amounts.joined(separator: ", ")) FROM \(name)
      WHERE authority = ?
      """
    for (left, right) in [(counted, kept), (kept, counted)] {
      let difference = try PreparedStatement(
        database, "SELECT 1 FROM (\(left) EXCEPT \(right)) AS difference LIMIT 1")
      difference.bind(Array(repeating: .integer(Int64(authority.number)), count: 3))
      defer { difference.reset() }
      if try difference.step() { return false }
    }
    return true
  }
}
