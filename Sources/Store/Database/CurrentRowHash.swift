import CareRecord
import Secrets

/// Hashes rows of current facts, so that those that the log asks for and those that are there can be
/// compared by their sums.
struct CurrentRowHash: Sendable {
  private let hash = UnorderedHash()

  /// - Parameters:
  ///   - body: the fact as `FactBody.json` writes it
  ///   - bytes: overwritten, so that rows share its memory
  func of(
    _ table: FactTable, record: Int64, fact: Int64, version: Int64, known: Int64,
    body: some Collection<UInt8>, using bytes: inout [UInt8]
  ) -> UInt128 {
    write(table, record, fact, version, known, into: &bytes)
    bytes.append(contentsOf: body)
    return hash.of(bytes)
  }

  /// The sum of the rows that a table has.
  func held(
    _ table: FactTable, _ layout: StoreLayout, _ database: StoreConnection
  ) throws -> UnorderedSum {
    var (sum, bytes) = (UnorderedSum(), [UInt8]())
    let rows = try PreparedStatement(database, table.selectUnorderedSQL, sweeping: true)
    rows.bind([layout.key])
    while try rows.step() {
      write(
        table, rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(3), into: &bytes)
      FactBody.write(table.fields, into: &bytes) {
        rows.value(FactTable.firstField + Int32($0), table.storages[$0])
      }
      sum.add(hash.of(bytes))
    }
    return sum
  }

  private func write(
    _ table: FactTable, _ record: Int64, _ fact: Int64, _ version: Int64, _ known: Int64,
    into bytes: inout [UInt8]
  ) {
    bytes.removeAll(keepingCapacity: true)
    for number in [Int64(table.number), record, fact, version, known] {
      withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
    }
  }

  /// A body of the log as this version of Kith writes it.
  /// - Throws: what `FactBody.fact` does, where it cannot be read
  static func present(_ body: [UInt8], schema: Int, of table: FactTable) throws -> [UInt8] {
    if schema == table.type.kind.schema { return body }
    return FactBody.json(
      try FactBody.fact(table.type, from: body, schema: schema).cells, of: table.fields)
  }
}
