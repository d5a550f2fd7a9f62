import CareRecord
import CivilTime

/// Whole new rows for one table, packed on whatever thread made them, so that the thread of the
/// connection has only to hand them on.
///
/// They lie in the binary form of PostgreSQL's COPY: for each row how many values it has (16 bits), for
/// each value its length (32 bits, -1 for NULL) and its bytes, numbers as 64 bits, the greatest byte first.
struct PackedRows: Sendable {
  /// What the values of a column are.
  enum Column: Sendable { case integer, text, bytes }

  private(set) var bytes: [UInt8] = []
  private(set) var count = 0
  /// Which texts are written otherwise than they are is the database's matter.
  private let dialect: SQLDialect

  init(for dialect: SQLDialect) { self.dialect = dialect }

  var isEmpty: Bool { count == 0 }

  // MARK: - Packing

  /// Begins a row; so many values must follow.
  mutating func begin(_ columns: Int) {
    count += 1
    append(Int16(columns))
  }

  mutating func addNull() { append(Int32(-1)) }

  mutating func add(_ number: Int64) {
    append(Int32(8))
    append(number)
  }

  mutating func add(text: UnsafeBufferPointer<UInt8>) {
    if dialect == .postgreSQL, StoredText.mustBeEscaped(UnsafeRawBufferPointer(text)) {
      return add(StoredText.escaped(UnsafeRawBufferPointer(text)))
    }
    append(Int32(text.count))
    bytes.append(contentsOf: text)
  }

  /// Bytes as they are.
  mutating func add(_ value: [UInt8]) {
    append(Int32(value.count))
    bytes.append(contentsOf: value)
  }

  mutating func add(_ value: StoredValue) {
    switch value {
    case .null: addNull()
    case .integer(let number): add(number)
    case .text(let text): add(text: text)
    }
  }

  mutating func add(_ cell: Cell) {
    switch cell {
    case .null: addNull()
    case .flag(let isSet): add(isSet ? 1 : 0)
    case .integer(let number): add(number)
    case .text(var text): text.withUTF8 { add(text: $0) }
    case .day(let day): add(Cell.text(day.iso))
    }
  }

  mutating func add(_ more: PackedRows) {
    count += more.count
    bytes += more.bytes
  }

  private mutating func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  // MARK: - Unpacking

  /// Hands out the values of one row after another, where they lie; nil for NULL.
  func forEachRow(
    _ value: (_ column: Int, UnsafeRawBufferPointer?) throws -> Void, end: () throws -> Void
  ) rethrows {
    try bytes.withUnsafeBytes { bytes in
      var at = 0
      func next<Number: FixedWidthInteger>(_ type: Number.Type) -> Number {
        defer { at += MemoryLayout<Number>.size }
        return Number(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: Number.self))
      }
      while at < bytes.count {
        for column in 0..<Int(next(Int16.self)) {
          let length = Int(next(Int32.self))
          try value(
            column, length < 0 ? nil : UnsafeRawBufferPointer(rebasing: bytes[at..<at + length]))
          at += max(length, 0)
        }
        try end()
      }
    }
  }
}

extension PreparedStatement {
  /// Adds rows that are packed already: of a statement that `init(adding:to:_:)` made.
  func add(_ rows: PackedRows, _ columns: [PackedRows.Column]) throws {
    if rows.isEmpty { return }
    if try copy(rows) { return }
    try rows.forEachRow { column, value in
      let place = Int32(column + 1)
      guard let value else { return bindNull(at: place) }
      switch columns[column] {
      case .integer: bind(Int64(bigEndian: value.loadUnaligned(as: Int64.self)), at: place)
      case .text: bindText(value, at: place)
      case .bytes: bindBytes(value, at: place)
      }
    } end: {
      try run()
    }
  }
}
