import CPostgreSQL
import Foundation

/// A connection to a PostgreSQL server, always in libpq's pipeline mode: statements that answer
/// nothing are sent without waiting, and what the server says of them is read with the next rows.
///
/// It belongs to one thread.
final class PostgreSQLConnection {
  let handle: OpaquePointer
  /// Counts the transactions.
  private(set) var transaction = 0
  /// Whether anything was answered in this transaction.
  private(set) var hasAnswered = false
  /// Seconds for which the server may be silent; nil within a transaction that may take any time.
  private var silence: Int?
  private let usualSilence: Int
  /// Whether the server has not answered for too long, or nobody knows any more what it answers.
  private var isGivenUp = false
  /// Names this connection, and no other there ever was, in `write_receipt` and among the server's sessions.
  let writer = UUID().uuidString

  private var statements: [String: PostgreSQLStatement] = [:]
  private var sent: [Sent] = []
  /// Those whose rows wait to be copied.
  private var copying: [PostgreSQLStatement] = []
  private var names = 0
  private var questions = 0

  private enum Sent {
    case preparing(PostgreSQLStatement)
    case running
    /// What will be read later, by the number under which the statement waits for it.
    case asking(PostgreSQLStatement, Int)
    case sync
  }

  /// - Throws: `DatabaseTrouble`
  init(_ address: PostgreSQLAddress) throws {
    var named = address.keywords
    named["application_name"] = [named["application_name"].map { String($0.prefix(20)) }, writer]
      .compactMap { $0 }.joined(separator: " ")
    let keywords = named.sorted { $0.key < $1.key }
    let pairs = keywords.map { (strdup($0.key), strdup($0.value)) }
    defer {
      for pair in pairs {
        free(pair.0)
        free(pair.1)
      }
    }
    let names = pairs.map { UnsafePointer<CChar>($0.0) } + [nil]
    let values = pairs.map { UnsafePointer<CChar>($0.1) } + [nil]
    guard let handle = PQconnectdbParams(names, values, 0) else {
      throw DatabaseTrouble(.cannotConnect, "there is no memory for a connection")
    }
    self.handle = handle
    usualSilence = address.limits.silenceSeconds
    silence = usualSilence
    guard PQstatus(handle) == CONNECTION_OK else {
      let message = String(cString: PQerrorMessage(handle))
        .trimmingCharacters(in: .whitespacesAndNewlines)
      throw DatabaseTrouble(.cannotConnect, message)
    }
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    guard PQserverVersion(handle) >= 150_000 else {
      throw DatabaseTrouble(.cannotConnect, "the server is older than PostgreSQL 15")
    }
    // Sending never blocks either: `flush` waits, and not for ever.
    PQsetnonblocking(handle, 1)
    PQenterPipelineMode(handle)
  }

  deinit {
    statements.removeAll()
    PQfinish(handle)
  }

  /// Whether the server has hung up while nothing was asked of it.
  var isLost: Bool {
    if isGivenUp { return true }
    var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
    if poll(&descriptor, 1, 0) > 0 { PQconsumeInput(handle) }
    return PQstatus(handle) != CONNECTION_OK
  }

  // MARK: - Statements

  /// - Parameter keepingAnswers: whether answers that it was asked for ahead are still to be read
  func statement(
    _ sql: String, sweeping: Bool, keepingAnswers: Bool = false
  ) -> PostgreSQLStatement {
    if let known = statements[sql] {
      if !keepingAnswers { known.reset() }
      return known
    }
    let new = PostgreSQLStatement(sql, on: self, sweeping: sweeping)
    statements[sql] = new
    return new
  }

  /// The statement that adds rows to a table by COPY.
  func statement(addingTo table: String, _ columns: [String]) -> PostgreSQLStatement {
    let rows = CopiedRows(table: table, columns: columns)
    if let known = statements[rows.sql] { return known }
    let new = PostgreSQLStatement(adding: rows, places: columns.count, on: self)
    statements[rows.sql] = new
    return new
  }

