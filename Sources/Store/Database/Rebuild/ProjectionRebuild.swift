import Access
import CareRecord
import CivilTime
import Secrets
import Synchronization

/// Works out the projections of every record anew, within one transaction, and what is kept beside them.
struct ProjectionRebuild {
  let database: StoreConnection
  let layout: StoreLayout
  let today: Day
  private let writesAll: Bool
  private let hash = UnorderedHash()

  init(database: StoreConnection, layout: StoreLayout, today: Day, writesAll: Bool) {
    self.database = database
    self.layout = layout
    self.today = today
    self.writesAll = writesAll
  }

  /// The rows of a projection and of `projection_record`, added up.
  private struct Sums: Equatable, Sendable {
    var rows = UnorderedSum()
    var made = UnorderedSum()
    /// Whether no row says that it was made on a day to come.
    var isPast = true

    var isEmpty: Bool { rows.count == 0 && made.count == 0 }

    mutating func add(_ other: Sums) {
      rows.add(other.rows)
      made.add(other.made)
    }
  }

  // MARK: - The tables

  /// - Parameter progress: told how many records are done
  func run(progress: (Int) -> Void) throws -> [RebuiltTable] {
    var rebuilt: [RebuiltTable] = []
    var done = 0
    for kind in Set(layout.projections.map(\.projection.subjects)).sorted(by: {
      $0.rawValue < $1.rawValue
    }) {
      let tables = layout.projections.filter { $0.projection.subjects == kind }
      let held = try tables.map { try self.held($0) }
      if writesAll { for table in tables { try clear(table) } }
      let targets = zip(tables, held).map { Target($0, isFilled: writesAll || $1.isEmpty) }
      try pass(over: targets, of: kind) {
        done += $0
        progress(done)
      }
      var wrong: [Target] = []
      for (target, held) in zip(targets, held) where !target.isFilled {
        if held == target.sums {
          try markMade(target.table)
        } else {
          try clear(target.table)
          wrong.append(Target(target.table, isFilled: true))
        }
      }
      if !wrong.isEmpty { try pass(over: wrong, of: kind) { _ in } }
      for (target, held) in zip(targets, held) {
        rebuilt.append(RebuiltTable(target.table.name, was: held.rows, is: target.sums.rows))
        rebuilt += try rebuildParts(of: target)
      }
    }
    return rebuilt
  }

  /// What is in a projection's table.
  private func held(_ table: ProjectionTable) throws -> Sums {
    var (sums, bytes) = (Sums(), RowBytes())
    let rows = try PreparedStatement(
      database, "SELECT record, row\(table.columnList) FROM \(table.name) WHERE authority = ?",
      sweeping: true)
    rows.bind([layout.key])
    let storages = table.projection.columns.map(\.cellStorage)
    while try rows.step() {
      bytes.removeAll()
      bytes.add(rows.integer(0))
      bytes.add(rows.integer(1))
      for (index, storage) in storages.enumerated() {
        bytes.add(rows.value(Int32(index) + 2, storage))
      }
      sums.rows.add(hash.of(bytes.all))
    }
    let made = try PreparedStatement(
      database,
      """
      SELECT record, valid_until, CASE WHEN made_on > ? THEN 1 ELSE 0 END FROM projection_record
      WHERE authority = ? AND projection = ?
      """, sweeping: true)
    made.bind([.day(today), layout.key, .text(table.projection.name)])
    while try made.step() {
      bytes.removeAll()
      bytes.add(made.integer(0))
      bytes.add(made.value(1, .text))
      sums.made.add(hash.of(bytes.all))
      if made.integer(2) != 0 { sums.isPast = false }
    }
    return sums
  }

  private func clear(_ table: ProjectionTable) throws {
    try database.run("DELETE FROM \(table.name) WHERE authority = ?", layout.authority.number)
    try database.run(
      "DELETE FROM projection_record WHERE authority = ? AND projection = ?",
      layout.authority.number, table.projection.name)
  }

  /// The rows of an earlier day turned out to be those of today.
  private func markMade(_ table: ProjectionTable) throws {
    try database.run(
      """
      UPDATE projection_record SET made_on = ?
      WHERE authority = ? AND projection = ? AND made_on <> ?
      """, today.iso, layout.authority.number, table.projection.name, today.iso)
  }

