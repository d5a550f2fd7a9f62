import Access
import CareRecord
import CivilTime

/// Reads current facts into records, within one transaction.
struct RecordReader {
  let database: StoreConnection
  let layout: StoreLayout

  /// What stands in `record_head`; nil for a record in which nothing was ever written.
  func head(of record: SubjectID) throws -> RecordHead? {
    let select = try PreparedStatement(
      database,
      """
      SELECT kind, sequence, hash, fact_kinds FROM record_head WHERE authority = ? AND record = ?
      """)
    select.bind(layout.authority.number, at: 1)
    select.bind(record.raw, at: 2)
    guard try select.step() else { return nil }
    defer { select.reset() }
    guard let kind = SubjectKind(rawValue: Int(select.integer(0))) else { return nil }
    return RecordHead(
      kind: kind, sequence: select.integer(1), hash: select.bytes(2),
      factKinds: FactKindSet(select.bytes(3)))
  }

  /// The current facts of a record, as far as this sight goes: only the tables of the kinds that the
  /// record ever held are touched.
  func record(
    _ subject: Subject, factKinds: FactKindSet, sight: Sight = .everything
  ) throws -> ChildRecord {
    var record = ChildRecord(subject)
    for table in layout.tables.all
    where factKinds.contains(table.number) && sight.zones.contains(table.zone) {
      let rows = try PreparedStatement(database, table.selectRecordSQL)
      rows.bind(layout.authority.number, at: 1)
      rows.bind(subject.id.raw, at: 2)
      guard try rows.step() else { continue }
      try FactSweep(of: table, rows, masking: sight.masksNarrative).read(into: &record)
    }
    return record
  }
}

/// The end of a record's chain, and which kinds of fact it ever held.
struct RecordHead {
  let kind: SubjectKind
  var sequence: Int64
  var hash: [UInt8]
  var factKinds: FactKindSet

  init(kind: SubjectKind, sequence: Int64, hash: [UInt8], factKinds: FactKindSet) {
    self.kind = kind
    self.sequence = sequence
    self.hash = hash
    self.factKinds = factKinds
  }

  /// Before the first entry.
  init(kind: SubjectKind) {
    self.init(
      kind: kind, sequence: 0, hash: LogEntry.firstPrevious, factKinds: FactKindSet())
  }
}
