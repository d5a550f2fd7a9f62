import CPostgreSQL
import Foundation

/// One statement of a connection, with the values in its places and the rows that it answered.
///
/// Values and rows travel in PostgreSQL's binary form. It belongs to its connection's thread.
final class PostgreSQLStatement {
  enum Value {
    case null
    case integer(Int64)
    case text([UInt8])
    case bytes([UInt8])
  }

  private unowned let connection: PostgreSQLConnection
  /// With `$1` and so on in the places of question marks.
  let sql: String
  let isSweeping: Bool
  /// By which the server knows it; nil until it was sent.
  var name: String?
  private var values: [Value]

  private var result: OpaquePointer?
  private var row: Int32 = -1
  private var rowCount: Int32 = 0
  private var isRunning = false
  private var isChecked = false
  /// Questions that were sent ahead, and the answers that came to them so far.
  private var questions: Set<Int> = []
  private var answers: [Int: OpaquePointer] = [:]
  private var askedIn = 0
  /// The transaction in which the cursor is open.
  private var cursor: (name: String, transaction: Int)?
  /// The question for the next rows of a sweep, which was sent ahead.
  private var coming: Int?
  /// Texts of the row that had to be written anew.
  private var rewritten: [UnsafeMutableBufferPointer<UInt8>] = []

  /// Rows that wait to be copied into a table; nil for a statement of any other kind.
  private var rowsToCopy: CopiedRows?

  init(_ sql: String, on connection: PostgreSQLConnection, sweeping: Bool) {
    let (text, places) = PostgreSQLStatement.numbered(sql)
    self.sql = text
    self.connection = connection
    isSweeping = sweeping
    values = Array(repeating: .null, count: places)
  }

  /// A statement that adds whole rows to a table by COPY.
  init(adding rows: CopiedRows, places: Int, on connection: PostgreSQLConnection) {
    sql = rows.sql
    self.connection = connection
    isSweeping = false
    values = Array(repeating: .null, count: places)
    rowsToCopy = rows
  }

  deinit {
    clear()
    forgetAnswers()
  }

  /// Writes `$1`, `$2` for each `?` that does not stand in quotes.
  static func numbered(_ sql: String) -> (sql: String, places: Int) {
    var (text, places, quote) = ("", 0, Character?.none)
    for character in sql {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "?" {
        places += 1
        text += "$\(places)"
        continue
      }
      text.append(character)
    }
    return (text, places)
  }

  // MARK: - Binding, from 1

  private func set(_ value: Value, at index: Int32) {
    let place = Int(index) - 1
    if values.indices.contains(place) { values[place] = value }
  }

  func bind(_ value: Int64, at index: Int32) { set(.integer(value), at: index) }
  func bindNull(at index: Int32) { set(.null, at: index) }
  func bindText(_ bytes: UnsafeRawBufferPointer, at index: Int32) {
    set(.text(StoredText.escaped(bytes)), at: index)
  }
  func bindBytes(_ bytes: UnsafeRawBufferPointer, at index: Int32) {
    set(.bytes([UInt8](bytes)), at: index)
  }

