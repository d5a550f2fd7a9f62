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
    try log.forEachEntry(stray: { ChainVerification.stray($0, &report) }) { entry, links, isLast in
      if entry.position != last + 1 {
        report.add("entries \(last + 1) to \(entry.position - 1) are missing from the log")
      }
      // The first entry of a commit says its own position, the others say the same.
      if entry.commitPosition != entry.position, entry.commitPosition != lastCommit {
        report.add("its commit_position is of no commit before it", position: entry.position)
      }
      (last, lastCommit) = (entry.position, entry.commitPosition)
      try checkBody(entry, tombstones, &report)
      try chains.check(entry, links, &report)
      if isLast { rows.add(entry.without(destroyed)) }
      report.entries += 1
    }
    if try !rows.isEqual(&report) { try nameRows(destroyed, &report) }
    try LogEnd.change.check(last, "the log", layout.authority, database, &report)
  }

  /// Goes through the log once more, now row by row, to say which current rows are not as it says.
  private func nameRows(
    _ destroyed: Set<SubjectID>, _ report: inout AuditReport
  ) throws {
    var rows = CurrentRowVerification(database: database, layout: layout)
    try LogReader(database: database, layout: layout).forEachEntry { entry, _, isLast in
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
  private let before: PreparedStatement
  /// The last links seen; forgotten now and then, and looked up again, so that memory is bounded.
  private var ends: [Int64: End] = [:]
  private let authority: Authority

  private struct End {
    let sequence: Int64
    let hash: [UInt8]
  }

  init(_ database: StoreConnection, _ authority: Authority) throws {
    self.authority = authority
    before = try PreparedStatement(
      database,
      """
      SELECT hash, position FROM chain WHERE authority = ? AND record = ? AND sequence = ?
      """)
  }

  mutating func check(
    _ entry: LogEntry, _ links: [StoredLink], _ report: inout AuditReport
  ) throws {
    let digest = entry.digest
    for link in links {
      report.links += 1
      try check(link, digest, entry, &report)
    }
    if links.isEmpty { report.add("it stands in no record's chain", position: entry.position) }
  }

  private mutating func check(
    _ link: StoredLink, _ digest: [UInt8], _ entry: LogEntry, _ report: inout AuditReport
  ) throws {
    let (record, sequence) = (link.record, link.sequence)
    func found(_ message: String) {
      report.add(message, position: entry.position, record: record)
    }
    let previous = try end(before: sequence, record.raw, at: entry.position)
    if previous?.sequence != sequence - 1 {
      found("link \(sequence) of the record's chain does not follow the one before")
    }
    let expected = LogEntry.chainHash(
      previous: previous?.hash ?? LogEntry.firstPrevious, entry: digest, record: record,
      sequence: sequence)
    if expected != link.hash {
      found("the entry, its links or its place in the chain is not what was written")
    }
    if ends.count >= 200_000 { ends.removeAll(keepingCapacity: true) }
    ends[record.raw] = End(sequence: sequence, hash: link.hash)
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

  /// A link of a position at which the log has no entry.
  static func stray(_ link: StoredLink, _ report: inout AuditReport) {
    report.add(
      "a chain names this entry, which is not in the log", position: link.position,
      record: link.record)
  }
}
