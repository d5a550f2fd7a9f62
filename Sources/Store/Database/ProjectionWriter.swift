import CareRecord
import CivilTime

/// Puts the rows of records into a projection's table in place of those that were there.
///
/// `finish` must follow the last record; until then the tables beside it are as they were.
struct ProjectionWriter {
  private let table: ProjectionTable
  private let layout: StoreLayout
  private let today: Day
  private let database: StoreConnection
  private let delete: PreparedStatement
  private let insert: PreparedStatement
  private let made: PreparedStatement
  /// Rows that went, and rows that came.
  private var before: [[Cell]] = []
  private var after: [[Cell]] = []
  private let parts: [any ProjectionPart]

  /// - Parameter isMany: whether rows of many records come, so that they are best sent together
  init(
    _ table: ProjectionTable, _ layout: StoreLayout, on today: Day, adding isMany: Bool,
    _ database: StoreConnection
  ) throws {
    self.table = table
    self.layout = layout
    self.today = today
    self.database = database
    parts = table.parts
    delete = try PreparedStatement(
      database, "DELETE FROM \(table.name) WHERE authority = ? AND record = ?")
    insert =
      isMany
      ? try PreparedStatement(
        adding: database, to: table.name,
        ["authority", "record", "row"] + table.projection.columns.map(\.name))
      : try PreparedStatement(database, table.insertSQL)
    made = try PreparedStatement(
      database,
      """
      INSERT INTO projection_record (authority, projection, record, made_on, valid_until)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (authority, projection, record)
      DO UPDATE SET made_on = excluded.made_on, valid_until = excluded.valid_until
      """)
  }

  /// Writes the rows of one record.
  /// - Parameter asked: those that are there
  mutating func write(_ record: ChildRecord, over asked: AskedRows) throws {
    try write(
      table.projection.rows(record, today), of: record.subject.id,
      over: try table.rows(in: asked.begin()).map { Array($0.dropFirst()) })
  }

  /// Writes rows that are made already.
  /// - Parameter old: those that are there
  mutating func write(
    _ rows: (rows: [[Cell]], validUntil: Day?), of record: SubjectID, over old: [[Cell]]
  ) throws {
    let new = rows.rows.map(table.stored)
    if old != new {
      try replace(old, with: new, of: record)
      if !parts.isEmpty {
        before += old
        after += new
      }
    }
    // Rows that were stale already when made would be made anew without end.
    made.bind([
      layout.key, .text(table.projection.name), .integer(record.raw), .text(today.iso),
      rows.validUntil.map { .day(max($0, today + 1)) } ?? .null,
    ])
    try made.run()
  }

  private func replace(_ old: [[Cell]], with new: [[Cell]], of record: SubjectID) throws {
    if !old.isEmpty {
      delete.bind([layout.key, .integer(record.raw)])
      try delete.run()
    }
    for (number, row) in new.enumerated() {
      insert.bind([layout.key, .integer(record.raw), .integer(Int64(number))] + row)
      try insert.run()
    }
  }

  /// Lets the tables beside it follow.
  func finish() throws {
    if before.isEmpty, after.isEmpty { return }
    for part in parts {
      try part.follow(from: before, to: after, authority: layout.authority, in: database)
    }
  }
}