  private func rebuildParts(of target: Target) throws -> [RebuiltTable] {
    try zip(target.table.parts, target.parts.rows.withLock { $0 }).map { part, rows in
      let held = try part.held(by: hash, of: layout.authority, in: database)
      let wanted = part.sum(of: rows, by: hash)
      if held != wanted || writesAll {
        try part.replace(with: rows, of: layout.authority, in: database)
      }
      return RebuiltTable(part.name, was: held, is: wanted)
    }
  }

  // MARK: - The records

  /// A table on its way, and what it must hold as far as is known.
  private final class Target {
    let table: ProjectionTable
    /// Whether its rows are written; it is empty then.
    let isFilled: Bool
    let parts: Parts
    var sums = Sums()

    init(_ table: ProjectionTable, isFilled: Bool) {
      self.table = table
      self.isFilled = isFilled
      parts = Parts(table.parts)
    }
  }

  /// The rows of the tables beside a projection, to which several threads add.
  private final class Parts: Sendable {
    let all: [any ProjectionPart]
    let rows: Mutex<[PartRows]>

    init(_ all: [any ProjectionPart]) {
      self.all = all
      rows = Mutex(all.map { _ in PartRows() })
    }

    func add(_ new: [[Cell]]) {
      if all.isEmpty { return }
      rows.withLock { rows in
        for (index, part) in all.enumerated() {
          for row in new { part.add(row, times: 1, to: &rows[index]) }
        }
      }
    }
  }

  /// What a projection makes of some records.
  private struct Made: Sendable {
    var sums = Sums()
    /// Of a table that is written.
    var rows: [(record: Int64, rows: [[Cell]], validUntil: Cell)] = []
  }

  private func pass(
    over targets: [Target], of kind: SubjectKind, progress: (Int) -> Void
  ) throws {
    let work = Meanwhile<[ChildRecord], [Made]> {
      [hash, today, asked = targets.map { ($0.table, $0.parts, $0.isFilled) }] records in
      asked.map { table, parts, isFilled in
        ProjectionRebuild.make(table, of: records, on: today, hash, parts, keeping: isFilled)
      }
    }
    let inserts = try targets.map { target in
      try PreparedStatement(
        adding: database, to: target.table.name,
        ["authority", "record", "row"] + target.table.projection.columns.map(\.name))
    }
    let noteMade = try PreparedStatement(
      adding: database, to: "projection_record",
      ["authority", "projection", "record", "made_on", "valid_until"])
    func take(_ made: [Made]?) throws {
      guard let made else { return }
      for (index, target) in targets.enumerated() {
        target.sums.add(made[index].sums)
        for one in made[index].rows {
          for (number, row) in one.rows.enumerated() {
            inserts[index].bind(
              [layout.key, .integer(one.record), .integer(Int64(number))] + row)
            try inserts[index].run()
          }
          noteMade.bind([
            layout.key, .text(target.table.projection.name), .integer(one.record),
            .text(today.iso), one.validUntil,
          ])
          try noteMade.run()
        }
      }
    }
    let stream = try RecordStream(
      database, layout: layout, kind: kind, scope: .all, sight: .everything)
    while let batch = try stream.next(200) {
      try take(try work.add(batch))
      progress(batch.count)
    }
    while let made = try work.next() { try take(made) }
  }

  private static func make(
    _ table: ProjectionTable, of records: [ChildRecord], on today: Day, _ hash: UnorderedHash,
    _ parts: Parts, keeping isKept: Bool
  ) -> Made {
    var (made, bytes) = (Made(), RowBytes())
    var all: [[Cell]] = []
    for record in records {
      let id = record.subject.id.raw
      let (rows, validUntil) = table.projection.rows(record, today)
      let stored = rows.map(table.stored)
      for (number, row) in stored.enumerated() {
        bytes.removeAll()
        bytes.add(id)
        bytes.add(Int64(number))
        for cell in row { bytes.add(cell) }
        made.sums.rows.add(hash.of(bytes.all))
      }
      // Rows that were stale already when made would be made anew without end.
      let until = validUntil.map { Cell.text(max($0, today + 1).iso) } ?? .null
      bytes.removeAll()
      bytes.add(id)
      bytes.add(until)
      made.sums.made.add(hash.of(bytes.all))
      if isKept { made.rows.append((id, stored, until)) }
      all += stored
    }
    parts.add(all)
    return made
  }
}
