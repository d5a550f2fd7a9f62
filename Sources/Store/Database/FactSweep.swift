import Access
import CareRecord
import CivilTime

/// Goes once through the rows of a kind's table, in the order of records, and hands them to one
/// record after the other.
final class FactSweep: FactRows {
  private let type: any Fact.Type
  private let rows: PreparedStatement
  /// How each field lies in its column; nil where a mask stands in the place of what people wrote.
  private let storages: [CellStorage?]
  /// The record of the row that the statement stands on; the greatest there is at the end.
  private(set) var record: Int64
  /// The record whose rows are being taken.
  private var taking: Int64 = 0
  private var isAtTaken = false

  /// - Parameter rows: a statement that stands on its first row
  init(of table: FactTable, _ rows: PreparedStatement, masking: Bool) {
    type = table.type
    self.rows = rows
    storages = table.storages(masking: masking)
    record = rows.integer(0)
  }

  /// Goes on to the rows of a record or, where it has none, to those of a later one.
  /// - Returns: whether it has any
  func isAt(_ wanted: Int64) throws -> Bool {
    while record < wanted { try step() }
    return record == wanted
  }

  /// Takes the rows of a record, on the first of which it stands.
  func read(into wanted: inout ChildRecord) throws {
    taking = wanted.subject.id.raw
    isAtTaken = false
    do {
      try type.put(self, into: &wanted)
    } catch {
      rows.reset()
      throw error
    }
  }

  func reset() { rows.reset() }

  private func step() throws { record = try rows.step() ? rows.integer(0) : .max }

  // MARK: - The rows of the record

  func next() throws -> FactRowHead? {
    if isAtTaken { try step() }
    isAtTaken = record == taking
    guard isAtTaken else { return nil }
    return FactRowHead(
      id: FactID(raw: rows.integer(1)), version: Int(rows.integer(2)),
      known: Instant(milliseconds: rows.integer(3)))
  }

  func value(of field: Int) -> StoredValue {
    let column = FactTable.firstField + Int32(field)
    guard let storage = storages[field] else {
      return rows.isNull(column) ? .null : .text(Sight.maskBytes)
    }
    return rows.value(column, storage)
  }
}

extension Sight {
  fileprivate static var maskBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: maskLiteral.utf8Start, count: maskLiteral.utf8CodeUnitCount)
  }
}
