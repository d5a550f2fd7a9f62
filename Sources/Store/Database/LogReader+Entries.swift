import CareRecord
import CivilTime

extension LogReader {
  /// Hands out every entry of the authority's log, in its order.
  /// - Parameter body: takes an entry, and whether it is the last version of its fact
  func forEachEntry(_ body: (LogEntry, _ isLast: Bool) throws -> Void) throws {
    let entries = try PreparedStatement(
      database,
      """
      SELECT position, authority, fact, version, kind, schema, commit_position, author, through,
        known, recorded, reason, body, body_salt, body_hash,
        CASE WHEN EXISTS (SELECT 1 FROM change n WHERE n.authority = c.authority
          AND n.fact = c.fact AND n.version = c.version + 1) THEN 0 ELSE 1 END
      FROM change c WHERE authority = ? ORDER BY position
      """, sweeping: true)
    entries.bind(layout.authority.number, at: 1)
    let links = try PreparedStatement(
      database,
      """
      SELECT position, record, record_kind, linked FROM chain WHERE authority = ?
      ORDER BY position, record
      """, sweeping: true)
    links.bind(layout.authority.number, at: 1)
    defer {
      entries.reset()
      links.reset()
    }
    // Both lie in the order of positions: one sweep over each.
    var hasLink = try links.step()
    while try entries.step() {
      let position = entries.integer(0)
      while hasLink, links.integer(0) < position { hasLink = try links.step() }
      var found: [LogEntry.Link] = []
      while hasLink, links.integer(0) == position {
        found.append(
          LogEntry.Link(
            record: SubjectID(raw: links.integer(1)), kind: Int(links.integer(2)),
            linked: links.integer(3) == 1))
        hasLink = try links.step()
      }
      try body(entry(entries, found), entries.integer(15) == 1)
    }
  }

  private func entry(_ row: PreparedStatement, _ links: [LogEntry.Link]) -> LogEntry {
    LogEntry(
      position: row.integer(0), authority: Int(row.integer(1)), fact: FactID(raw: row.integer(2)),
      version: Int(row.integer(3)), kind: row.text(4), schema: Int(row.integer(5)),
      commitPosition: row.integer(6), author: Author(row.text(7), through: row.text(8)),
      known: Instant(milliseconds: row.integer(9)),
      recorded: row.optionalInteger(10).map(Instant.init(milliseconds:)),
      reason: row.optionalText(11), body: row.optionalBytes(12), salt: row.optionalBytes(13),
      bodyHash: row.optionalBytes(14), links: links)
  }
}