  func newQuestion() -> Int {
    questions += 1
    return questions
  }

  func newCursorName() -> String {
    names += 1
    return "kith_cursor_\(names)"
  }

  /// Sends a statement with its values, preparing it the first time.
  /// - Parameter question: the number under which the statement will be given the answer; nil where the
  ///   answer is not to be kept
  func queue(_ statement: PostgreSQLStatement, question: Int? = nil) throws {
    try makeRoom()
    try statement.withParameters { values in
      if statement.name == nil {
        names += 1
        let name = "kith_\(names)"
        try expect(PQsendPrepare(handle, name, statement.sql, values.count, values.types))
        statement.name = name
        sent.append(.preparing(statement))
      }
      try expect(
        PQsendQueryPrepared(
          handle, statement.name, values.count, values.values, values.lengths, values.formats, 1))
    }
    sent.append(question.map { .asking(statement, $0) } ?? .running)
  }

  /// Sends a statement that is not worth preparing.
  /// - Parameters:
  ///   - statement: whose values are in its places
  ///   - asking: who is given the answer, under which number; nil where it is not to be kept
  func queue(
    _ sql: String, with statement: PostgreSQLStatement? = nil,
    for asking: (PostgreSQLStatement, question: Int)? = nil
  ) throws {
    try makeRoom()
    if let statement {
      try statement.withParameters { values in
        try expect(
          PQsendQueryParams(
            handle, sql, values.count, values.types, values.values, values.lengths,
            values.formats, 1))
      }
    } else {
      try expect(PQsendQueryParams(handle, sql, 0, nil, nil, nil, nil, 1))
    }
    sent.append(asking.map { .asking($0.0, $0.question) } ?? .running)
  }

  /// The same where it does not matter whether it is sent.
  func queueQuietly(_ sql: String) {
    if PQstatus(handle) == CONNECTION_OK { try? queue(sql) }
  }

  /// Reads what is answered before very much more is sent.
  ///
  /// The server's answers must never fill what lies between, or both would wait for ever. It is done before
  /// sending: afterwards, the answer that somebody is going to wait for could be among them.
  private func makeRoom() throws {
    if sent.count >= 254 { try collect() }
  }

  /// Reads what the server says of everything sent, and gives those who asked ahead their answers.
  func collect() throws {
    try expect(PQsendFlushRequest(handle))
    PQclear(try readAll())
    hasAnswered = true
  }

  /// Lets the server begin with what was queued, and waits for nothing.
  func send() throws {
    try expect(PQsendFlushRequest(handle))
    try flush()
  }

  func sync() throws {
    try expect(PQpipelineSync(handle))
    sent.append(.sync)
  }

  /// Reads what the server says of everything sent, and gives the answer to the last statement; to be
  /// cleared.
  func answer() throws -> OpaquePointer {
    try expect(PQsendFlushRequest(handle))
    guard let last = try readAll() else {
      throw DatabaseTrouble(.connectionLost, "nothing was answered")
    }
    hasAnswered = true
    return last
  }

  /// Waits until nothing that was sent is left unanswered.
  func settle() throws {
    if sent.isEmpty { return }
    try sync()
    PQclear(try readAll())
  }

