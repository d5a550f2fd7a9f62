import CareRecord

/// Rows that were asked for ahead of being read.
///
/// Whatever is asked for before the first of it is read goes to a server in one round trip. SQLite has
/// no such trips: there the statement is run when it is read.
struct AskedRows {
  private let statement: PreparedStatement
  private let values: [Cell]
  /// Nil where nothing was sent.
  private let question: Int?

  fileprivate init(_ statement: PreparedStatement, _ values: [Cell], _ question: Int?) {
    self.statement = statement
    self.values = values
    self.question = question
  }

  /// The statement, before its first row.
  func begin() throws -> PreparedStatement {
    if let question, try statement.begin(question) { return statement }
    statement.reset()
    statement.bind(values)
    return statement
  }
}

extension StoreConnection {
  /// Asks for the rows of a statement that is not a sweep, with these values in its places.
  func ask(_ sql: String, _ values: [Cell]) throws -> AskedRows {
    let statement = try PreparedStatement(asking: self, sql)
    return AskedRows(statement, values, try statement.ask(values))
  }
}
