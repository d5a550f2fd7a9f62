import CareRecord
import CivilTime

/// Compares the heads of the records with the chains, record by record.
struct HeadVerification {
  let database: StoreConnection
  let layout: StoreLayout

  func run(_ report: inout AuditReport) throws {
    // Both lie in the order of records: one sweep over each.
    let rows = try PreparedStatement(
      database,
      """
      SELECT record, kind, sequence, hash, fact_kinds FROM record_head WHERE authority = ?
      ORDER BY record
      """, sweeping: true)
    rows.bind([layout.key])
    defer { rows.reset() }
    var hasRow = try rows.step()
    func skip(to id: Int64) throws {
      while hasRow, rows.integer(0) < id {
        report.add(
          "record_head has a record in which nothing was ever written",
          record: SubjectID(raw: rows.integer(0)))
        hasRow = try rows.step()
      }
    }
    try HeadReplay(database: database, layout: layout).forEachHead { id, head in
      try skip(to: id.raw)
      guard hasRow, rows.integer(0) == id.raw else {
        return report.add("record_head has no row of it", record: id)
      }
      var wrong: [String] = []
      if rows.integer(1) != Int64(head.kind.rawValue) { wrong.append("kind") }
      if rows.integer(2) != head.sequence { wrong.append("sequence") }
      if rows.bytes(3) != head.hash { wrong.append("hash") }
      if FactKindSet(rows.bytes(4)) != head.factKinds { wrong.append("fact_kinds") }
      if !wrong.isEmpty {
        report.add("record_head says otherwise in \(wrong.joined(separator: ", "))", record: id)
      }
      hasRow = try rows.step()
    }
    try skip(to: .max)
  }
}

/// Works out the head of every record from its chain.
struct HeadReplay {
  let database: StoreConnection
  let layout: StoreLayout

  /// Of all records that are still there.
  func forEachHead(_ handle: (SubjectID, RecordHead) throws -> Void) throws {
    let destroyed = try TombstoneTable(database: database, authority: layout.authority)
      .destroyedRecords()
    func body(_ id: SubjectID, _ head: RecordHead) throws {
      if !destroyed.contains(id) { try handle(id, head) }
    }
    let links = try PreparedStatement(
      database,
      """
      SELECT l.record, l.record_kind, l.sequence, l.hash, c.kind
      FROM chain l JOIN change c USING (authority, position)
      WHERE authority = ? ORDER BY l.record, l.sequence
      """, sweeping: true)
    links.bind(layout.authority.number, at: 1)
    defer { links.reset() }
    var current: (id: SubjectID, head: RecordHead)?
    while try links.step() {
      let id = SubjectID(raw: links.integer(0))
      if let done = current, done.id != id {
        try body(done.id, done.head)
        current = nil
      }
      // A number that no kind has stands for a child here, and is found by the hash of its entry.
      let kind = SubjectKind(rawValue: Int(links.integer(1))) ?? .child
      var head = current?.head ?? RecordHead(kind: kind)
      head.sequence = links.integer(2)
      head.hash = links.bytes(3)
      if let table = layout.tables[links.text(4)] { head.factKinds.insert(table.number) }
      current = (id, head)
    }
    if let current { try body(current.id, current.head) }
  }
}
