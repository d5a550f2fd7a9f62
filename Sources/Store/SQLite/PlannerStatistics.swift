/// What the planner is told of the generated tables (`sqlite_stat1`), whatever is in them.
///
/// Every key begins with the authority, which most often is one and the same. Without this, SQLite
/// takes it for a good choice and walks over all rows where an index would lead to a few. Made-up
/// numbers that are always the same also keep plans from changing from one day to the next.
struct PlannerStatistics {
  let database: StoreConnection

  /// Nil for a database that is not SQLite.
  init?(_ database: StoreConnection) throws {
    guard database.dialect == .sqlite else { return nil }
    self.database = database
    // Only this makes the table; `meta` has hardly a row.
    try database.execute(script: "ANALYZE meta")
  }

  /// - Parameter table: one whose key is authority, record and a number
  func tell(_ table: String, indexes: [(name: String, columns: [String])]) throws {
    try database.run("DELETE FROM sqlite_stat1 WHERE tbl = ?", table)
    try tell(table, index: table, columns: ["record", "number"])
    for index in indexes { try tell(table, index: index.name, columns: index.columns) }
  }

  private func tell(_ table: String, index: String, columns: [String]) throws {
    // The rows of all, of one authority, and of each further column's value together with those
    // before.
    var rows = [1_000_000, 1_000_000]
    for (place, column) in columns.enumerated() {
      let few = column == "record" ? 2 : max(2, 200 >> (3 * place))
      rows.append(min(few, rows.last ?? few))
    }
    try database.run(
      "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", table, index,
      rows.map(String.init).joined(separator: " "))
  }

  /// Lets this connection plan by what was told; others read it when they open.
  func use() throws { try database.execute(script: "ANALYZE sqlite_schema") }
}
