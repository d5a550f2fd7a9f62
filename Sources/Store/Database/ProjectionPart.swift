import CareRecord
import CivilTime

/// A table beside a projection's own, which follows its rows within the same transaction.
protocol ProjectionPart: Sendable {
  var name: String { get }
  /// Its columns after `authority`: those of the key, and whole numbers that are added up.
  var key: [ProjectionColumn] { get }
  var amounts: [String] { get }
  /// Adds to its rows what a row of the projection brings.
  func add(_ row: [Cell], times sign: Int64, to rows: inout PartRows)
  func createSQL(_ dialect: SQLDialect) -> String
  /// - Parameters:
  ///   - before: the rows of some records that were there
  ///   - after: those of the same records that are there now
  func follow(
    from before: [[Cell]], to after: [[Cell]], authority: Authority, in database: StoreConnection)
    throws
}

/// The rows of such a table by their keys, with the amounts that are added up in them.
struct PartRows: Sendable {
  private(set) var amounts: [[Cell]: [Int64]] = [:]

  mutating func add(_ added: [Int64], under key: [Cell]) {
    guard let index = amounts.index(forKey: key) else {
      amounts[key] = added
      return
    }
    for place in added.indices { amounts.values[index][place] += added[place] }
  }

  /// Those that change anything; a row without amounts says by being there that its key is there.
  var changed: [[Cell]: [Int64]] {
    amounts.filter { $0.value.isEmpty || $0.value.contains { $0 != 0 } }
  }
}

/// How many rows of a projection have the same values in some columns, none of them NULL:
/// `projection_<name>_tally`.
struct TallyTable: ProjectionPart {
  private let table: ProjectionTable
  private let columns: [(column: ProjectionColumn, index: Int)]

  /// Nil where the projection asks for none.
  init?(_ table: ProjectionTable) {
    if table.projection.tally.isEmpty { return nil }
    self.table = table
    columns = table.projection.tally.compactMap { name in
      table.projection.columns.firstIndex { $0.name == name }
        .map { (table.projection.columns[$0], $0) }
    }
  }

  var name: String { table.name + "_tally" }

  var key: [ProjectionColumn] { columns.map(\.column) }
  let amounts = ["rows"]

  func add(_ row: [Cell], times sign: Int64, to rows: inout PartRows) {
    rows.add([sign], under: columns.map { row[$0.index] })
  }

  private var columnList: String {
    columns.map { "\"\($0.column.name)\"" }.joined(separator: ", ")
  }

  func createSQL(_ dialect: SQLDialect) -> String {
    """
    CREATE TABLE \(name) (
      authority \(dialect.integer) NOT NULL,
      \(columns.map { "\"\($0.column.name)\" \($0.column.sqlType(dialect)) NOT NULL" }.joined(separator: ", ")),
      rows \(dialect.integer) NOT NULL,
      PRIMARY KEY (authority, \(columnList))
    ) \(dialect.keyedTable);
    """
  }

  func follow(
    from before: [[Cell]], to after: [[Cell]], authority: Authority, in database: StoreConnection
  ) throws {
    var rows = PartRows()
    for row in before { add(row, times: -1, to: &rows) }
    for row in after { add(row, times: 1, to: &rows) }
    let changes = rows.changed
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    let add = try PreparedStatement(
      database,
      """
      INSERT INTO \(name) (authority, \(columnList), rows) VALUES (?, \(places), ?)
      ON CONFLICT (authority, \(columnList)) DO UPDATE SET rows = \(name).rows + excluded.rows
      """)
    for (values, change) in changes {
      add.bind([.integer(Int64(authority.number))] + values + change.map(Cell.integer))
      try add.run()
    }
    let condition = columns.map { "\"\($0.column.name)\" = ?" }.joined(separator: " AND ")
    for (values, change) in changes where change.contains(where: { $0 < 0 }) {
      let delete = try PreparedStatement(
        database, "DELETE FROM \(name) WHERE authority = ? AND \(condition) AND rows = 0")
      delete.bind([.integer(Int64(authority.number))] + values)
      try delete.run()
    }
  }
}

/// The different values of a projection's column under their keys: `projection_<name>_key`.
///
/// Under the empty key stands every value that is there.
struct VocabularyTable: ProjectionPart {
  private let table: ProjectionTable
  private let vocabulary: ProjectionVocabulary
  private let index: Int

  /// Nil where the projection asks for none.
  init?(_ table: ProjectionTable) {
    guard let vocabulary = table.projection.vocabulary,
      let index = table.projection.columns.firstIndex(where: { $0.name == vocabulary.column })
    else { return nil }
    self.table = table
    self.vocabulary = vocabulary
    self.index = index
  }

  var name: String { table.name + "_key" }

  let key = [ProjectionColumn("key", .text), ProjectionColumn("value", .text)]
  let amounts: [String] = []

  func add(_ row: [Cell], times sign: Int64, to rows: inout PartRows) {
    guard case .text(let value) = row[index],
      rows.amounts[[.text(""), row[index]]] == nil
    else { return }
    for key in keys(value) { rows.add([], under: [.text(key), row[index]]) }
  }

  func createSQL(_ dialect: SQLDialect) -> String {
    """
    CREATE TABLE \(name) (
      authority \(dialect.integer) NOT NULL, key \(dialect.text) NOT NULL, value \(dialect.text) NOT NULL,
      PRIMARY KEY (authority, key, value)
    ) \(dialect.keyedTable);
    """
  }

  func follow(
    from before: [[Cell]], to after: [[Cell]], authority: Authority, in database: StoreConnection
  ) throws {
    let (old, new) = (Set(before.map { $0[index] }), Set(after.map { $0[index] }))
    let key = Cell.integer(Int64(authority.number))
    for value in try missing(from: new.subtracting(old), key, database) {
      let insert = try PreparedStatement(
        database, "INSERT INTO \(name) (authority, key, value) VALUES (?, ?, ?)")
      for each in keys(value) {
        insert.bind([key, .text(each), .text(value)])
        try insert.run()
      }
    }
    for case .text(let value) in old.subtracting(new) where try !isUsed(value, key, database) {
      let delete = try PreparedStatement(
        database, "DELETE FROM \(name) WHERE authority = ? AND key = ? AND value = ?")
      for each in keys(value) {
        delete.bind([key, .text(each), .text(value)])
        try delete.run()
      }
    }
  }

  private func keys(_ value: String) -> Set<String> {
    Set(vocabulary.keys(value)).union([""])
  }

  /// Those of some values that do not stand in it yet.
  private func missing(
    from values: Set<Cell>, _ authority: Cell, _ database: StoreConnection
  ) throws -> [String] {
    let asked = try values.compactMap { value -> (String, AskedRows)? in
      guard case .text(let text) = value else { return nil }
      return (
        text,
        try database.ask(
          "SELECT 1 FROM \(name) WHERE authority = ? AND key = '' AND value = ?",
          [authority, value])
      )
    }
    return try asked.compactMap { value, rows in
      let rows = try rows.begin()
      defer { rows.endRows() }
      return try rows.step() ? nil : value
    }
  }

  private func isUsed(_ value: String, _ authority: Cell, _ database: StoreConnection) throws
    -> Bool
  {
    try exists(
      """
      SELECT 1 FROM \(table.name) WHERE authority = ? AND "\(vocabulary.column)" = ? LIMIT 1
      """, [authority, .text(value)], database)
  }

  private func exists(_ sql: String, _ arguments: [Cell], _ database: StoreConnection) throws
    -> Bool
  {
    let select = try PreparedStatement(database, sql)
    select.bind(arguments)
    defer { select.reset() }
    return try select.step()
  }
}
