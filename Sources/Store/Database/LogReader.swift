import CareRecord
import CivilTime

/// Reads entries of the log, within one transaction.
struct LogReader {
  let database: StoreConnection
  let layout: StoreLayout

  /// The latest version of a fact; nil for one that was never held.
  func latest(_ fact: FactID) throws -> LatestVersion? {
    try LogReader.latest(in: try askForLatest(fact))
  }

  /// Asks for the latest version of a fact ahead, to be read by `latest(in:)`.
  func askForLatest(_ fact: FactID) throws -> AskedRows {
    try database.ask(
      """
      SELECT version, position, kind, CASE WHEN body_hash IS NULL THEN 1 ELSE 0 END FROM change
      WHERE authority = ? AND fact = ? ORDER BY version DESC LIMIT 1
      """, [layout.key, .integer(fact.raw)])
  }

  static func latest(in rows: AskedRows) throws -> LatestVersion? {
    let select = try rows.begin()
    guard try select.step() else { return nil }
    defer { select.endRows() }
    return LatestVersion(
      version: Int(select.integer(0)), position: select.integer(1), kind: select.text(2),
      isWithdrawn: select.integer(3) != 0)
  }

  /// The records that the fact of an entry belongs to from that entry on.
  func records(at position: Int64) throws -> [SubjectID] {
    try LogReader.records(in: try askForRecords(at: position))
  }

  /// Asks for them ahead, to be read by `records(in:)`.
  func askForRecords(at position: Int64) throws -> AskedRows {
    try database.ask(
      "SELECT record FROM chain WHERE authority = ? AND position = ? AND linked = 1 ORDER BY record",
      [layout.key, .integer(position)])
  }

  static func records(in rows: AskedRows) throws -> [SubjectID] {
    let select = try rows.begin()
    var records: [SubjectID] = []
    while try select.step() { records.append(SubjectID(raw: select.integer(0))) }
    return records
  }

  private static let versionColumns = """
    version, kind, schema, author, through, known, recorded, reason, body,
    coalesce((SELECT name FROM account WHERE account.authority = change.authority
      AND account."user" = change.author), author)
    """

  /// One entry as a version of its fact.
  func version(at position: Int64) throws -> FactVersion {
    let select = try PreparedStatement(
      database,
      "SELECT \(LogReader.versionColumns) FROM change WHERE authority = ? AND position = ?")
    select.bind(layout.authority.number, at: 1)
    select.bind(position, at: 2)
    guard try select.step() else {
      throw DatabaseTrouble(.damaged, "no entry \(position) in the log")
    }
    defer { select.reset() }
    return try version(select)
  }

  /// Every version of a fact, the first one first.
  func versions(of fact: FactID) throws -> [FactVersion] {
    let select = try PreparedStatement(
      database,
      """
      SELECT \(LogReader.versionColumns) FROM change WHERE authority = ? AND fact = ?
      ORDER BY version
      """)
    select.bind(layout.authority.number, at: 1)
    select.bind(fact.raw, at: 2)
    defer { select.reset() }
    var versions: [FactVersion] = []
    while try select.step() { versions.append(try version(select)) }
    return versions
  }

  private func version(_ row: PreparedStatement) throws -> FactVersion {
    FactVersion(
      version: Int(row.integer(0)),
      fact: try fact(
        kind: row.text(1), body: row.optionalTextBytes(8), schema: Int(row.integer(2))),
      author: Author(row.text(3), through: row.text(4)), authorName: row.text(9),
      known: Instant(milliseconds: row.integer(5)),
      recorded: row.optionalInteger(6).map(Instant.init(milliseconds:)),
      reason: row.optionalText(7))
  }

  /// The fact of a body; nil where the entry withdrew it.
  func fact(kind: String, body: [UInt8]?, schema: Int) throws -> (any Fact)? {
    guard let body else { return nil }
    guard let table = layout.tables[kind] else {
      throw StoreUnavailable(
        "The log holds facts of the kind \(kind), which this version of Kith does not know. "
          + "Use the version that wrote them.")
    }
    return try FactBody.fact(table.type, from: body, schema: schema)
  }
}

/// The latest version of a fact in the log.
struct LatestVersion {
  let version: Int
  let position: Int64
  let kind: String
  let isWithdrawn: Bool
}
