import CareRecord
import CivilTime

/// The tables of tombstones, within one transaction.
struct TombstoneTable {
  let database: StoreConnection
  let authority: Authority

  // MARK: - Which records

  /// Every record that was destroyed.
  func destroyedRecords() throws -> Set<SubjectID> {
    Set(
      try database.rows(
        "SELECT record FROM tombstone_record WHERE authority = ?", authority.number
      ) { SubjectID(raw: $0.integer(0)) })
  }

  /// The number of the tombstone of a record, and when it was destroyed; nil where it was not.
  func tombstone(of record: SubjectID) throws -> (number: Int64, at: Instant)? {
    try database.first(
      """
      SELECT t.number, t.at FROM tombstone_record r
      JOIN tombstone t ON t.authority = r.authority AND t.number = r.tombstone
      WHERE r.authority = ? AND r.record = ?
      """, authority.number, record.raw
    ) { ($0.integer(0), $0.instant(1)) }
  }

  /// Whether the body of an entry was destroyed lawfully.
  func covers(_ position: Int64, bodyHash: [UInt8]) throws -> Bool {
    try database.first(
      "SELECT 1 FROM tombstone_entry WHERE authority = ? AND position = ? AND body_hash = ?",
      authority.number, position, bodyHash
    ) { _ in true } ?? false
  }

  // MARK: - Reading them

  func nextNumber() throws -> Int64 {
    (try database.number(
      "SELECT max(number) FROM tombstone WHERE authority = ?", authority.number) ?? 0) + 1
  }

  private static let columns = """
    number, record, at, person, schedule, years, basis, due, proposed_at, proposed_by,
    proposed_because, approved_at, approved_by, approved_because, covers_from, covers_to, bodies,
    shared, reasons, drafts, reads, reads_until, signature
    """

  /// All of them, the first one first.
  func all() throws -> [Tombstone] {
    let numbers = try database.rows(
      "SELECT number FROM tombstone WHERE authority = ? ORDER BY number", authority.number
    ) { $0.integer(0) }
    return try numbers.compactMap(tombstone)
  }

  func tombstone(_ number: Int64) throws -> Tombstone? {
    let records = try database.rows(
      """
      SELECT record, record_kind FROM tombstone_record WHERE authority = ? AND tombstone = ?
      ORDER BY record_kind, record
      """, authority.number, number
    ) { (SubjectKind(rawValue: Int($0.integer(1))), SubjectID(raw: $0.integer(0))) }
    let entries = try database.rows(
      """
      SELECT position, body_hash FROM tombstone_entry WHERE authority = ? AND tombstone = ?
      ORDER BY position
      """, authority.number, number
    ) { Tombstone.Entry(position: $0.integer(0), bodyHash: $0.bytes(1)) }
    let files = try database.rows(
      """
      SELECT submission, number, "rows", hash_before, hash_after, reason FROM tombstone_file
      WHERE authority = ? AND tombstone = ? ORDER BY submission, number
      """, authority.number, number
    ) {
      Tombstone.File(
        submission: $0.integer(0), number: Int($0.integer(1)), rows: Int($0.integer(2)),
        before: $0.bytes(3), after: $0.optionalBytes(4), reason: $0.optionalText(5))
    }
    return try database.first(
      "SELECT \(TombstoneTable.columns) FROM tombstone WHERE authority = ? AND number = ?",
      authority.number, number
    ) { row in
      Tombstone(
        number: row.integer(0), record: SubjectID(raw: row.integer(1)), at: row.instant(2),
        person: row.text(3), schedule: row.text(4), years: Int(row.integer(5)),
        basis: row.text(6), due: row.day(7) ?? .unset,
        proposal: Tombstone.Step(at: row.instant(8), person: row.text(9), reason: row.text(10)),
        approval: Tombstone.Step(at: row.instant(11), person: row.text(12), reason: row.text(13)),
        coversFrom: row.day(14), coversTo: row.day(15), bodies: Int(row.integer(16)),
        shared: Int(row.integer(17)), reasons: Int(row.integer(18)),
        drafts: Int(row.integer(19)), reads: Int(row.integer(20)), readsUntil: row.day(21),
        records: records.compactMap { kind, id in kind.map { Subject($0, id) } },
        entries: entries, files: files, signature: row.bytes(22))
    }
  }

  // MARK: - Writing one

  func insert(_ tombstone: Tombstone) throws {
    let of = authority.number
    try database.run(
      """
      INSERT INTO tombstone (authority, \(TombstoneTable.columns), extent)
      VALUES (\(Array(repeating: "?", count: 25).joined(separator: ", ")))
      """, of, tombstone.number, tombstone.record.raw, tombstone.at, tombstone.person,
      tombstone.schedule, tombstone.years, tombstone.basis, tombstone.due.iso,
      tombstone.proposal.at, tombstone.proposal.person, tombstone.proposal.reason,
      tombstone.approval.at, tombstone.approval.person, tombstone.approval.reason,
      tombstone.coversFrom?.iso, tombstone.coversTo?.iso, tombstone.bodies, tombstone.shared,
      tombstone.reasons, tombstone.drafts, tombstone.reads, tombstone.readsUntil?.iso,
      tombstone.signature, tombstone.extent)
    for record in tombstone.records {
      try database.run(
        """
        INSERT INTO tombstone_record (authority, record, record_kind, tombstone)
        VALUES (?, ?, ?, ?)
        """, of, record.id.raw, record.kind.rawValue, tombstone.number)
    }
    for entry in tombstone.entries {
      try database.run(
        """
        INSERT INTO tombstone_entry (authority, tombstone, position, body_hash)
        VALUES (?, ?, ?, ?)
        """, of, tombstone.number, entry.position, entry.bodyHash)
    }
    for file in tombstone.files {
      try database.run(
        """
        INSERT INTO tombstone_file (authority, tombstone, submission, number, "rows", hash_before,
          hash_after, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """, of, tombstone.number, file.submission, file.number, file.rows, file.before, file.after,
        file.reason)
    }
  }
}
