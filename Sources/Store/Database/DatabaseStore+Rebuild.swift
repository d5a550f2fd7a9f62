import Access
import CareRecord
import CivilTime
import Secrets

extension DatabaseStore {
  /// Makes the tables of current facts, the heads of the records and the projections anew from the
  /// log, in one transaction, and says of each whether it was as the log has it.
  ///
  /// Whatever was found, the tables are right afterwards.
  /// - Parameter progress: told how many entries, then how many records are done
  public func rebuild(
    progress: @escaping @Sendable (_ what: String, _ done: Int) -> Void = { _, _ in }
  ) async throws -> RebuildReport {
    let (layout, today) = (layout, clock().inLondon.day)
    // What the passing of days made stale would differ, and nothing be wrong.
    try await refreshProjections(today: today)
    return try await write { database in
      try database.allowAnyTime()
      let rebuild = Rebuild(database: database, layout: layout)
      let tables = rebuild.tables
      let hash = UnorderedHash()
      let before = try tables.map { try TableDigest($0, layout.authority, database, hash) }
      try rebuild.run(on: today, progress: progress)
      let after = try tables.map { try TableDigest($0, layout.authority, database, hash) }
      return RebuildReport(
        tables: zip(tables, zip(before, after)).map { table, digests in
          let (before, after) = digests
          return RebuiltTable(
            name: table.name, rowsBefore: before.rows, rowsAfter: after.rows,
            isEqual: before.sum == after.sum)
        })
    }
  }
}

/// The steps of a rebuild, within one transaction.
struct Rebuild {
  let database: StoreConnection
  let layout: StoreLayout

  var tables: [DerivedTable] {
    layout.tables.all.map(\.shape) + [.heads] + layout.projections.flatMap(\.shapes)
  }

  func run(on today: Day, progress: (_ what: String, _ done: Int) -> Void) throws {
    try clear()
    try LogReplay(database: database, layout: layout).replay { progress("entries", $0) }
    try makeHeads()
    try makeProjections(on: today) { progress("records", $0) }
  }

  private func clear() throws {
    for table in tables.map(\.name) + ["projection_record"] {
      try database.run("DELETE FROM \(table) WHERE authority = ?", layout.authority.number)
    }
  }

  private func makeHeads() throws {
    let heads = HeadReplay(database: database, layout: layout)
    let writer = try HeadWriter(database, authority: layout.authority)
    try heads.forEachHead { try writer.write($0, $1) }
  }

  private func makeProjections(on today: Day, progress: (Int) -> Void) throws {
    var done = 0
    for kind in Set(layout.projections.map(\.projection.subjects)) {
      let stream = try RecordStream(
        database, layout: layout, kind: kind, scope: .all, sight: .everything)
      while let batch = try stream.next(500) {
        let tables = layout.projections.filter { $0.projection.subjects == kind }
        // Pure functions, and the dearest part.
        let made = try inParallel(batch) { record in
          tables.map { $0.projection.rows(record, today) }
        }
        for (index, table) in tables.enumerated() {
          var writer = try ProjectionWriter(table, layout, on: today, adding: true, database)
          for (record, made) in zip(batch, made) {
            try writer.write(made[index], of: record.subject.id, over: [])
          }
          try writer.finish()
        }
        done += batch.count
        progress(done)
      }
    }
  }
}
