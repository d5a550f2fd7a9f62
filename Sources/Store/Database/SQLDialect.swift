/// The few words that the databases do not share.
enum SQLDialect: Sendable {
  case sqlite
  case postgreSQL

  /// A whole number of 64 bits.
  var integer: String {
    switch self {
    case .sqlite: "INTEGER"
    case .postgreSQL: "BIGINT"
    }
  }

  /// Text that is compared byte by byte, however the database itself was made.
  var text: String {
    switch self {
    case .sqlite: "TEXT"
    case .postgreSQL: #"TEXT COLLATE "C""#
    }
  }

  var bytes: String {
    switch self {
    case .sqlite: "BLOB"
    case .postgreSQL: "BYTEA"
    }
  }

  /// After the closing bracket of a table whose rows are looked for by their key and are short.
  var keyedTable: String {
    switch self {
    case .sqlite: "STRICT, WITHOUT ROWID"
    case .postgreSQL: ""
    }
  }

  /// After the closing bracket of any other table.
  var table: String {
    switch self {
    case .sqlite: "STRICT"
    case .postgreSQL: ""
    }
  }

  /// An index of an authority's rows in the order of some columns.
  ///
  /// PostgreSQL names it, for its names are short, and puts what is NULL first, as SQLite does.
  func index(_ name: String, on table: String, _ columns: [String], where condition: String = "")
    -> String
  {
    let list = columns.map { "\"\($0)\"" }
    switch self {
    case .sqlite:
      return "CREATE INDEX \(name) ON \(table) (authority, \(list.joined(separator: ", ")))"
        + condition + ";"
    case .postgreSQL:
      let ordered = list.map { "\($0) NULLS FIRST" }.joined(separator: ", ")
      return "CREATE INDEX ON \(table) (authority, \(ordered))\(condition);"
    }
  }

  /// An index by which rows with given values in some columns are found, however long those are.
  func lookUpIndex(_ name: String, on table: String, _ columns: [String]) -> String {
    switch self {
    case .sqlite: return index(name, on: table, columns)
    case .postgreSQL:
      // A tree takes no text of more than some 2,700 bytes.
      let last = columns.last.map { "\"\($0)\"" } ?? "authority"
      return "CREATE INDEX ON \(table) USING hash (\(last));"
    }
  }
}
