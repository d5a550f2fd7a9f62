import CareRecord
import CivilTime

/// One statement, made ready once for each connection and read by the number of the column.
///
/// A fact must not cost more than reading its bytes, so each call goes to its database by a plain
/// switch over values that nobody has to count references of.
struct PreparedStatement {
  private enum Handle {
    case sqlite(SQLiteStatement)
    case postgreSQL(Unmanaged<PostgreSQLStatement>)
  }

  private let handle: Handle
  /// Keeps the statement alive; the connection's cache holds it too.
  private let kept: AnyObject

  /// - Parameter sweeping: whether more rows may come than should be held in memory at once
  init(_ connection: StoreConnection, _ sql: String, sweeping: Bool = false) throws {
    #if DEBUG
      StatementWatch.ofTests?.see(sql, in: connection.dialect)
    #endif
    switch connection.driver {
    case .sqlite(let connection):
      let (statement, kept) = try connection.statement(sql)
      handle = .sqlite(statement)
      self.kept = kept
    case .postgreSQL(let connection):
      let statement = connection.statement(sql, sweeping: sweeping)
      handle = .postgreSQL(Unmanaged.passUnretained(statement))
      kept = statement
    }
  }

  /// A statement that adds whole new rows to a table, each by a run of its own with a value for each
  /// column.
  ///
  /// A server takes many of them together, without looking whether they are there already. Whatever
  /// reads afterwards finds them; what writes to them must read something first.
  init(adding connection: StoreConnection, to table: String, _ columns: [String]) throws {
    switch connection.driver {
    case .sqlite:
      let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
      let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
      self = try PreparedStatement(
        connection, "INSERT INTO \(table) (\(list)) VALUES (\(places))")
    case .postgreSQL(let connection):
      let statement = connection.statement(addingTo: table, columns)
      handle = .postgreSQL(Unmanaged.passUnretained(statement))
      kept = statement
    }
  }

  /// The statement for one more question, those that wait for their answers left as they are.
  init(asking connection: StoreConnection, _ sql: String) throws {
    guard case .postgreSQL(let server) = connection.driver else {
      self = try PreparedStatement(connection, sql)
      return
    }
    let statement = server.statement(sql, sweeping: false, keepingAnswers: true)
    handle = .postgreSQL(Unmanaged.passUnretained(statement))
    kept = statement
  }

  /// Sends a question to a server; `AskedRows` reads the answer.
  /// - Returns: its number; nil where there is no server
  func ask(_ values: [Cell]) throws -> Int? {
    guard case .postgreSQL(let statement) = handle else { return nil }
    bind(values)
    return try statement._withUnsafeGuaranteedRef { try $0.ask() }
  }

  /// Goes to before the first row of the answer to a question.
  /// - Returns: whether there is an answer
  func begin(_ question: Int) throws -> Bool {
    guard case .postgreSQL(let statement) = handle else { return false }
    return try statement._withUnsafeGuaranteedRef { try $0.begin(question) }
  }

  // MARK: - Binding, from 1

  func bind(_ value: Int64, at index: Int32) {
    switch handle {
    case .sqlite(let statement): statement.bind(value, at: index)
    case .postgreSQL(let statement):
      statement._withUnsafeGuaranteedRef { $0.bind(value, at: index) }
    }
  }

  /// UTF-8 bytes as a text.
  func bindText(_ bytes: UnsafeRawBufferPointer, at index: Int32) {
    switch handle {
    case .sqlite(let statement): statement.bindText(bytes, at: index)
    case .postgreSQL(let statement):
      statement._withUnsafeGuaranteedRef { $0.bindText(bytes, at: index) }
    }
  }

  func bindBytes(_ bytes: UnsafeRawBufferPointer, at index: Int32) {
    switch handle {
    case .sqlite(let statement): statement.bindBytes(bytes, at: index)
    case .postgreSQL(let statement):
      statement._withUnsafeGuaranteedRef { $0.bindBytes(bytes, at: index) }
    }
  }

  func bindNull(at index: Int32) {
    switch handle {
    case .sqlite(let statement): statement.bindNull(at: index)
    case .postgreSQL(let statement): statement._withUnsafeGuaranteedRef { $0.bindNull(at: index) }
    }
  }

  // MARK: - Running

  /// Goes to the next row; false when there is none, and then the statement can be bound again.
  func step() throws -> Bool {
    switch handle {
    case .sqlite(let statement): try statement.step()
    case .postgreSQL(let statement): try statement._withUnsafeGuaranteedRef { try $0.step() }
    }
  }

  /// Runs a statement that answers no rows; a database may say only later that it refused, at the
  /// next row that is read or at the end of the transaction.
  func run() throws {
    switch handle {
    case .sqlite(let statement): while try statement.step() {}
    case .postgreSQL(let statement): try statement._withUnsafeGuaranteedRef { try $0.run() }
    }
  }

  /// Hands packed rows to a server.
  /// - Returns: false where there is none, and each row has to be run by itself
  func copy(_ rows: PackedRows) throws -> Bool {
    guard case .postgreSQL(let statement) = handle else { return false }
    try statement._withUnsafeGuaranteedRef { try $0.add(rows) }
    return true
  }

  /// Runs a statement and says how many rows it changed.
  func change() throws -> Int {
    switch handle {
    case .sqlite(let statement):
      while try statement.step() {}
      return statement.changes
    case .postgreSQL(let statement):
      return try statement._withUnsafeGuaranteedRef { try $0.change() }
    }
  }

  /// Ends the rows, and lets go of what was asked for ahead.
  func reset() {
    switch handle {
    case .sqlite(let statement): statement.reset()
    case .postgreSQL(let statement): statement._withUnsafeGuaranteedRef { $0.reset() }
    }
  }

