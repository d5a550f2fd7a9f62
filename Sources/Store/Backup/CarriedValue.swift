/// A value of a row on its way from one database to another.
enum CarriedValue: Hashable, Sendable {
  case absent
  case integer(Int64)
  /// UTF-8.
  case text([UInt8])
  case bytes([UInt8])

  var integer: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }

  var bytes: [UInt8]? {
    switch self {
    case .text(let bytes), .bytes(let bytes): bytes
    case .absent, .integer: nil
    }
  }

  var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  func fits(_ type: ColumnType) -> Bool {
    switch (self, type) {
    case (.absent, _), (.integer, .integer), (.text, .text), (.bytes, .bytes): true
    default: false
    }
  }
}

extension PreparedStatement {
  func bind(_ value: CarriedValue, at index: Int32) {
    switch value {
    case .absent: bindNull(at: index)
    case .integer(let value): bind(value, at: index)
    case .text(let bytes): bindText(bytes, at: index)
    case .bytes(let bytes): bind(bytes, at: index)
    }
  }
}

// MARK: - As bytes

/// Values and lengths as the bytes of a backup: numbers in groups of seven bits, the lowest first
/// (LEB128), each but the last with its eighth bit set.
struct StreamBytes {
  /// How each value begins.
  enum Tag {
    static let absent: UInt8 = 0
    static let integer: UInt8 = 1
    static let text: UInt8 = 2
    static let bytes: UInt8 = 3
  }

  private(set) var all: [UInt8] = []

  mutating func removeAll() { all.removeAll(keepingCapacity: true) }

  mutating func add(_ byte: UInt8) { all.append(byte) }

  /// A length or a count.
  mutating func add(count: Int) { add(number: UInt64(count)) }

  mutating func add(number: UInt64) {
    var rest = number
    while rest > 0x7F {
      all.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    all.append(UInt8(rest))
  }

  /// A number with a sign, so that small ones are short: 0, -1, 1, -2 as 0, 1, 2, 3.
  mutating func add(signed number: Int64) {
    add(number: UInt64(bitPattern: (number << 1) ^ (number >> 63)))
  }

  mutating func add(_ text: String) {
    add(count: text.utf8.count)
    all.append(contentsOf: text.utf8)
  }

  mutating func add(raw bytes: [UInt8]) { all.append(contentsOf: bytes) }

  /// The value of a column as it lies in the row.
  mutating func add(_ row: PreparedStatement, _ column: Int32, _ type: ColumnType) {
    if row.isNull(column) { return add(Tag.absent) }
    switch type {
    case .integer:
      add(Tag.integer)
      add(signed: row.integer(column))
    case .text:
      let bytes = row.textBytes(column)
      add(Tag.text)
      add(count: bytes.count)
      all.append(contentsOf: bytes)
    case .bytes:
      let bytes = row.bytes(column)
      add(Tag.bytes)
      add(count: bytes.count)
      all.append(contentsOf: bytes)
    }
  }
}
