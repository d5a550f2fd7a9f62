/// The few words that the databases do not share.
enum SQLDialect: Sendable {
  case sqlite

  /// A whole number of 64 bits.
  var integer: String { "INTEGER" }

  /// Text that is compared byte by byte.
  var text: String { "TEXT" }

  var bytes: String { "BLOB" }

  /// After the closing bracket of a table whose rows are looked for by their key and are short.
  var keyedTable: String { "STRICT, WITHOUT ROWID" }

  /// After the closing bracket of any other table.
  var table: String { "STRICT" }
}
