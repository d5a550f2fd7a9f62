import CareRecord
import CivilTime

extension LogReader {
  /// Hands out every entry of the authority's log, in its order.
  /// - Parameters:
  ///   - stray: takes links of chains at positions where the log has no entry
  ///   - body: takes an entry, its links in the records' chains, and whether it is the last version of
  ///   its fact
  func forEachEntry(
    stray: (StoredLink) -> Void = { _ in },
    _ body: (LogEntry, [StoredLink], _ isLast: Bool) throws -> Void
  ) throws {
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
      SELECT position, record, record_kind, linked, sequence, hash FROM chain WHERE authority = ?
      ORDER BY position, record
      """, sweeping: true)
    links.bind(layout.authority.number, at: 1)
    defer {
      entries.reset()
      links.reset()
    }
    // Both lie in the order of positions: one sweep over each.
    var hasLink = try links.step()
    func skip(to position: Int64) throws {
      while hasLink, links.integer(0) < position {
        stray(StoredLink(links))
        hasLink = try links.step()
      }
    }
    while try entries.step() {
      let position = entries.integer(0)
      try skip(to: position)
      var found: [LogEntry.Link] = []
      var chain: [StoredLink] = []
      while hasLink, links.integer(0) == position {
        let link = StoredLink(links)
        found.append(
          LogEntry.Link(
            record: link.record, kind: Int(links.integer(2)), linked: links.integer(3) == 1))
        chain.append(link)
        hasLink = try links.step()
      }
      try body(entry(entries, found), chain, entries.integer(15) == 1)
    }
    try skip(to: .max)
  }

  private func entry(_ row: PreparedStatement, _ links: [LogEntry.Link]) -> LogEntry {
    LogEntry(
      position: row.integer(0), authority: Int(row.integer(1)), fact: FactID(raw: row.integer(2)),
      version: Int(row.integer(3)), kind: row.text(4), schema: Int(row.integer(5)),
      commitPosition: row.integer(6), author: Author(row.text(7), through: row.text(8)),
      known: Instant(milliseconds: row.integer(9)),
      recorded: row.optionalInteger(10).map(Instant.init(milliseconds:)),
      reason: row.optionalText(11), body: row.optionalTextBytes(12), salt: row.optionalBytes(13),
      bodyHash: row.optionalBytes(14), links: links)
  }
}

/// A link of a record's chain, as it is stored.
struct StoredLink {
  let position: Int64
  let record: SubjectID
  let sequence: Int64
  let hash: [UInt8]

  fileprivate init(_ row: PreparedStatement) {
    position = row.integer(0)
    record = SubjectID(raw: row.integer(1))
    sequence = row.integer(4)
    hash = row.bytes(5)
  }
}
