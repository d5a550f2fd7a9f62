import CareRecord
import CivilTime

/// Fills the tables of current facts from the log.
struct LogReplay {
  let database: StoreConnection
  let layout: StoreLayout

  /// Writes the last version of every fact of some kinds, or of all, into tables that are empty.
  /// - Parameter progress: told now and then how many rows are done
  func replay(kinds: Set<String>? = nil, progress: (Int) -> Void = { _ in }) throws {
    let tables = layout.tables.all.filter { kinds?.contains($0.type.kind.name) ?? true }
    let log = LogReader(database: database, layout: layout)
    let add = try Dictionary(
      uniqueKeysWithValues: tables.map { ($0.number, try $0.adding(to: database)) })
    var done = 0
    var waiting: [(row: CurrentRow, table: FactTable)] = []
    func write() throws {
      let cells = try inParallel(waiting) { row, table in try row.cells(of: table) }
      for ((row, table), cells) in zip(waiting, cells) {
        guard let add = add[table.number] else { continue }
        try table.put(
          cells, version: row.version, known: row.known, fact: row.fact, record: row.record,
          authority: layout.authority, with: add)
      }
      done += waiting.count
      waiting.removeAll(keepingCapacity: true)
      progress(done)
    }
    let destroyed = try TombstoneTable(database: database, authority: layout.authority)
      .destroyedRecords()
    try log.forEachCurrentRow { row in
      // A fact that others share stays in their records.
      guard !destroyed.contains(row.record), let table = layout.tables[row.kind],
        add[table.number] != nil
      else { return }
      waiting.append((row, table))
      if waiting.count == 5_000 { try write() }
    }
    try write()
  }
}

/// A row that a table of current facts must have, by the log.
struct CurrentRow: Sendable {
  let position: Int64
  let record: SubjectID
  let fact: FactID
  let version: Int
  let kind: String
  let schema: Int
  let known: Instant
  let body: [UInt8]

  /// What the row says of the fact's fields, days as days or as texts.
  func cells(of table: FactTable) throws -> [Cell] {
    if schema == table.type.kind.schema, let cells = FactBody.columns(of: body, table.fields) {
      return cells
    }
    return try FactBody.fact(table.type, from: body, schema: schema).cells
  }
}

extension LogReader {
  /// Hands out, in the order of the log, every row that the tables of current facts must have: the last
  /// version of each fact, in each record that it belongs to.
  func forEachCurrentRow(_ body: (CurrentRow) throws -> Void) throws {
    let rows = try PreparedStatement(
      database,
      """
      SELECT c.position, l.record, c.fact, c.version, c.kind, c.schema, c.known, c.body
      FROM change c JOIN chain l ON l.authority = c.authority AND l.position = c.position
      WHERE c.authority = ? AND c.body IS NOT NULL AND l.linked = 1 AND NOT EXISTS (
        SELECT 1 FROM change n
        WHERE n.authority = c.authority AND n.fact = c.fact AND n.version > c.version)
      ORDER BY c.position, l.record
      """, sweeping: true)
    rows.bind([layout.key])
    defer { rows.reset() }
    while try rows.step() {
      try body(
        CurrentRow(
          position: rows.integer(0), record: SubjectID(raw: rows.integer(1)),
          fact: FactID(raw: rows.integer(2)), version: Int(rows.integer(3)), kind: rows.text(4),
          schema: Int(rows.integer(5)), known: Instant(milliseconds: rows.integer(6)),
          body: rows.bytes(7)))
    }
  }
}
