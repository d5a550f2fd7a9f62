import CareRecord
import CivilTime
import GRDB

/// The table of one projection: `projection_<name>`, its rows by record.
struct ProjectionTable: Sendable {
  let projection: Projection
  var name: String { "projection_" + projection.name }

  init(_ projection: Projection) { self.projection = projection }

  var fingerprint: String {
    projection.columns.map { "\($0.name) \($0.sqlType)\($0.isIndexed ? " indexed" : "")" }
      .joined(separator: ", ")
  }

  private var columnList: String { projection.columns.map { ", \"\($0.name)\"" }.joined() }

  var createSQL: String {
    let columns = projection.columns.map { ", \"\($0.name)\" \($0.sqlType)" }.joined()
    let create = """
      CREATE TABLE \(name) (
        authority INTEGER NOT NULL, record INTEGER NOT NULL, row INTEGER NOT NULL\(columns),
        PRIMARY KEY (authority, record, row)
      ) STRICT, WITHOUT ROWID;
      """
    return projection.columns.filter(\.isIndexed).reduce(create) { sql, column in
      sql + "CREATE INDEX \(name)_\(column.name) ON \(name) (authority, \"\(column.name)\");"
    }
  }

  private var insertSQL: String {
    let places = Array(repeating: "?", count: projection.columns.count + 3)
    return """
      INSERT INTO \(name) (authority, record, row\(columnList))
      VALUES (\(places.joined(separator: ", ")))
      """
  }

  private var selectSQL: String {
    """
    SELECT row\(columnList) FROM \(name) WHERE authority = ? AND record = ? ORDER BY row
    """
  }

  // MARK: - Writing

  /// Puts the rows of a record in place of those that were there.
  func write(
    _ record: ChildRecord, on today: Day, authority: Authority, in database: Database
  ) throws {
    let (rows, validUntil) = projection.rows(record, today)
    let delete = try PreparedStatement(
      database, "DELETE FROM \(name) WHERE authority = ? AND record = ?")
    delete.bind(authority.number, at: 1)
    delete.bind(record.subject.id.raw, at: 2)
    try delete.run()
    let insert = try PreparedStatement(database, insertSQL)
    for (number, row) in rows.enumerated() {
      insert.bind(authority.number, at: 1)
      insert.bind(record.subject.id.raw, at: 2)
      insert.bind(number, at: 3)
      for (index, cell) in row.enumerated() { insert.bind(cell, at: Int32(index + 4)) }
      try insert.run()
    }
    let made = try PreparedStatement(
      database,
      """
      INSERT OR REPLACE INTO projection_record (authority, projection, record, made_on, valid_until)
      VALUES (?, ?, ?, ?, ?)
      """)
    made.bind(authority.number, at: 1)
    made.bind(projection.name, at: 2)
    made.bind(record.subject.id.raw, at: 3)
    made.bind(today.iso, at: 4)
    // Rows that were stale already when made would be made anew without end.
    made.bind(validUntil.map { Cell.day(max($0, today + 1)) } ?? .null, at: 5)
    try made.run()
  }

  // MARK: - Reading

  /// On which day the rows of a record were made, and until when they hold; nil where never.
  func made(
    of record: SubjectID, authority: Authority, in database: Database
  ) throws -> (on: Day, validUntil: Day?)? {
    let select = try PreparedStatement(
      database,
      """
      SELECT made_on, valid_until FROM projection_record
      WHERE authority = ? AND projection = ? AND record = ?
      """)
    select.bind(authority.number, at: 1)
    select.bind(projection.name, at: 2)
    select.bind(record.raw, at: 3)
    guard try select.step() else { return nil }
    defer { select.reset() }
    guard let on = select.day(0) else { return nil }
    return (on, select.day(1))
  }

  /// The stored rows of a record, each after its number.
  func rows(of record: SubjectID, authority: Authority, in database: Database) throws -> [[Cell]] {
    let select = try PreparedStatement(database, selectSQL)
    select.bind(authority.number, at: 1)
    select.bind(record.raw, at: 2)
    var rows: [[Cell]] = []
    while try select.step() {
      rows.append(
        [.integer(select.integer(0))]
          + projection.columns.enumerated().map { index, column in
            select.cell(Int32(index + 1), column.storage == .integer ? .integer : .text)
          })
    }
    return rows
  }
}

extension ProjectionColumn {
  var sqlType: String {
    switch storage {
    case .integer: "INTEGER"
    case .text: "TEXT"
    }
  }
}
