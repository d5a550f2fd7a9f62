import CareRecord
import CivilTime
import Secrets

/// Checks the tombstones: each signed and whole, and nothing of what they name is still there.
struct TombstoneVerification {
  let database: StoreConnection
  let layout: StoreLayout

  func run(_ report: inout AuditReport) throws {
    let keys = try SealKeyFile.publicKeys(database)
    let table = TombstoneTable(database: database, authority: layout.authority)
    for tombstone in try table.all() {
      report.tombstones += 1
      let isSigned = keys.contains {
        SigningKey.isValid(tombstone.signature, of: tombstone.message, by: $0)
      }
      if !isSigned {
        report.add("tombstone \(tombstone.number) is not what was signed by this database's key")
      }
    }
    let left = try database.rows(
      """
      SELECT c.position FROM tombstone_entry e
      JOIN change c ON c.authority = e.authority AND c.position = e.position
        AND c.body_hash = e.body_hash
      WHERE e.authority = ? AND (c.body IS NOT NULL OR c.body_salt IS NOT NULL)
      ORDER BY c.position
      """, layout.authority.number
    ) { $0.integer(0) }
    for position in left {
      report.add("a tombstone names it, and its body is still there", position: position)
    }
    let heads = try database.rows(
      """
      SELECT h.record FROM record_head h JOIN tombstone_record r USING (authority, record)
      WHERE authority = ?
      """, layout.authority.number
    ) { SubjectID(raw: $0.integer(0)) }
    for record in heads { report.add("it was destroyed, and record_head has it", record: record) }
  }
}