  private func readAll() throws -> OpaquePointer? {
    try flush()
    var last: OpaquePointer?
    var trouble: DatabaseTrouble?
    var needsSync = false
    for one in sent {
      let result: OpaquePointer?
      do {
        result = try nextResult()
      } catch let silent as DatabaseTrouble {
        trouble = silent
        break
      }
      switch (one, PQresultStatus(result)) {
      case (.sync, PGRES_PIPELINE_SYNC):
        needsSync = false
        PQclear(result)
        continue
      case (_, PGRES_COMMAND_OK), (_, PGRES_TUPLES_OK):
        switch one {
        case .running:
          PQclear(last)
          last = result
        case .asking(let statement, let question): statement.keep(result, answering: question)
        case .preparing, .sync: PQclear(result)
        }
      default:
        if trouble == nil, PQresultStatus(result) != PGRES_PIPELINE_ABORTED {
          trouble = DatabaseTrouble(result: result)
        }
        needsSync = true
        if case .preparing(let statement) = one { statement.name = nil }
        PQclear(result)
      }
      if PQstatus(handle) != CONNECTION_OK || trouble?.cause == .connectionLost {
        trouble = DatabaseTrouble(.connectionLost, "the connection was lost")
        break
      }
      do {
        while let more = try nextResult() { PQclear(more) }
      } catch let silent as DatabaseTrouble {
        trouble = silent
        break
      }
    }
    sent.removeAll(keepingCapacity: true)
    if let trouble {
      PQclear(last)
      if needsSync, trouble.cause != .connectionLost { recover() }
      throw trouble
    }
    return last
  }

  /// Reads the next result, as `PQgetResult` gives it: nil after the last one of a statement.
  ///
  /// Nothing else reads results, because libpq itself waits for ever where the network is cut without anybody
  /// having hung up.
  /// - Throws: `DatabaseTrouble.connectionLost` after too long a silence
  private func nextResult() throws -> OpaquePointer? {
    while PQisBusy(handle) == 1 {
      try awaitNetwork(POLLIN)
      // What is wrong with the connection, libpq says with the result.
      if PQconsumeInput(handle) == 0 { break }
    }
    return PQgetResult(handle)
  }

  /// Sends everything that was queued, reading meanwhile what the server has to say: it may not listen
  /// before it is rid of that.
  private func flush() throws {
    while true {
      let outcome = PQflush(handle)
      if outcome != 1 { return try expect(outcome == 0 ? 1 : 0) }
      try awaitNetwork(POLLIN | POLLOUT)
      try expect(PQconsumeInput(handle))
    }
  }

  private func awaitNetwork(_ events: Int32) throws {
    guard !isGivenUp else { throw DatabaseTrouble(.connectionLost, "the server was silent") }
    var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
    let most = silence.map { Int32($0) * 1_000 } ?? -1
    if poll(&descriptor, 1, most) == 0 {
      isGivenUp = true
      throw DatabaseTrouble(.connectionLost, "the server was silent for \(silence ?? 0) s")
    }
  }

  /// Lets the statements of this transaction take as long as they need, and has them planned for all
  /// of their rows: by itself a server reckons that whoever opens a cursor reads a tenth.
  func allowAnyTime() throws {
    for setting in [
      "statement_timeout = 0", "idle_in_transaction_session_timeout = 0",
      "cursor_tuple_fraction = 1", "work_mem = '16MB'", "jit = off",
    ] {
      try queue("SET LOCAL \(setting)")
    }
    silence = nil
  }

  /// Makes the pipeline usable again after a statement was refused.
  private func recover() {
    guard PQpipelineSync(handle) == 1 else { return }
    do {
      try flush()
      // Between two statements there is nothing; at the end there is the sync.
      var nothing = 0
      while nothing < 2, PQstatus(handle) == CONNECTION_OK {
        guard let result = try nextResult() else {
          nothing += 1
          continue
        }
        nothing = 0
        let isSync = PQresultStatus(result) == PGRES_PIPELINE_SYNC
        PQclear(result)
        if isSync { return }
      }
    } catch {}
    isGivenUp = true
  }

  private func expect(_ outcome: Int32) throws {
    if outcome == 1 { return }
    throw DatabaseTrouble(
      PQstatus(handle) == CONNECTION_OK ? .other("libpq") : .connectionLost,
      String(cString: PQerrorMessage(handle)))
  }

  // MARK: - COPY

  func willCopy(_ statement: PostgreSQLStatement) { copying.append(statement) }

