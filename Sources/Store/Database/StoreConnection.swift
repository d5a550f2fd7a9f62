import CareRecord
import CivilTime

/// One connection to a database, within one transaction: all that the store asks of either database.
///
/// It belongs to the closure that it is handed to and must not be kept.
struct StoreConnection {
  enum Driver {
    case sqlite(SQLiteConnection)
    case postgreSQL(PostgreSQLConnection)
  }

  let driver: Driver

  /// How this database writes what the two write differently.
  var dialect: SQLDialect {
    switch driver {
    case .sqlite: .sqlite
    case .postgreSQL: .postgreSQL
    }
  }

  func hasTable(_ name: String) throws -> Bool {
    let sql =
      switch dialect {
      case .sqlite: "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?"
      case .postgreSQL:
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?"
      }
    return try number(sql, name) == 1
  }

  /// Lets the statements of this transaction take as long as they need: for work on everything there
  /// is, which somebody started and watches.
  func allowAnyTime() throws {
    if case .postgreSQL(let connection) = driver { try connection.allowAnyTime() }
  }

  /// Has rows that are asked for in the order of an index read along it: they come at once and nothing is
  /// spilled to disk, where PostgreSQL would rather sort everything first.
  func readAlongIndexes() throws {
    if case .postgreSQL(let connection) = driver {
      try connection.queue("SET LOCAL enable_sort = off")
    }
  }

  // MARK: - Statements that answer nothing

  /// Runs statements that take no values, with semicolons between them: for making tables.
  func execute(script: String) throws {
    switch driver {
    case .sqlite(let connection): try connection.execute(script: script)
    case .postgreSQL(let connection): try connection.execute(script: script)
    }
  }

  /// Runs a statement with these values in the places of its question marks.
  func run(_ sql: String, _ values: (any SQLValue)?...) throws {
    let statement = try PreparedStatement(self, sql)
    statement.bind(values)
    try statement.run()
  }

  /// The same, and says how many rows it changed.
  func change(_ sql: String, _ values: (any SQLValue)?...) throws -> Int {
    let statement = try PreparedStatement(self, sql)
    statement.bind(values)
    return try statement.change()
  }

  // MARK: - Statements that answer rows

  /// What `read` makes of every row.
  func rows<Answer>(
    _ sql: String, _ values: (any SQLValue)?..., read: (PreparedStatement) throws -> Answer
  ) throws -> [Answer] {
    let statement = try PreparedStatement(self, sql)
    statement.bind(values)
    defer { statement.reset() }
    var answers: [Answer] = []
    while try statement.step() { answers.append(try read(statement)) }
    return answers
  }

  /// What `read` makes of the first row; nil where there is none.
  func first<Answer>(
    _ sql: String, _ values: (any SQLValue)?..., read: (PreparedStatement) throws -> Answer
  ) throws -> Answer? {
    let statement = try PreparedStatement(self, sql)
    statement.bind(values)
    defer { statement.reset() }
    return try statement.step() ? try read(statement) : nil
  }

  /// The first number of the first row; nil where there is no row, or it is NULL.
  func number(_ sql: String, _ values: (any SQLValue)?...) throws -> Int64? {
    let statement = try PreparedStatement(self, sql)
    statement.bind(values)
    defer { statement.reset() }
    return try statement.step() ? statement.optionalInteger(0) : nil
  }
}

/// What can stand in the place of a question mark.
protocol SQLValue {
  func bind(to statement: PreparedStatement, at index: Int32)
}

extension Int64: SQLValue {
  func bind(to statement: PreparedStatement, at index: Int32) { statement.bind(self, at: index) }
}

extension Int: SQLValue {
  func bind(to statement: PreparedStatement, at index: Int32) { statement.bind(self, at: index) }
}

extension String: SQLValue {
  func bind(to statement: PreparedStatement, at index: Int32) { statement.bind(self, at: index) }
}

extension [UInt8]: SQLValue {
  func bind(to statement: PreparedStatement, at index: Int32) { statement.bind(self, at: index) }
}

extension Cell: SQLValue {
  func bind(to statement: PreparedStatement, at index: Int32) { statement.bind(self, at: index) }
}

extension Instant: SQLValue {
  func bind(to statement: PreparedStatement, at index: Int32) {
    statement.bind(milliseconds, at: index)
  }
}

extension PreparedStatement {
  /// Binds these, the first one at 1.
  func bind(_ values: [(any SQLValue)?]) {
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      if let value { value.bind(to: self, at: place) } else { bindNull(at: place) }
    }
  }
}
