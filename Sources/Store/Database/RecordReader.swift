import Access
import CareRecord
import CivilTime

/// Reads current facts into records, within one transaction.
struct RecordReader {
  let database: StoreConnection
  let layout: StoreLayout

  /// What stands in `record_head`; nil for a record in which nothing was ever written.
  func head(of record: SubjectID) throws -> RecordHead? {
    try RecordReader.head(in: try askForHead(of: record))
  }

  /// Asks for a head ahead, to be read by `head(in:)`.
  func askForHead(of record: SubjectID) throws -> AskedRows {
    try database.ask(
      """
      SELECT kind, sequence, hash, fact_kinds FROM record_head WHERE authority = ? AND record = ?
      """, [layout.key, .integer(record.raw)])
  }

  static func head(in rows: AskedRows) throws -> RecordHead? {
    let select = try rows.begin()
    guard try select.step() else { return nil }
    defer { select.endRows() }
    guard let kind = SubjectKind(rawValue: Int(select.integer(0))) else { return nil }
    return RecordHead(
      kind: kind, sequence: select.integer(1), hash: select.bytes(2),
      factKinds: FactKindSet(select.bytes(3)))
  }

  /// The current facts of a record, as far as this sight goes: only the tables of the kinds that the
  /// record ever held are touched, and a server is asked for all of them at once.
  func record(
    _ subject: Subject, factKinds: FactKindSet, sight: Sight = .everything
  ) throws -> ChildRecord {
    try ask(subject, factKinds: factKinds, sight: sight).read()
  }

  /// Asks for the current facts of a record ahead.
  func ask(
    _ subject: Subject, factKinds: FactKindSet, sight: Sight = .everything
  ) throws -> AskedRecord {
    var tables: [AskedRecord.Table] = []
    for table in layout.tables.all
    where factKinds.contains(table.number) && sight.zones.contains(table.zone) {
      let rows = try database.ask(
        table.selectRecordSQL, [layout.key, .integer(subject.id.raw)])
      tables.append(AskedRecord.Table(table: table, rows: rows))
    }
    return AskedRecord(subject: subject, tables: tables, isMasking: sight.masksNarrative)
  }
}

/// The facts of a record that were asked for.
struct AskedRecord {
  struct Table {
    let table: FactTable
    let rows: AskedRows
  }

  let subject: Subject
  let tables: [Table]
  let isMasking: Bool

  func read() throws -> ChildRecord {
    var record = ChildRecord(subject)
    for asked in tables {
      let rows = try asked.rows.begin()
      guard try rows.step() else { continue }
      try FactSweep(of: asked.table, rows, masking: isMasking).read(into: &record)
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
