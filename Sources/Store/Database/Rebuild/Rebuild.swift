import CareRecord
import CivilTime
import Secrets

/// The steps of a rebuild, within one transaction.
///
/// Of every table the rows that it must have are added up, and those that it has. Only where the sums
/// differ is it emptied and written. A table without rows is written at once.
struct Rebuild {
  let database: StoreConnection
  let layout: StoreLayout
  /// Whether what is right is written anew as well.
  var writesAll = false

  func run(
    on today: Day, progress: (_ what: String, _ done: Int) -> Void
  ) throws -> [RebuiltTable] {
    let facts = try rebuildFacts { progress("entries", $0) }
    let heads = try rebuildHeads()
    let projections = try ProjectionRebuild(
      database: database, layout: layout, today: today, writesAll: writesAll
    ).run { progress("records", $0) }
    return facts + [heads] + projections
  }

  // MARK: - Current facts

  private func rebuildFacts(progress: (Int) -> Void) throws -> [RebuiltTable] {
    let hash = CurrentRowHash()
    let tables = layout.tables.all
    let held = try Dictionary(
      uniqueKeysWithValues: tables.map { ($0.number, try hash.held($0, layout, database)) })
    let replay = LogReplay(database: database, layout: layout, hash: hash)
    if writesAll { for table in tables { try clear(table.name) } }
    let empty = writesAll ? Set(held.keys) : Set(held.filter { $0.value.count == 0 }.keys)
    var wanted = try replay.replay(Set(held.keys), filling: empty, progress: progress)
    let wrong = Set(
      held.keys.filter {
        !empty.contains($0) && held[$0] != wanted[$0, default: UnorderedSum()]
      })
    if !wrong.isEmpty {
      for table in tables where wrong.contains(table.number) {
        try clear(table.name)
        wanted[table.number] = nil
      }
      wanted.merge(try replay.replay(wrong, filling: wrong, progress: progress)) { $1 }
    }
    return tables.map { table in
      RebuiltTable(
        table.name, was: held[table.number] ?? UnorderedSum(),
        is: wanted[table.number] ?? UnorderedSum())
    }
  }

  private func clear(_ table: String) throws {
    try database.run("DELETE FROM \(table) WHERE authority = ?", layout.authority.number)
  }

  // MARK: - Heads

  private func rebuildHeads() throws -> RebuiltTable {
    let hash = UnorderedHash()
    var (held, bytes) = (UnorderedSum(), RowBytes())
    let rows = try PreparedStatement(
      database,
      "SELECT record, kind, sequence, hash, fact_kinds FROM record_head WHERE authority = ?",
      sweeping: true)
    rows.bind([layout.key])
    while try rows.step() {
      bytes.removeAll()
      for column: Int32 in 0...2 { bytes.add(rows.integer(column)) }
      for column: Int32 in 3...4 { bytes.add(rows.bytes(column)) }
      held.add(hash.of(bytes.all))
    }
    if writesAll { try clear("record_head") }
    let isEmpty = writesAll || held.count == 0
    let wanted = try replayHeads(by: hash, writing: isEmpty)
    if held != wanted, !isEmpty {
      try clear("record_head")
      _ = try replayHeads(by: hash, writing: true)
    }
    return RebuiltTable("record_head", was: held, is: wanted)
  }

  /// - Returns: the sum of the rows that the chains give
  private func replayHeads(by hash: UnorderedHash, writing: Bool) throws -> UnorderedSum {
    var (wanted, bytes) = (UnorderedSum(), RowBytes())
    let add = try PreparedStatement(
      adding: database, to: "record_head",
      ["authority", "record", "kind", "sequence", "hash", "fact_kinds"])
    try HeadReplay(database: database, layout: layout).forEachHead { id, head in
      bytes.removeAll()
      bytes.add(id.raw)
      bytes.add(Int64(head.kind.rawValue))
      bytes.add(head.sequence)
      bytes.add(head.hash)
      bytes.add(head.factKinds.bytes)
      wanted.add(hash.of(bytes.all))
      guard writing else { return }
      add.bind(layout.authority.number, at: 1)
      add.bind(id.raw, at: 2)
      add.bind(head.kind.rawValue, at: 3)
      add.bind(head.sequence, at: 4)
      add.bind(head.hash, at: 5)
      add.bind(head.factKinds.bytes, at: 6)
      try add.run()
    }
    return wanted
  }
}

extension RebuiltTable {
  init(_ name: String, was held: UnorderedSum, is wanted: UnorderedSum) {
    self.init(
      name: name, rowsBefore: held.count, rowsAfter: wanted.count, isEqual: held == wanted)
  }
}