  /// Ends the rows that are stepped through, and nothing else.
  func endRows() {
    switch handle {
    case .sqlite(let statement): statement.reset()
    case .postgreSQL(let statement): statement._withUnsafeGuaranteedRef { $0.endRows() }
    }
  }

  // MARK: - Columns, from 0

  func isNull(_ column: Int32) -> Bool {
    switch handle {
    case .sqlite(let statement): statement.isNull(column)
    case .postgreSQL(let statement): statement._withUnsafeGuaranteedRef { $0.isNull(column) }
    }
  }

  func integer(_ column: Int32) -> Int64 {
    switch handle {
    case .sqlite(let statement): statement.integer(column)
    case .postgreSQL(let statement): statement._withUnsafeGuaranteedRef { $0.integer(column) }
    }
  }

  /// The bytes of a text where they lie, until the next step; without an address where it is NULL.
  func textBytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    switch handle {
    case .sqlite(let statement): statement.textBytes(column)
    case .postgreSQL(let statement): statement._withUnsafeGuaranteedRef { $0.textBytes(column) }
    }
  }

  func bytes(_ column: Int32) -> [UInt8] {
    switch handle {
    case .sqlite(let statement): statement.bytes(column)
    case .postgreSQL(let statement): statement._withUnsafeGuaranteedRef { $0.bytes(column) }
    }
  }
}

// MARK: - What is made of these

extension PreparedStatement {
  func bind(_ value: Int64?, at index: Int32) {
    if let value { bind(value, at: index) } else { bindNull(at: index) }
  }

  func bind(_ value: Int, at index: Int32) { bind(Int64(value), at: index) }

  func bind(_ text: String, at index: Int32) {
    var text = text
    text.withUTF8 { bindText(UnsafeRawBufferPointer($0), at: index) }
  }

  func bind(_ text: String?, at index: Int32) {
    if let text { bind(text, at: index) } else { bindNull(at: index) }
  }

  /// UTF-8 bytes as a text.
  func bindText(_ bytes: [UInt8], at index: Int32) {
    bytes.withUnsafeBytes { bindText($0, at: index) }
  }

  func bind(_ bytes: [UInt8], at index: Int32) {
    bytes.withUnsafeBytes { bindBytes($0, at: index) }
  }

  func bind(_ cell: Cell, at index: Int32) {
    switch cell {
    case .null: bindNull(at: index)
    case .flag(let value): bind(value ? 1 : 0 as Int64, at: index)
    case .integer(let value): bind(value, at: index)
    case .day(let day): bind(day.iso, at: index)
    case .text(let text): bind(text, at: index)
    }
  }

  /// Binds these, the first one at 1.
  func bind(_ cells: [Cell]) {
    for (index, cell) in cells.enumerated() { bind(cell, at: Int32(index + 1)) }
  }

  func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  func optionalBytes(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : bytes(column) }

  /// The UTF-8 bytes of a text, as it was written.
  func optionalTextBytes(_ column: Int32) -> [UInt8]? {
    let bytes = textBytes(column)
    return bytes.baseAddress == nil ? nil : Array(bytes)
  }

  func text(_ column: Int32) -> String { String(decoding: textBytes(column), as: UTF8.self) }

  /// Hands the bytes of a text to `body` without copying them.
  func withText<Answer>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
    body(textBytes(column))
  }

  func optionalText(_ column: Int32) -> String? {
    let bytes = textBytes(column)
    return bytes.baseAddress == nil ? nil : String(decoding: bytes, as: UTF8.self)
  }

  func instant(_ column: Int32) -> Instant { Instant(milliseconds: integer(column)) }

  /// A day written as `2026-03-31`; nil for anything else, NULL included.
  func day(_ column: Int32) -> Day? {
    let bytes = textBytes(column)
    return bytes.baseAddress == nil ? nil : Day(isoBytes: Span(_unsafeElements: bytes))
  }

  /// The value of a column as the field that it belongs to holds it.
  func cell(_ column: Int32, _ storage: CellStorage) -> Cell {
    switch storage {
    case .day, .text:
      // A text is null where it has no address, which spares asking first.
      let bytes = textBytes(column)
      if bytes.baseAddress == nil { return .null }
      if storage == .day, let day = Day(isoBytes: Span(_unsafeElements: bytes)) { return .day(day) }
      return .text(String(decoding: bytes, as: UTF8.self))
    case .flag:
      if isNull(column) { return .null }
      let number = integer(column)
      return number == 0 || number == 1 ? .flag(number == 1) : .integer(number)
    case .integer: return isNull(column) ? .null : .integer(integer(column))
    }
  }

  /// The value of a field's column where it lies; it is gone after the next step.
  func value(_ column: Int32, _ storage: CellStorage) -> StoredValue {
    switch storage {
    case .day, .text:
      // A text is null where it has no address, which spares asking first.
      let bytes = textBytes(column)
      return bytes.baseAddress == nil ? .null : .text(bytes)
    case .flag, .integer: return isNull(column) ? .null : .integer(integer(column))
    }
  }
}

/// How a field's values stand in a column.
enum CellStorage: Sendable {
  /// ISO text.
  case day
  /// 0 or 1.
  case flag
  case integer
  case text

  init(_ type: FieldType) {
    self =
      switch type {
      case .day: .day
      case .flag: .flag
      case .number, .subject, .fact: .integer
      case .text, .narrative, .code, .codes, .partialDay: .text
      }
  }

  /// As the fingerprint of a table says it, whichever database it is in.
  var name: String {
    switch self {
    case .day, .text: "TEXT"
    case .flag, .integer: "INTEGER"
    }
  }

  func sqlType(_ dialect: SQLDialect) -> String {
    switch self {
    case .day, .text: dialect.text
    case .flag, .integer: dialect.integer
    }
  }
}
