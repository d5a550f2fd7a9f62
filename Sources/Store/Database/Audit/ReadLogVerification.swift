import Access
import CareRecord
import CivilTime

/// Follows the chain of the read log, and the reasons that opened records.
struct ReadLogVerification {
  let database: StoreConnection
  let authority: Authority

  func run(_ report: inout AuditReport) throws {
    var last: (number: Int64, hash: [UInt8]) = (0, LogEntry.firstPrevious)
    let sealed = Dictionary(
      try SealTable(database, authority).all().map { ($0.readEntry, $0) }, uniquingKeysWith: { $1 })
    let entries = try PreparedStatement(
      database,
      """
      SELECT entry, hash, at, person, ground, record, purpose, detail, found
      FROM read_log WHERE authority = ? ORDER BY entry
      """, sweeping: true)
    entries.bind(authority.number, at: 1)
    while try entries.step() {
      let (number, hash) = (entries.integer(0), entries.bytes(1))
      if number != last.number + 1 {
        report.add("entries \(last.number + 1) to \(number - 1) are missing from the read log")
      }
      if entry(entries).chainHash(
        previous: last.hash, number: number, authority: authority.number) != hash
      {
        report.add("entry \(number) of the read log is not what was written")
      }
      if let seal = sealed[number], seal.readHash != hash {
        report.add("the read log up to entry \(number) is not that of seal \(seal.number)")
      }
      last = (number, hash)
      report.reads += 1
    }
    try LogEnd.reads.check(last.number, "the read log", authority, database, &report)
    if let reached = sealed.keys.max(), reached > last.number {
      report.add("the read log ends at \(last.number), but a seal covers it up to \(reached)")
    }
    try checkReasons(&report)
  }

  private func entry(_ row: PreparedStatement) -> ReadLogEntry {
    ReadLogEntry(
      at: Instant(milliseconds: row.integer(2)), person: row.text(3), ground: row.text(4),
      record: row.optionalInteger(5).map(SubjectID.init(raw:)), purpose: row.text(6),
      detail: row.optionalText(7), found: row.optionalInteger(8).map(Int.init))
  }

  /// What a reason opens must be what the log says of the reason.
  private func checkReasons(_ report: inout AuditReport) throws {
    let stray = try PreparedStatement(
      database,
      """
      SELECT o.record, o.person FROM opened_by_reason o WHERE o.authority = ? AND NOT EXISTS (
        SELECT 1 FROM read_log r WHERE r.authority = o.authority AND r.entry = o.entry
          AND r.record = o.record AND r.person = o.person AND r.ground = ?
          AND o.until = r.at + ?)
      """)
    stray.bind(authority.number, at: 1)
    stray.bind(ReadLogEntry.opening, at: 2)
    stray.bind(Policy.minutesOpenedByReason * 60_000, at: 3)
    while try stray.step() {
      report.add(
        "it is open to \(stray.text(1)) by a reason that the read log does not have",
        record: SubjectID(raw: stray.integer(0)))
    }
    let missing = try PreparedStatement(
      database,
      """
      SELECT r.record, r.entry FROM read_log r
      WHERE r.authority = ? AND r.ground = ? AND NOT EXISTS (
        SELECT 1 FROM opened_by_reason o WHERE o.authority = r.authority AND o.entry = r.entry)
      """)
    missing.bind(authority.number, at: 1)
    missing.bind(ReadLogEntry.opening, at: 2)
    while try missing.step() {
      report.add(
        "opened_by_reason has no row of entry \(missing.integer(1)) of the read log",
        record: SubjectID(raw: missing.integer(0)))
    }
  }
}
