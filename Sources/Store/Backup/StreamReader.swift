import Secrets

/// Reads a stream part by part, and checks every table against the count and the hash behind it.
final class StreamReader {
  /// What comes next.
  enum Part {
    case header([String: String])
    case table(Table)
    case row([CarriedValue])
    /// The table that ended; its rows are those that were written.
    case tableEnd(CarriedTable)
    case end
  }

  struct Table: Hashable, Sendable {
    let authority: Int
    let name: String
    let columns: [TruthTable.Column]

    /// Where a column stands in a row.
    func index(_ column: String) throws -> Int {
      guard let index = columns.firstIndex(where: { $0.name == column }) else {
        throw BackupUnusable("The table \(name) of the backup has no column \(column).")
      }
      return index
    }
  }

  private let source: any StreamSource
  private var buffer: [UInt8] = []
  private var offset = 0
  private var table: Table?
  private var hash = Hash()
  private var rowsOfTable = 0
  private var tables = 0
  private var isAtEnd = false
  private(set) var rows = 0
  private(set) var bytes = 0
  /// Whether rows are only passed over; then they are not checked either.
  private let skims: Bool

  init(_ source: any StreamSource, skims: Bool = false) {
    self.source = source
    self.skims = skims
  }

  /// The next part; nil after the end.
  func next() throws -> Part? {
    if isAtEnd { return nil }
    try need(1)
    let start = offset
    switch try byte() {
    case StreamFormat.Part.header: return .header(try header())
    case StreamFormat.Part.table:
      let table = try tableStart()
      self.table = table
      hash = Hash()
      rowsOfTable = 0
      return .table(table)
    case StreamFormat.Part.row:
      guard let table else { throw damaged }
      return .row(try row(of: table, from: start))
    case StreamFormat.Part.tableEnd: return .tableEnd(try tableEnd())
    case StreamFormat.Part.end:
      guard try count() == tables, try count() == rows else { throw damaged }
      isAtEnd = true
      guard offset == buffer.count, try source.next() == nil else { throw damaged }
      return .end
    default: throw damaged
    }
  }

  private var damaged: BackupUnusable { .damaged(source.name) }

  // MARK: - The parts

  private func header() throws -> [String: String] {
    var header: [String: String] = [:]
    for _ in 0..<(try count()) { header[try text()] = try text() }
    guard let format = header["format"].flatMap({ Int($0) }) else { throw damaged }
    guard format <= StreamFormat.number else { throw BackupUnusable.newer(source.name) }
    return header
  }

  private func tableStart() throws -> Table {
    guard table == nil else { throw damaged }
    let (authority, name) = (try count(), try text())
    var columns: [TruthTable.Column] = []
    for _ in 0..<(try count()) {
      let (column, type) = (try text(), try text())
      guard let type = ColumnType(rawValue: type) else { throw BackupUnusable.newer(source.name) }
      columns.append(TruthTable.Column(name: column, type: type))
    }
    return Table(authority: authority, name: name, columns: columns)
  }

  private func row(of table: Table, from start: Int) throws -> [CarriedValue] {
    // Reading on may move what is in the buffer, and then `held` with it.
    held = start
    defer { held = nil }
    var values: [CarriedValue] = []
    values.reserveCapacity(table.columns.count)
    for column in table.columns {
      let value = try value()
      guard value.fits(column.type) else { throw damaged }
      values.append(value)
    }
    if !skims, let start = held { hash.update(Array(buffer[start..<offset])) }
    rowsOfTable += 1
    rows += 1
    return values
  }

  private func tableEnd() throws -> CarriedTable {
    guard let table else { throw damaged }
    let count = try count()
    let written = try raw(Hash.byteCount)
    var finished = Hash()
    swap(&finished, &hash)
    let read = finished.digest()
    guard skims || (count == rowsOfTable && written == read) else { throw damaged }
    tables += 1
    self.table = nil
    return CarriedTable(
      authority: table.authority, name: table.name, rows: count, hash: written)
  }

  // MARK: - Bytes

  /// Where the row that is being read begins in the buffer.
  private var held: Int?

  /// Brings in pieces until so many bytes lie ahead.
  private func need(_ count: Int) throws {
    while buffer.count - offset < count {
      let kept = held ?? offset
      if kept > 0 {
        buffer.removeFirst(kept)
        offset -= kept
        if held != nil { held = 0 }
      }
      guard let piece = try source.next() else { throw damaged }
      bytes += piece.count
      buffer.append(contentsOf: piece)
    }
  }

  private func byte() throws -> UInt8 {
    try need(1)
    defer { offset += 1 }
    return buffer[offset]
  }

  private func number() throws -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 63, by: 7) {
      let byte = try byte()
      if shift == 63, byte > 1 { throw damaged }
      number |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return number }
    }
    throw damaged
  }

  private func count() throws -> Int {
    guard let count = Int(exactly: try number()) else { throw damaged }
    return count
  }

  private func raw(_ count: Int) throws -> [UInt8] {
    try need(count)
    defer { offset += count }
    return Array(buffer[offset..<offset + count])
  }

  private func text() throws -> String {
    guard let text = String(validating: try raw(try count()), as: UTF8.self) else { throw damaged }
    return text
  }

  private func value() throws -> CarriedValue {
    switch try byte() {
    case StreamBytes.Tag.absent: return .absent
    case StreamBytes.Tag.integer:
      let number = try number()
      return .integer(Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1))
    case StreamBytes.Tag.text: return .text(try raw(try count()))
    case StreamBytes.Tag.bytes: return .bytes(try raw(try count()))
    default: throw damaged
    }
  }
}
