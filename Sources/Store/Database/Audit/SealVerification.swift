import CareRecord
import CivilTime
import Secrets

/// Checks the seals, their signatures, and the seals that were kept elsewhere.
struct SealVerification {
  let database: StoreConnection
  let authority: Authority

  func run(_ report: inout AuditReport, kept: [Seal]) throws {
    let table = SealTable(database, authority)
    let seals = try table.all()
    let keys = try SealKeyFile.publicKeys(database)
    if keys.isEmpty { report.add("the public key of the seals is missing") }
    if keys.count > 1 {
      report.notes.append("The seals were signed with \(keys.count) keys, one after the other.")
    }
    let end =
      try database.number(
        "SELECT max(position) FROM change WHERE authority = ?", authority.number) ?? 0
    var last: Seal?
    for seal in seals {
      report.seals += 1
      if seal.number != (last?.number ?? 0) + 1 {
        report.add("seals before number \(seal.number) are missing")
      }
      if !keys.contains(where: { SigningKey.isValid(seal.signature, of: seal.message, by: $0) }) {
        report.add("seal \(seal.number) is not signed by this database's key")
      }
      if seal.position > end {
        report.add(
          "seal \(seal.number) covers entries up to \(seal.position), the log ends at \(end)")
      } else if try table.digest(after: last, upTo: seal.position) != seal.digest {
        report.add("the chains up to entry \(seal.position) are not those of seal \(seal.number)")
      }
      last = seal
    }
    try LogEnd.seals.check(last?.number ?? 0, "the list of seals", authority, database, &report)
    compare(seals, with: kept, &report)
    let open = end - (last?.position ?? 0)
    if open > 0 { report.notes.append("\(open) entries were made since the last seal.") }
  }

  private func compare(_ seals: [Seal], with kept: [Seal], _ report: inout AuditReport) {
    let byNumber = Dictionary(seals.map { ($0.number, $0) }) { first, _ in first }
    for seal in kept where byNumber[seal.number] != seal {
      report.add(
        byNumber[seal.number] == nil
          ? "seal \(seal.number), kept elsewhere, is not in this database: the log was shortened"
          : "seal \(seal.number) is not the one kept elsewhere: the log was rewritten")
    }
  }
}
