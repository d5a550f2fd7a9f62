import Access
public import CareRecord
public import CivilTime
import Foundation
public import Secrets

/// What restoring a backup, or moving a database, left.
public struct RestoreReport: Sendable {
  /// The tables that were carried, each compared with what now stands in the database.
  public let tables: [CarriedTable]
  /// What `audit verify` finds in the restored database.
  public let audit: AuditReport
  /// The tombstones of records that were in the backup and were destroyed again.
  public let destroyedAgain: [Tombstone]
  /// The files as received that still hold rows of them, which the original destruction took out.
  public let filesLeft: Int

  public var rows: Int { tables.reduce(0) { $0 + $1.rows } }
}

/// What this version derives from the records, for making it anew.
public struct Derivation: Sendable {
  let projections: @Sendable (Authority) throws -> [Projection]
  let workingDays: WorkingDayCalendar
  let today: Day

  /// - Parameter projections: what is derived for an authority, as `DatabaseStore.open` takes it
  public init(
    workingDays: WorkingDayCalendar, today: Day,
    projections: @escaping @Sendable (Authority) throws -> [Projection]
  ) {
    self.projections = projections
    self.workingDays = workingDays
    self.today = today
  }
}

extension Backup {
  /// Fills a database from a backup, makes anew what is derived, and compares every table with the
  /// backup; all of it or nothing.
  /// - Parameter address: a file that does not exist, or a database server's database that holds
  ///   nothing of the authorities in the backup
  /// - Throws: `BackupUnusable` or `StoreUnavailable`; nothing is left behind then.
  /// - Parameter repeating: what was destroyed after the backup was made, to be destroyed again
  public static func restore(
    _ path: String, key: StreamKey, to address: DatabaseAddress, deriving derivation: Derivation,
    repeating: RepeatedDestruction? = nil,
    progress: @escaping @Sendable (BackupProgress) -> Void = { _ in }
  ) async throws -> RestoreReport {
    try await filling(address, deriving: derivation, repeating: repeating, progress: progress) {
      try SealedFile.Source(path, key)
    }
  }

  /// Copies a database into another, as a backup and its restoring would, without a file between.
  /// - Parameter authority: whose rows alone are to be copied; nil for all
  public static func move(
    from source: DatabaseAddress, to target: DatabaseAddress, authority: Authority? = nil,
    at now: Instant, release: String, deriving derivation: Derivation,
    progress: @escaping @Sendable (BackupProgress) -> Void = { _ in }
  ) async throws -> RestoreReport {
    let pipe = StreamPipe(name: "the database \(source)")
    async let writing: [CarriedTable] = {
      do {
        return try await reading(source) { database in
          let writer = StreamWriter(to: pipe, progress: { _ in })
          try writer.write(
            database, authorities: try carried(authority, of: database, source),
            header: header(at: now, release))
          return writer.tables
        }
      } catch {
        pipe.fail(error)
        throw error
      }
    }()
    do {
      let report = try await filling(target, deriving: derivation, progress: progress) {
        try pipe.source()
      }
      guard try await writing == report.tables else {
        throw BackupUnusable("The two databases differ after the move.")
      }
      return report
    } catch {
      pipe.fail(error)
      _ = try? await writing
      throw error
    }
  }

  // MARK: - Filling

  private static func filling(
    _ address: DatabaseAddress, deriving derivation: Derivation,
    repeating: RepeatedDestruction? = nil,
    progress: @escaping @Sendable (BackupProgress) -> Void,
    from open: @escaping @Sendable () throws -> any StreamSource
  ) async throws -> RestoreReport {
    guard let path = address.path else {
      return try await fill(address, derivation, repeating, progress, open)
    }
    guard !exists(path) else {
      throw BackupUnusable(
        "There is something at \(path) already, and nothing is ever restored over it. Choose another "
          + "name, or move it away.")
    }
    let unfinished = path + ".unfinished"
    func remove() {
      for end in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: unfinished + end)
      }
    }
    remove()
    do {
      let report = try await fill(
        DatabaseAddress(unfinished), derivation, repeating, progress, open)
      let beside = try? FileManager.default.attributesOfItem(atPath: unfinished + "-wal")[.size]
      guard !exists(path), beside as? Int ?? 0 == 0 else {
        throw BackupUnusable(
          "Something else was written to \(path) meanwhile. Nothing was restored; try again.")
      }
      try FileManager.default.moveItem(atPath: unfinished, toPath: path)
      // Empty, and of the old name.
      remove()
      keepName(of: path)
      return report
    } catch {
      remove()
      throw error
    }
  }

  /// What SQLite leaves of an earlier database beside it would be mixed into the new one.
  private static func exists(_ path: String) -> Bool {
    ["", "-wal", "-shm"].contains { FileManager.default.fileExists(atPath: path + $0) }
  }

  /// Everything in one transaction, which also makes the tables.
  private static func fill(
    _ address: DatabaseAddress, _ derivation: Derivation, _ repeating: RepeatedDestruction?,
    _ progress: @escaping @Sendable (BackupProgress) -> Void,
    _ open: @escaping @Sendable () throws -> any StreamSource
  ) async throws -> RestoreReport {
    try await unavailableInWords(address.description) {
      let engine = try await address.openEngine()
      do {
        let report = try await engine.migrate { database in
          try Filling(database, derivation, repeating, progress).fill(from: try open())
        }
        try await engine.close()
        return report
      } catch {
        try? await engine.close()
        throw error
      }
    }
  }
}

/// Fills a database from a stream, within one transaction.
private struct Filling {
  let database: StoreConnection
  let derivation: Derivation
  let repeating: RepeatedDestruction?
  let progress: (BackupProgress) -> Void

