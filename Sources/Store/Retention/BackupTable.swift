import CareRecord
import CivilTime

/// Which copies of the database were made, within one transaction.
struct BackupTable {
  let database: StoreConnection
  let authority: Authority

  /// The latest first.
  func all() throws -> [BackupNote] {
    try database.rows(
      """
      SELECT b.number, b.at, b.place, b.release, g.at, g.person, g.reason
      FROM backup_made b LEFT JOIN backup_gone g ON g.authority = b.authority AND g.backup = b.number
      WHERE b.authority = ? ORDER BY b.number DESC
      """, authority.number
    ) { row in
      BackupNote(
        number: row.integer(0), at: row.instant(1), place: row.text(2), release: row.text(3),
        gone: row.optionalInteger(4).map {
          BackupNote.Gone(at: Instant(milliseconds: $0), person: row.text(5), reason: row.text(6))
        })
    }
  }

  func add(place: String, release: String, at now: Instant) throws -> Int64 {
    let last = try database.number(
      "SELECT max(number) FROM backup_made WHERE authority = ?", authority.number)
    let number = (last ?? 0) + 1
    try database.run(
      "INSERT INTO backup_made (authority, number, at, place, release) VALUES (?, ?, ?, ?, ?)",
      authority.number, number, now, place, release)
    return number
  }

  func note(gone backup: Int64, _ reason: String, by user: String, at now: Instant) throws {
    try database.run(
      "INSERT INTO backup_gone (authority, backup, at, person, reason) VALUES (?, ?, ?, ?, ?)",
      authority.number, backup, now, user, reason)
  }
}
