import CareRecord
import Secrets

/// A table that can be made anew: what it is called, its columns, and by which its rows are ordered.
struct DerivedTable {
  let name: String
  let columns: [String]
  let key: [String]

  static let heads = DerivedTable(
    name: "record_head",
    columns: ["authority", "record", "kind", "sequence", "hash", "fact_kinds"],
    key: ["authority", "record"])
}

/// How many rows of an authority a table has, and the sum of all their values.
struct TableDigest {
  let sum: UnorderedSum
  var rows: Int { sum.count }

  /// - Parameter hash: the same for all digests that are to be compared
  init(
    _ table: DerivedTable, _ authority: Authority, _ database: StoreConnection,
    _ hash: UnorderedHash
  ) throws {
    let columns = table.columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let select = try PreparedStatement(
      database, "SELECT \(columns) FROM \(table.name) WHERE authority = ?", sweeping: true)
    select.bind(authority.number, at: 1)
    var sum = UnorderedSum()
    var bytes: [UInt8] = []
    while try select.step() {
      bytes.removeAll(keepingCapacity: true)
      for column in 0..<Int32(table.columns.count) { select.append(column, to: &bytes) }
      sum.add(hash.of(bytes))
    }
    self.sum = sum
  }
}
