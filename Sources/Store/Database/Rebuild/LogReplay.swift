import CareRecord
import CivilTime
import Secrets

/// Works out from the log what the tables of current facts must hold.
struct LogReplay {
  let database: StoreConnection
  let layout: StoreLayout
  /// By which rows are added up.
  let hash: CurrentRowHash

  init(database: StoreConnection, layout: StoreLayout, hash: CurrentRowHash = CurrentRowHash()) {
    self.database = database
    self.layout = layout
    self.hash = hash
  }

  private struct Row: Sendable {
    let row: CurrentRow
    let table: FactTable
    let isFilled: Bool
  }

  /// What was made of some rows of the log.
  private struct Made: Sendable {
    var sums: [Int: UnorderedSum] = [:]
    var filled: [(row: CurrentRow, table: FactTable, cells: [Cell])] = []
    var count = 0
  }

  /// Adds up the rows of some tables, and writes those of tables that are empty.
  /// - Parameters:
  ///   - tables: by the numbers of their kinds
  ///   - filled: those of them into which the rows are written
  ///   - progress: told now and then how many rows are done
  /// - Returns: the sum of the rows of each table that must have any
  @discardableResult
  func replay(
    _ tables: Set<Int>, filling filled: Set<Int>, progress: (Int) -> Void = { _ in }
  ) throws -> [Int: UnorderedSum] {
    let writer = try CurrentFactWriter(filled, layout, database)
    let work = Meanwhile<[Row], Made> { [hash] in try LogReplay.make($0, hash) }
    var (sums, done) = ([Int: UnorderedSum](), 0)
    func take(_ made: Made?) throws {
      guard let made else { return }
      for (number, sum) in made.sums { sums[number, default: UnorderedSum()].add(sum) }
      for one in made.filled { try writer.write(one.row, one.table, one.cells) }
      done += made.count
      progress(done)
    }
    var waiting: [Row] = []
    let destroyed = try TombstoneTable(database: database, authority: layout.authority)
      .destroyedRecords()
    try LogReader(database: database, layout: layout).forEachCurrentRow { row in
      // A fact that others share stays in their records.
      guard !destroyed.contains(row.record), let table = layout.tables[row.kind],
        tables.contains(table.number)
      else { return }
      waiting.append(Row(row: row, table: table, isFilled: filled.contains(table.number)))
      if waiting.count == 2_000 {
        try take(try work.add(waiting))
        waiting.removeAll(keepingCapacity: true)
      }
    }
    try take(try work.add(waiting))
    while let made = try work.next() { try take(made) }
    return sums
  }

  private static func make(_ rows: [Row], _ hash: CurrentRowHash) throws -> Made {
    var made = Made()
    made.count = rows.count
    for one in rows {
      let (row, table) = (one.row, one.table)
      let body: [UInt8]
      if one.isFilled {
        let cells = try row.cells(of: table)
        body = FactBody.json(cells, of: table.fields)
        made.filled.append((row, table, cells))
      } else {
        body = try CurrentRowHash.present(row.body, schema: row.schema, of: table)
      }
      made.sums[table.number, default: UnorderedSum()].add(
        hash.of(
          table, record: row.record.raw, fact: row.fact.raw, version: Int64(row.version),
          known: row.known.milliseconds, body: body))
    }
    // As they lie in their tables.
    made.filled.sort { left, right in
      (left.table.number, left.row.record, left.row.fact)
        < (right.table.number, right.row.record, right.row.fact)
    }
    return made
  }
}

/// Adds rows to tables of current facts that were empty.
private struct CurrentFactWriter {
  private let authority: Authority
  private let add: [Int: PreparedStatement]

  init(_ tables: Set<Int>, _ layout: StoreLayout, _ database: StoreConnection) throws {
    authority = layout.authority
    add = try Dictionary(
      uniqueKeysWithValues: layout.tables.all.filter { tables.contains($0.number) }
        .map { ($0.number, try $0.adding(to: database)) })
  }

  func write(_ row: CurrentRow, _ table: FactTable, _ cells: [Cell]) throws {
    guard let add = add[table.number] else { return }
    try table.put(
      cells, version: row.version, known: row.known, fact: row.fact, record: row.record,
      authority: authority, with: add)
  }
}

/// A row that a table of current facts must have, by the log.
struct CurrentRow: Sendable {
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
    let entries = try PreparedStatement(
      database,
      """
      SELECT position, fact, version, kind, schema, known, body,
        CASE WHEN EXISTS (SELECT 1 FROM change n WHERE n.authority = c.authority
          AND n.fact = c.fact AND n.version = c.version + 1) THEN 0 ELSE 1 END
      FROM change c WHERE authority = ? AND body IS NOT NULL
      ORDER BY position
      """, sweeping: true)
    let links = try PreparedStatement(
      database,
      """
      SELECT position, record FROM chain WHERE authority = ? AND linked = 1
      ORDER BY position, record
      """, sweeping: true)
    entries.bind([layout.key])
    links.bind([layout.key])
    defer {
      entries.reset()
      links.reset()
    }
    // Both lie in the order of positions: one sweep over each. Which version is the last is not asked as a
    // condition, because PostgreSQL would take it to be rare, and sort.
    var hasLink = try links.step()
    while try entries.step() {
      let position = entries.integer(0)
      if entries.integer(7) == 0 { continue }
      while hasLink, links.integer(0) < position { hasLink = try links.step() }
      while hasLink, links.integer(0) == position {
        try body(
          CurrentRow(
            record: SubjectID(raw: links.integer(1)), fact: FactID(raw: entries.integer(1)),
            version: Int(entries.integer(2)), kind: entries.text(3),
            schema: Int(entries.integer(4)), known: Instant(milliseconds: entries.integer(5)),
            body: entries.bytes(6)))
        hasLink = try links.step()
      }
    }
  }
}
