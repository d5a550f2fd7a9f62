import CareRecord
import CivilTime

/// Goes through the log once, record by record, works out what the derived tables must hold, and fills
/// those that are to be filled.
///
/// The connection's thread reads and writes; other threads make of it what is to be made. All rows come
/// in the order in which they lie in their tables.
struct Replay {
  let database: StoreConnection
  let layout: StoreLayout
  /// Nil where no projection is worked out.
  var today: Day?
  var hash = DerivedHash()

  struct Outcome {
    var sums: DerivedTables<DerivedSum>
    /// For each projection the rows of the tables beside it.
    let parts: [CollectedParts]
  }

  /// - Parameter progress: told how many entries are done
  func run(_ handling: DerivedTables<Handling>, progress: (Int) -> Void = { _ in }) throws
    -> Outcome
  {
    let parts = layout.projections.map(CollectedParts.init)
    let replay = RecordReplay(
      layout: layout, today: today, hash: hash, dialect: database.dialect, handling: handling,
      destroyed: try TombstoneTable(database: database, authority: layout.authority)
        .destroyedRecords(),
      parts: parts)
    var outcome = Outcome(sums: DerivedTables(DerivedSum(), layout), parts: parts)
    let work = Meanwhile<ChainBatch, RecordReplay.Made> { try replay.make($0) }
    let filling = try Filling(database, layout)
    var done = 0
    func take(_ made: RecordReplay.Made?) throws {
      guard let made else { return }
      outcome.sums.add(made.sums)
      try filling.write(made)
      done += made.links
      progress(done)
    }
    try database.readAlongIndexes()
    let sweep = try ChainSweep(database, layout)
    while let batch = try sweep.next() { try take(try work.add(batch)) }
    while let made = try work.next() { try take(made) }
    return outcome
  }
}

extension DerivedTables<DerivedSum> {
  fileprivate mutating func add(_ other: DerivedTables<DerivedSum>) {
    for place in facts.indices { facts[place].add(other.facts[place]) }
    heads.add(other.heads)
    for place in projections.indices { projections[place].add(other.projections[place]) }
  }
}

/// Writes rows into tables that are empty.
private struct Filling {
  private struct Table {
    let add: PreparedStatement
    let columns: [PackedRows.Column]

    init(
      _ database: StoreConnection, _ name: String, _ columns: [(String, PackedRows.Column)]
    ) throws {
      add = try PreparedStatement(adding: database, to: name, columns.map(\.0))
      self.columns = columns.map(\.1)
    }
  }

  private let tables: DerivedTables<Table>
  private let made: Table

  init(_ database: StoreConnection, _ layout: StoreLayout) throws {
    tables = DerivedTables(
      facts: try layout.tables.all.map { table in
        try Table(
          database, table.name,
          FactTable.keyColumns.map { ($0, .integer) }
            + zip(table.columns, table.storages.map(\.packed)))
      },
      heads: try Table(
        database, "record_head",
        [
          ("authority", .integer), ("record", .integer), ("kind", .integer), ("sequence", .integer),
          ("hash", .bytes), ("fact_kinds", .bytes),
        ]),
      projections: try layout.projections.map { table in
        try Table(
          database, table.name,
          ["authority", "record", "row"].map { ($0, .integer) }
            + table.projection.columns.map { ($0.name, $0.cellStorage.packed) })
      })
    made = try Table(
      database, "projection_record",
      [
        ("authority", .integer), ("projection", .text), ("record", .integer), ("made_on", .text),
        ("valid_until", .text),
      ])
  }

  func write(_ made: RecordReplay.Made) throws {
    for (table, rows) in tables.with(made.rows).all { try table.add.add(rows, table.columns) }
    try self.made.add.add(made.made, self.made.columns)
  }
}

extension CellStorage {
  fileprivate var packed: PackedRows.Column {
    switch self {
    case .day, .text: .text
    case .flag, .integer: .integer
    }
  }
}
