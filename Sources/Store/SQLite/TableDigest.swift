import CareRecord
import GRDB
import Secrets

/// How many rows of an authority a table has, and a digest of all their values in order.
struct TableDigest {
  let name: String
  let rows: Int
  let digest: [UInt8]

  init(_ name: String, _ authority: Authority, _ database: Database) throws {
    self.name = name
    let columns = try database.columns(in: name).count
    // The tables lie in the order of their keys, which begin with authority and record.
    let keys = try database.primaryKey(name).columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let select = try PreparedStatement(
      database, "SELECT * FROM \(name) WHERE authority = ? ORDER BY \(keys)")
    select.bind(authority.number, at: 1)
    var hash = Hash()
    var rows = 0
    while try select.step() {
      rows += 1
      var bytes = CanonicalBytes()
      for column in 0..<Int32(columns) { bytes.add(select.optionalBytes(column)) }
      hash.update(bytes.all)
    }
    self.rows = rows
    digest = hash.digest()
  }
}