  /// Hands over the values as libpq takes them.
  func withParameters<Answer>(_ body: (PostgreSQLParameters) throws -> Answer) rethrows -> Answer {
    var arena: [UInt8] = []
    var places: [(offset: Int, count: Int, type: Oid)] = []
    for value in values {
      let start = arena.count
      switch value {
      case .null: places.append((-1, 0, 0))
      case .integer(let number):
        withUnsafeBytes(of: number.bigEndian) { arena.append(contentsOf: $0) }
        places.append((start, 8, PostgreSQLType.int8))
      case .text(let bytes):
        arena.append(contentsOf: bytes)
        places.append((start, bytes.count, PostgreSQLType.text))
      case .bytes(let bytes):
        arena.append(contentsOf: bytes)
        places.append((start, bytes.count, PostgreSQLType.bytea))
      }
    }
    // So that a value of no bytes has an address, too: one without is NULL.
    arena.append(0)
    return try arena.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      return try body(
        PostgreSQLParameters(
          types: places.map(\.type),
          values: places.map { place in place.offset < 0 ? nil : start.map { $0 + place.offset } },
          lengths: places.map { Int32($0.count) },
          formats: places.map { _ in 1 }))
    }
  }

  // MARK: - Running

  /// Runs it without waiting for what the server says; a row that is to be added may wait for others.
  func run() throws {
    if rowsToCopy != nil { return try addRow() }
    clear()
    try connection.queue(self)
  }

  func change() throws -> Int {
    clear()
    try connection.copyRows()
    try connection.queue(self)
    let result = try connection.answer()
    defer { PQclear(result) }
    return Int(String(cString: PQcmdTuples(result))) ?? 0
  }

  func step() throws -> Bool {
    if !isRunning { try start() }
    freeRewritten()
    row += 1
    if row < rowCount { return true }
    if isSweeping, rowCount == PostgreSQLStatement.rowsAtOnce {
      try fetch()
      row = 0
      if rowCount > 0 { return true }
    }
    endRows()
    return false
  }

  func reset() {
    endRows()
    forgetAnswers()
  }

  func endRows() {
    if let cursor, connection.transaction == cursor.transaction {
      connection.queueQuietly("CLOSE \(cursor.name)")
    }
    clear()
  }

  // MARK: - Adding rows

  private func addRow() throws {
    let isFirst = rowsToCopy?.isEmpty ?? true
    rowsToCopy?.add(values)
    if isFirst { connection.willCopy(self) }
    if rowsToCopy?.isMuch ?? false { try connection.copyRows() }
  }

  /// Adds rows that are packed already.
  func add(_ rows: PackedRows) throws {
    let isFirst = rowsToCopy?.isEmpty ?? true
    rowsToCopy?.add(rows)
    if isFirst { connection.willCopy(self) }
    if rowsToCopy?.isMuch ?? false { try connection.copyRows() }
  }

  /// The rows that wait, to be sent.
  func takeRows() -> [UInt8] { rowsToCopy?.take() ?? [] }

  func forgetRows() { rowsToCopy?.forget() }

  // MARK: - Asking ahead

  /// Sends the statement with its values; the answer is read when `begin` is asked for it.
  /// - Returns: the number of the question
  func ask() throws -> Int {
    if askedIn != connection.transaction {
      // What a transaction that failed had asked, nobody reads any more.
      forgetAnswers()
      askedIn = connection.transaction
    }
    try connection.copyRows()
    let question = connection.newQuestion()
    questions.insert(question)
    try connection.queue(self, question: question)
    return question
  }

  /// Takes what the server answered to a question, to be cleared; nobody may want it any more.
  func keep(_ result: OpaquePointer?, answering question: Int) {
    if questions.contains(question) { answers[question] = result } else { PQclear(result) }
  }

  /// Goes to before the first row of the answer to a question.
  /// - Returns: false where the answer was let go of meanwhile, and the statement has to be run anew
  func begin(_ question: Int) throws -> Bool {
    clear()
    if questions.contains(question), answers[question] == nil { try connection.collect() }
    questions.remove(question)
    guard let answer = answers.removeValue(forKey: question) else { return false }
    isRunning = true
    take(answer)
    try check()
    row = -1
    return true
  }

  private func forgetAnswers() {
    for answer in answers.values { PQclear(answer) }
    answers.removeAll()
    questions.removeAll()
  }

  private func clear() {
    freeRewritten()
    if let result { PQclear(result) }
    result = nil
    cursor = nil
    if let coming {
      questions.remove(coming)
      PQclear(answers.removeValue(forKey: coming))
    }
    coming = nil
    (row, rowCount, isRunning) = (-1, 0, false)
  }

  /// So many rows of a sweep are read, while as many are on their way.
  private static let rowsAtOnce: Int32 = 500

  private func start() throws {
    clear()
    try connection.copyRows()
    isRunning = true
    if isSweeping {
      let name = connection.newCursorName()
      try connection.queue("DECLARE \(name) NO SCROLL CURSOR FOR \(sql)", with: self)
      cursor = (name, connection.transaction)
      try askForRows()
      try fetch()
    } else {
      try connection.queue(self)
      take(try connection.answer())
      try check()
    }
    row = -1
  }

  private func askForRows() throws {
    guard let cursor else { return }
    let question = connection.newQuestion()
    questions.insert(question)
    coming = question
    try connection.queue(
      "FETCH FORWARD \(PostgreSQLStatement.rowsAtOnce) FROM \(cursor.name)",
      for: (self, question))
  }

  private func fetch() throws {
    guard let question = coming else { return }
    if answers[question] == nil { try connection.collect() }
    coming = nil
    questions.remove(question)
    guard let answer = answers.removeValue(forKey: question) else {
      throw DatabaseTrouble(.connectionLost, "nothing was answered")
    }
    take(answer)
    try check()
    if rowCount == PostgreSQLStatement.rowsAtOnce {
      // The server makes the next ones ready while these are read.
      try askForRows()
      try connection.send()
    }
  }

  private func take(_ new: OpaquePointer) {
    if let result { PQclear(result) }
    result = new
    rowCount = PQntuples(new)
  }

  /// A value of another type would be read wrongly; the statement has to convert it.
  private func check() throws {
    if isChecked { return }
    for column in 0..<PQnfields(result)
    where !PostgreSQLType.readable.contains(PQftype(result, column)) {
      throw DatabaseTrouble(
        .other("type \(PQftype(result, column))"), "column \(column) of: \(sql)")
    }
    isChecked = true
  }

  // MARK: - Columns, from 0

  func isNull(_ column: Int32) -> Bool { PQgetisnull(result, row, column) != 0 }

  func integer(_ column: Int32) -> Int64 {
    guard let start = PQgetvalue(result, row, column) else { return 0 }
    let raw = UnsafeRawPointer(start)
    switch PQgetlength(result, row, column) {
    case 8: return Int64(bigEndian: raw.loadUnaligned(as: Int64.self))
    case 4: return Int64(Int32(bigEndian: raw.loadUnaligned(as: Int32.self)))
    case 2: return Int64(Int16(bigEndian: raw.loadUnaligned(as: Int16.self)))
    case 1: return Int64(raw.load(as: Int8.self))
    default: return 0
    }
  }

  func textBytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    if isNull(column) { return UnsafeBufferPointer(start: nil, count: 0) }
    let bytes = buffer(column)
    guard let plain = StoredText.unescaped(bytes) else { return bytes }
    rewritten.append(plain)
    return UnsafeBufferPointer(plain)
  }

  func bytes(_ column: Int32) -> [UInt8] { [UInt8](buffer(column)) }

  private func buffer(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let count = Int(PQgetlength(result, row, column))
    guard let start = PQgetvalue(result, row, column) else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeBufferPointer(
      start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
  }

  private func freeRewritten() {
    for buffer in rewritten { buffer.deallocate() }
    rewritten.removeAll()
  }
}

/// Values in the places of a statement, as libpq takes them; they live as long as the call.
struct PostgreSQLParameters {
  let types: [Oid]
  let values: [UnsafePointer<CChar>?]
  let lengths: [Int32]
  let formats: [Int32]

  var count: Int32 { Int32(values.count) }
}

/// Types by their numbers in `pg_type`.
enum PostgreSQLType {
  static let bytea: Oid = 17
  static let int8: Oid = 20
  static let text: Oid = 25
  /// Those of bool, bytea, name, int8, int2, int4, text, oid, varchar and void.
  static let readable: Set<Oid> = [16, 17, 19, 20, 21, 23, 25, 26, 1043, 2278]
}
