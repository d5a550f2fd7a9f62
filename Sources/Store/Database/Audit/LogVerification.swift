import CareRecord
import CivilTime

/// Follows the log from its first entry to its last: every hash anew, every chain link by link, and
/// of each fact the current rows.
struct LogVerification {
  let database: StoreConnection
  let layout: StoreLayout

  func run(_ report: inout AuditReport) throws {
    let log = LogReader(database: database, layout: layout)
    var chains = try ChainVerification(database, layout.authority)
    var rows = CurrentRowSums(database: database, layout: layout)
    let tombstones = TombstoneTable(database: database, authority: layout.authority)
    let destroyed = try tombstones.destroyedRecords()
    var last: Int64 = 0
    var lastCommit: Int64 = 0
    try log.forEachEntry { entry, isLast in
      if entry.position != last + 1 {
        report.add("entries \(last + 1) to \(entry.position - 1) are missing from the log")
      }
      // The first entry of a commit says its own position, the others say the same.
      if entry.commitPosition != entry.position, entry.commitPosition != lastCommit {
        report.add("its commit_position is of no commit before it", position: entry.position)
      }
      (last, lastCommit) = (entry.position, entry.commitPosition)
      try checkBody(entry, tombstones, &report)
      try chains.check(entry, &report)
      if isLast { rows.add(entry.without(destroyed)) }
      report.entries += 1
    }
    try chains.end(&report)
    if try !rows.isEqual(&report) { try nameRows(destroyed, &report) }
    try LogEnd.change.check(last, "the log", layout.authority, database, &report)
  }

  /// Goes through the log once more, now row by row, to say which current rows are not as it says.
  private func nameRows(
    _ destroyed: Set<SubjectID>, _ report: inout AuditReport
  ) throws {
    var rows = CurrentRowVerification(database: database, layout: layout)
    try LogReader(database: database, layout: layout).forEachEntry { entry, isLast in
      if isLast { try rows.check(entry.without(destroyed), &report) }
    }
    try rows.end(&report)
  }

  private func checkBody(
    _ entry: LogEntry, _ tombstones: TombstoneTable, _ report: inout AuditReport
  ) throws {
    switch (entry.body, entry.salt, entry.bodyHash) {
    case (nil, nil, nil): return
    case (let body?, let salt?, let hash?) where LogEntry.bodyHash(body, salt: salt) == hash:
      return
    case (.some, .some, .some):
      report.add("its body is not the one that was written", position: entry.position)
    case (nil, nil, let hash?) where try tombstones.covers(entry.position, bodyHash: hash):
      report.destroyed += 1
    default: report.add("its body, salt or hash is missing", position: entry.position)
    }
  }
}

/// Checks the links of every record's chain in the order of the log.
private struct ChainVerification {
  private let links: PreparedStatement
  private let before: PreparedStatement
  private var hasLink: Bool
  /// The last links seen; forgotten now and then, and looked up again, so that memory is bounded.
  private var ends: [Int64: End] = [:]
  private let authority: Authority

  private struct End {
    let sequence: Int64
    let hash: [UInt8]
  }

  init(_ database: StoreConnection, _ authority: Authority) throws {
    self.authority = authority
    links = try PreparedStatement(
      database,
      """
      SELECT position, record, sequence, hash FROM chain WHERE authority = ?
      ORDER BY position, record
      """, sweeping: true)
    links.bind(authority.number, at: 1)
    before = try PreparedStatement(
      database,
      """
      SELECT hash, position FROM chain WHERE authority = ? AND record = ? AND sequence = ?
      """)
    hasLink = try links.step()
  }

  mutating func check(_ entry: LogEntry, _ report: inout AuditReport) throws {
    try skip(to: entry.position, &report)
    let digest = entry.digest
    var count = 0
    while hasLink, links.integer(0) == entry.position {
      count += 1
      report.links += 1
      try check(digest, entry, &report)
      hasLink = try links.step()
    }
    if count == 0 { report.add("it stands in no record's chain", position: entry.position) }
  }

  private mutating func check(
    _ digest: [UInt8], _ entry: LogEntry, _ report: inout AuditReport
  ) throws {
    let key = links.integer(1)
    let (sequence, hash) = (links.integer(2), links.bytes(3))
    let record = SubjectID(raw: key)
    func found(_ message: String) {
      report.add(message, position: entry.position, record: record)
    }
    let previous = try end(before: sequence, key, at: entry.position)
    if previous?.sequence != sequence - 1 {
      found("link \(sequence) of the record's chain does not follow the one before")
    }
    let expected = LogEntry.chainHash(
      previous: previous?.hash ?? LogEntry.firstPrevious, entry: digest, record: record,
      sequence: sequence)
    if expected != hash {
      found("the entry, its links or its place in the chain is not what was written")
    }
    if ends.count >= 200_000 { ends.removeAll(keepingCapacity: true) }
    ends[key] = End(sequence: sequence, hash: hash)
  }

  private func end(before sequence: Int64, _ key: Int64, at position: Int64) throws -> End? {
    if let end = ends[key] { return end }
    if sequence == 1 { return End(sequence: 0, hash: LogEntry.firstPrevious) }
    before.bind(authority.number, at: 1)
    before.bind(key, at: 2)
    before.bind(sequence - 1, at: 3)
    guard try before.step() else { return nil }
    defer { before.reset() }
    return before.integer(1) < position
      ? End(sequence: sequence - 1, hash: before.bytes(0)) : nil
  }

  /// Links of positions at which the log has no entry.
  private mutating func skip(to position: Int64, _ report: inout AuditReport) throws {
    while hasLink, links.integer(0) < position {
      report.add(
        "a chain names this entry, which is not in the log", position: links.integer(0),
        record: SubjectID(raw: links.integer(1)))
      hasLink = try links.step()
    }
  }

  mutating func end(_ report: inout AuditReport) throws {
    try skip(to: .max, &report)
    links.reset()
  }
}
