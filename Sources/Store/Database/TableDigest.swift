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

/// How many rows of an authority a table has, and a digest of all their values in order.
struct TableDigest {
  let rows: Int
  let digest: [UInt8]

  init(_ table: DerivedTable, _ authority: Authority, _ database: StoreConnection) throws {
    func list(_ columns: [String]) -> String {
      columns.map { "\"\($0)\"" }.joined(separator: ", ")
    }
    // Most tables lie in the order of their keys, which begin with authority and record.
    let select = try PreparedStatement(
      database,
      """
      SELECT \(list(table.columns)) FROM \(table.name) WHERE authority = ? ORDER BY \(list(table.key))
      """, sweeping: true)
    select.bind(authority.number, at: 1)
    var hash = Hash()
    var rows = 0
    while try select.step() {
      rows += 1
      var bytes = CanonicalBytes()
      for column in 0..<Int32(table.columns.count) { bytes.add(select.optionalBytes(column)) }
      hash.update(bytes.all)
    }
    self.rows = rows
    digest = hash.digest()
  }
}
