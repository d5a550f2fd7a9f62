import Access
import CareRecord
import CivilTime
import GRDB

/// Reads current facts into records, within one transaction.
struct RecordReader {
  let database: Database
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
    var buffer = FactRows()
    for table in layout.tables.all
    where factKinds.contains(table.number) && sight.zones.contains(table.zone) {
      let rows = try PreparedStatement(database, table.selectRecordSQL)
      rows.bind(layout.authority.number, at: 1)
      rows.bind(subject.id.raw, at: 2)
      guard try rows.step() else { continue }
      let plan = ColumnPlan(table, masking: sight.masksNarrative)
      _ = try plan.read(rows, into: &record, by: &buffer)
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

/// How the columns of a kind's table become the fields of its facts.
struct ColumnPlan {
  let table: FactTable
  /// Nil where a mask stands in the place of what people wrote.
  private let storages: [CellStorage?]

  init(_ table: FactTable, masking: Bool) {
    self.table = table
    storages = zip(table.fields, table.storages).map { field, storage in
      masking && field.type == .narrative ? nil : storage
    }
  }

  /// Reads the rows of one record, the first of which the statement stands on.
  /// - Parameter buffer: memory that is used again for every record
  /// - Returns: whether the statement stands on a row of another record
  func read(
    _ rows: PreparedStatement, into record: inout ChildRecord, by buffer: inout FactRows
  ) throws -> Bool {
    let id = record.subject.id.raw
    var isAtNext = false
    buffer.clear()
    repeat {
      guard rows.integer(1) == id else {
        isAtNext = true
        break
      }
      buffer.begin(
        id: FactID(raw: rows.integer(2)), version: Int(rows.integer(3)),
        known: Instant(milliseconds: rows.integer(4)))
      var column = FactTable.firstField
      for storage in storages {
        if let storage {
          buffer.append(rows.cell(column, storage))
        } else {
          buffer.append(rows.isNull(column) ? .null : .text(Sight.mask))
        }
        column += 1
      }
    } while try rows.step()
    try table.type.put(buffer, into: &record)
    return isAtNext
  }
}
