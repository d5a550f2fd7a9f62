import CareRecord
import CivilTime

/// The values of a row as bytes that can be read in one way only, the same whether the values were
/// made just now or are read from a table: for comparing rows by the sums of their hashes.
struct RowBytes {
  private(set) var all: [UInt8] = []

  init() { all.reserveCapacity(256) }

  mutating func removeAll() { all.removeAll(keepingCapacity: true) }

  mutating func add(_ number: Int64) {
    all.append(1)
    append(number)
  }

  mutating func add(_ bytes: some Collection<UInt8>) {
    all.append(2)
    append(Int64(bytes.count))
    all.append(contentsOf: bytes)
  }

  mutating func add(_ value: StoredValue) {
    switch value {
    case .null: all.append(0)
    case .integer(let number): add(number)
    case .text(let bytes): add(bytes)
    }
  }

  /// - Parameter cell: as a column gives it back (`Cell.asStored`)
  mutating func add(_ cell: Cell) {
    switch cell {
    case .null: all.append(0)
    case .integer(let number): add(number)
    case .flag(let isSet): add(isSet ? 1 : 0)
    case .text(let text): add(text.utf8)
    case .day(let day): add(day.iso.utf8)
    }
  }

  private mutating func append(_ number: Int64) {
    withUnsafeBytes(of: number) { all.append(contentsOf: $0) }
  }
}