  init(
    _ database: StoreConnection, _ derivation: Derivation, _ repeating: RepeatedDestruction?,
    _ progress: @escaping (BackupProgress) -> Void
  ) {
    self.database = database
    self.derivation = derivation
    self.repeating = repeating
    self.progress = progress
  }

  func fill(from source: any StreamSource) throws -> RestoreReport {
    let reader = StreamReader(source)
    try database.allowAnyTime()
    let tables = try insert(reader)
    if database.dialect != .sqlite { try database.execute(script: "ANALYZE") }
    var layouts: [StoreLayout] = []
    for number in Set(tables.map(\.authority)).subtracting([0]).sorted() {
      guard let authority = Authority(number: number) else {
        throw BackupUnusable.damaged(source.name)
      }
      let layout = try Catalogue(database, authority: authority).layout(
        projections: Projection.all(
          derivation.projections(authority), workingDays: derivation.workingDays))
      _ = try Rebuild(database: database, layout: layout, today: derivation.today).run { entries in
        progress(BackupProgress(step: .rebuilding, rows: entries, bytes: 0))
      }
      layouts.append(layout)
    }
    progress(BackupProgress(step: .comparing, rows: reader.rows, bytes: reader.bytes))
    for table in tables { try compare(table) }
    let again = try repeating?.run(in: database, layouts, today: derivation.today)
    var audit = AuditReport()
    for layout in layouts { try audit.check(database, layout, today: derivation.today) }
    return RestoreReport(
      tables: tables, audit: audit, destroyedAgain: again?.tombstones ?? [],
      filesLeft: again?.filesLeft ?? 0)
  }

  // MARK: - Rows

  private func insert(_ reader: StreamReader) throws -> [CarriedTable] {
    let present = Set(try TruthTable.authoritiesInUse(database).map(\.number))
    var tables: [CarriedTable] = []
    var insert: RowInsert?
    var kinds = KnownKinds()
    while let part = try reader.next() {
      switch part {
      case .header, .end: continue
      case .table(let start):
        guard !present.contains(start.authority) else {
          throw BackupUnusable(
            "The database holds records or accounts of authority \(start.authority) already, and "
              + "nothing is ever restored over them. Name an empty database.")
        }
        if start.name == "log_end" {
          // Of a store that was opened and never used.
          try database.run("DELETE FROM log_end WHERE authority = ?", start.authority)
        }
        insert = try RowInsert(start, database)
        kinds.begin(start)
      case .row(let row):
        try kinds.check(row)
        try insert?.run(row)
        if reader.rows.isMultiple(of: 5_000) {
          progress(BackupProgress(step: .restoring, rows: reader.rows, bytes: reader.bytes))
        }
      case .tableEnd(let table): tables.append(table)
      }
    }
    return tables
  }

  private func compare(_ carried: CarriedTable) throws {
    guard let table = TruthTable.named(carried.name) else { return }
    // Others may have keys in the same installation.
    if table.owner == .installation { return }
    let restored = try CarriedTable(table, Authority(number: carried.authority), in: database)
    guard restored == carried else {
      throw BackupUnusable(
        "The table \(carried.name) of authority \(carried.authority) has \(restored.rows) rows after "
          + "restoring, and its hash is another than that of the \(carried.rows) rows that were to be "
          + "restored. Nothing was kept. Please report this.")
    }
  }
}

/// Inserts the rows of one table.
private struct RowInsert {
  private let database: StoreConnection
  private let table: TruthTable
  private let start: StreamReader.Table
  private let statement: PreparedStatement

  init(_ start: StreamReader.Table, _ database: StoreConnection) throws {
    guard let table = TruthTable.named(start.name),
      Set(start.columns).isSubset(of: table.columns),
      (table.owner == .authority) == (start.authority != 0)
    else {
      throw BackupUnusable.newer("The table \(start.name) of the backup")
    }
    self.database = database
    self.table = table
    self.start = start
    statement = try table.adding(start.columns, to: database)
  }

  func run(_ row: [CarriedValue]) throws {
    if table.owner == .installation { return try keep(meta: CarriedRow(row, start)) }
    if table.owner == .authority { statement.bind(start.authority, at: 1) }
    let first: Int32 = table.owner == .authority ? 2 : 1
    for (index, value) in row.enumerated() { statement.bind(value, at: first + Int32(index)) }
    try statement.run()
  }

  /// The public keys of the seals join those that are there; the last one stays the present one.
  private func keep(meta row: CarriedRow) throws {
    let (name, value) = (try row.text("name"), try row.text("value"))
    guard name == SealKeyFile.metaName else { return }
    let there = try SealKeyFile.publicKeys(database)
    let come = SealKeyFile.publicKeys(in: value).filter { !there.contains($0) }
    try SealKeyFile.keep(come + there, database)
  }
}

/// Finds kinds of fact that this version does not know, before they would be passed over.
private struct KnownKinds {
  private var column: Int?
  private let known: Set<[UInt8]> = Set(FactRegister.kinds.map { Array($0.kind.name.utf8) })

  mutating func begin(_ table: StreamReader.Table) {
    column = table.name == "change" ? try? table.index("kind") : nil
  }

  func check(_ row: [CarriedValue]) throws {
    guard let column, let kind = row[column].bytes, !known.contains(kind) else { return }
    throw BackupUnusable(
      "The backup holds facts of the kind \(String(decoding: kind, as: UTF8.self)), which this version "
        + "of Kith does not know: a newer one wrote it. Use the newer version; nothing was restored."
    )
  }
}
