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
  let today: Day
  /// Whether what is right is written anew as well.
  var writesAll = false

  /// - Parameter progress: told how many entries of the log are done
  func run(progress: (Int) -> Void) throws -> [RebuiltTable] {
    let replay = Replay(database: database, layout: layout, today: today)
    let held = try HeldTables(
      database: database, layout: layout, today: today, hash: replay.hash
    ).sums()
    let first = held.map { sum -> Handling in writesAll || sum.isEmpty ? .filled : .summed }
    if writesAll { try clear(first) }
    let wanted = try replay.run(first, progress: progress)
    let second = first.with(held.with(wanted.sums)).map { handling, sums -> Handling in
      handling == .summed && sums.0 != sums.1 ? .filled : .passedOver
    }
    if second.all.contains(.filled) {
      try clear(second)
      _ = try replay.run(second, progress: progress)
    }
    for (place, table) in layout.projections.enumerated()
    where first.projections[place] == .summed && second.projections[place] == .passedOver {
      try markMade(table)
    }
    return try report(held, wanted)
  }

  // MARK: - Tables

  private func clear(_ handling: DerivedTables<Handling>) throws {
    let names = DerivedTables(
      facts: layout.tables.all.map(\.name), heads: "record_head",
      projections: layout.projections.map(\.name))
    for (name, handling) in names.with(handling).all where handling == .filled {
      try database.run("DELETE FROM \(name) WHERE authority = ?", layout.authority.number)
    }
    for (table, handling) in zip(layout.projections, handling.projections)
    where handling == .filled {
      try database.run(
        "DELETE FROM projection_record WHERE authority = ? AND projection = ?",
        layout.authority.number, table.projection.name)
    }
  }

  /// The rows of an earlier day turned out to be those of today.
  private func markMade(_ table: ProjectionTable) throws {
    try database.run(
      """
      UPDATE projection_record SET made_on = ?
      WHERE authority = ? AND projection = ? AND made_on <> ?
      """, today.iso, layout.authority.number, table.projection.name, today.iso)
  }

  private func report(
    _ held: DerivedTables<DerivedSum>, _ wanted: Replay.Outcome
  ) throws -> [RebuiltTable] {
    let sums = held.with(wanted.sums)
    var rebuilt = zip(layout.tables.all, sums.facts).map { table, sums in
      RebuiltTable(table.name, was: sums.0.rows, is: sums.1.rows)
    }
    rebuilt.append(RebuiltTable("record_head", was: sums.heads.0.rows, is: sums.heads.1.rows))
    for (place, table) in layout.projections.enumerated() {
      let (was, now) = sums.projections[place]
      rebuilt.append(RebuiltTable(table.name, was: was.rows, is: now.rows))
      rebuilt += try rebuild(wanted.parts[place])
    }
    return rebuilt
  }

  /// The tables beside a projection, which are small.
  private func rebuild(_ parts: CollectedParts) throws -> [RebuiltTable] {
    let hash = DerivedHash().others
    return try zip(parts.all, parts.rows).map { part, rows in
      let held = try part.held(by: hash, of: layout.authority, in: database)
      let wanted = part.sum(of: rows, by: hash)
      if held != wanted || writesAll {
        try part.replace(with: rows, of: layout.authority, in: database)
      }
      return RebuiltTable(part.name, was: held, is: wanted)
    }
  }
}

extension RebuiltTable {
  init(_ name: String, was held: UnorderedSum, is wanted: UnorderedSum) {
    self.init(
      name: name, rowsBefore: held.count, rowsAfter: wanted.count, isEqual: held == wanted)
  }
}