  /// Sends the rows that wait, so that whatever reads from here on finds them.
  func copyRows() throws {
    if copying.isEmpty { return }
    let waiting = copying
    copying.removeAll()
    // Not possible in pipeline mode.
    try settle()
    PQexitPipelineMode(handle)
    defer { PQenterPipelineMode(handle) }
    // Whatever is left where one is refused belongs to a transaction that is undone.
    defer { for statement in waiting { statement.forgetRows() } }
    for statement in waiting { try copy(statement.takeRows(), by: statement.sql) }
  }

  private func copy(_ rows: [UInt8], by sql: String) throws {
    try expect(PQsendQuery(handle, sql))
    try flush()
    let begun = try nextResult()
    defer { PQclear(begun) }
    guard PQresultStatus(begun) == PGRES_COPY_IN else { throw DatabaseTrouble(result: begun) }
    let isSent = rows.withUnsafeBytes { bytes in
      PQputCopyData(
        handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
    try expect(isSent)
    try expect(PQputCopyEnd(handle, nil))
    try flush()
    var trouble: DatabaseTrouble?
    while let result = try nextResult() {
      if PQresultStatus(result) != PGRES_COMMAND_OK {
        trouble = trouble ?? DatabaseTrouble(result: result)
      }
      PQclear(result)
      if PQstatus(handle) != CONNECTION_OK {
        throw DatabaseTrouble(.connectionLost, "the connection was lost")
      }
    }
    if let trouble { throw trouble }
  }

  private func forgetRows() {
    for statement in copying { statement.forgetRows() }
    copying.removeAll()
  }

  /// Runs several statements with semicolons between them.
  func execute(script: String) throws {
    try copyRows()
    try settle()
    PQexitPipelineMode(handle)
    defer { PQenterPipelineMode(handle) }
    let result = PQexec(handle, script)
    defer { PQclear(result) }
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return
    default: throw DatabaseTrouble(result: result)
    }
  }

  // MARK: - Transactions

  func begin(_ sql: String) throws {
    transaction += 1
    silence = usualSilence
    hasAnswered = false
    try queue(sql)
  }

  /// - Throws: `DatabaseTrouble.connectionLost` when nobody knows whether it is kept
  func commit() throws {
    try copyRows()
    transaction += 1
    try queue("COMMIT")
    try sync()
    let result = try readAll()
    defer { PQclear(result) }
    let tag = result.map { String(cString: PQcmdStatus($0)) } ?? "nothing"
    // A transaction that was refused somewhere answers a COMMIT with ROLLBACK.
    guard tag == "COMMIT" else { throw DatabaseTrouble(.other(tag), "nothing was committed") }
    trim()
  }

  /// Undoes the transaction, whatever state it is in.
  func rollback() {
    transaction += 1
    forgetRows()
    if isGivenUp { return }
    for _ in 1...2 where PQstatus(handle) == CONNECTION_OK {
      try? settle()
      queueQuietly("ROLLBACK")
      do {
        try settle()
        return
      } catch {
        continue
      }
    }
  }

  /// Ends the server's side of a connection that was lost.
  ///
  /// The server may not know yet that it is: a session that waits for rows to copy holds the lock of the log
  /// until the network is found to be dead, and no limit of time of its own applies to it.
  /// - Parameter writer: of the lost connection
  /// - Throws: `DatabaseTrouble`
  func endSession(of writer: String) throws {
    try queue(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        + "WHERE usename = current_user AND application_name LIKE '% \(writer)'")
    try settle()
  }

  /// Sends a statement whose answer nobody waits for.
  func leave(_ sql: String) {
    if isGivenUp { return }
    queueQuietly(sql)
    try? sync()
    try? flush()
  }

  /// Forgets statements where there are very many, as lists with many filters make.
  private func trim() {
    guard statements.count > 1_000 else { return }
    statements.removeAll()
    queueQuietly("DEALLOCATE ALL")
    try? settle()
  }
}
