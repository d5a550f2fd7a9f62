import CareRecord
import CivilTime
import Secrets

/// Writes the truth of a database as a stream: tables in a fixed order, rows in the order of keys.
final class StreamWriter {
  private let sink: any StreamSink
  private var bytes = StreamBytes()
  private(set) var tables: [CarriedTable] = []
  private var rows = 0
  private var written = 0
  private let progress: @Sendable (BackupProgress) -> Void

  init(to sink: any StreamSink, progress: @escaping @Sendable (BackupProgress) -> Void) {
    self.sink = sink
    self.progress = progress
  }

  /// Writes all of it, from one snapshot.
  func write(
    _ database: StoreConnection, authorities: [Authority], header: [(String, String)]
  ) throws {
    bytes.add(StreamFormat.Part.header)
    bytes.add(count: header.count)
    for (name, value) in header {
      bytes.add(name)
      bytes.add(value)
    }
    for table in TruthTable.all where table.owner == .installation {
      try write(table, nil, database)
    }
    for authority in authorities {
      for table in TruthTable.all where table.owner == .authority {
        try write(table, authority, database)
      }
    }
    bytes.add(StreamFormat.Part.end)
    bytes.add(count: tables.count)
    bytes.add(count: rows)
    try flush(isLast: true)
  }

  private func write(
    _ table: TruthTable, _ authority: Authority?, _ database: StoreConnection
  ) throws {
    bytes.add(StreamFormat.Part.table)
    bytes.add(count: authority?.number ?? 0)
    bytes.add(table.name)
    bytes.add(count: table.columns.count)
    for column in table.columns {
      bytes.add(column.name)
      bytes.add(column.type.rawValue)
    }
    let (count, hash) = try forEachRow(of: table, authority, database) { row in
      bytes.add(raw: row)
      rows += 1
      if bytes.all.count >= StreamFormat.pieceCount { try flush(isLast: false) }
    }
    bytes.add(StreamFormat.Part.tableEnd)
    bytes.add(count: count)
    bytes.add(raw: hash)
    tables.append(
      CarriedTable(
        authority: authority?.number ?? 0, name: table.name, rows: count, hash: hash))
  }

  private func flush(isLast: Bool) throws {
    let all = bytes.all
    var start = 0
    while all.count - start > StreamFormat.pieceCount {
      try sink.write(Array(all[start..<start + StreamFormat.pieceCount]), isLast: false)
      start += StreamFormat.pieceCount
    }
    try sink.write(Array(all[start...]), isLast: isLast)
    written += all.count
    bytes.removeAll()
    progress(BackupProgress(step: .writing, rows: rows, bytes: written))
  }
}

/// Hands out the rows of a table as they stand in a stream.
/// - Returns: how many there are, and BLAKE2b over all of them
private func forEachRow(
  of table: TruthTable, _ authority: Authority?, _ database: StoreConnection,
  _ body: ([UInt8]) throws -> Void
) throws -> (count: Int, hash: [UInt8]) {
  let select = try PreparedStatement(database, table.selectSQL, sweeping: true)
  if let authority { select.bind(authority.number, at: 1) }
  defer { select.reset() }
  var hash = Hash()
  var count = 0
  var row = StreamBytes()
  while try select.step() {
    row.removeAll()
    row.add(StreamFormat.Part.row)
    for (index, column) in table.columns.enumerated() {
      row.add(select, Int32(index), column.type)
    }
    hash.update(row.all)
    count += 1
    try body(row.all)
  }
  return (count, hash.digest())
}

extension CarriedTable {
  /// The same table as it stands in a database.
  init(_ table: TruthTable, _ authority: Authority?, in database: StoreConnection) throws {
    let (count, hash) = try forEachRow(of: table, authority, database) { _ in }
    self.init(authority: authority?.number ?? 0, name: table.name, rows: count, hash: hash)
  }
}

extension TruthTable {
  /// The authorities that have a row in any table.
  static func authorities(_ database: StoreConnection) throws -> [Authority] {
    try authorities(database, in: all)
  }

  /// The authorities of which anything was ever kept: a store that was only opened has nothing but
  /// the ends of its empty logs.
  static func authoritiesInUse(_ database: StoreConnection) throws -> [Authority] {
    try authorities(database, in: all.filter { $0.name != "log_end" })
  }

  private static func authorities(
    _ database: StoreConnection, in tables: [TruthTable]
  ) throws -> [Authority] {
    var found: Set<Int> = []
    for table in tables where table.owner == .authority {
      var last: Int64 = -1
      // From one to the next: every table is ordered by authority.
      while let next = try database.number(
        "SELECT min(authority) FROM \(table.name) WHERE authority > ?", last)
      {
        found.insert(Int(next))
        last = next
      }
    }
    return try found.sorted().map { number in
      guard let authority = Authority(number: number) else {
        throw BackupUnusable(
          "The database holds rows of the authority \(number), and no authority has that number.")
      }
      return authority
    }
  }
}
