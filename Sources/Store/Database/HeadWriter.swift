import CareRecord

/// Writes rows of `record_head`, within one transaction.
struct HeadWriter {
  private let upsert: PreparedStatement
  private let authority: Authority

  init(_ database: StoreConnection, authority: Authority) throws {
    self.authority = authority
    upsert = try PreparedStatement(
      database,
      """
      INSERT INTO record_head (authority, record, kind, sequence, hash, fact_kinds)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (authority, record) DO UPDATE SET kind = excluded.kind,
        sequence = excluded.sequence, hash = excluded.hash, fact_kinds = excluded.fact_kinds
      """)
  }

  func write(_ id: SubjectID, _ head: RecordHead) throws {
    upsert.bind(authority.number, at: 1)
    upsert.bind(id.raw, at: 2)
    upsert.bind(head.kind.rawValue, at: 3)
    upsert.bind(head.sequence, at: 4)
    upsert.bind(head.hash, at: 5)
    upsert.bind(head.factKinds.bytes, at: 6)
    try upsert.run()
  }
}
