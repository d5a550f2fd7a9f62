import Access
import CareRecord
import CivilTime

/// Reads every record of one kind of subject in the order of identifiers.
///
/// Each table of facts is swept once, in the order in which its rows lie; a record takes its rows
/// from the head of each sweep.
final class RecordStream {
  private let kind: SubjectKind
  private let heads: PreparedStatement
  private var sweeps: [FactSweep] = []
  private var isAtEnd = false

  /// - Parameter facts: the names of the kinds that are read; nil for all
  init(
    _ database: StoreConnection, layout: StoreLayout, kind: SubjectKind, scope: ScopeSQL,
    sight: Sight, facts: Set<String>? = nil
  ) throws {
    self.kind = kind
    heads = try PreparedStatement(
      database,
      """
      SELECT h.record FROM record_head h
      WHERE h.authority = ? AND h.kind = ? AND \(scope.condition) ORDER BY h.record
      """, sweeping: true)
    heads.bind(
      [.integer(Int64(layout.authority.number)), .integer(Int64(kind.rawValue))] + scope.arguments)
    for table in layout.tables.all where sight.zones.contains(table.zone) {
      if let facts, !facts.contains(table.type.kind.name) { continue }
      let rows = try PreparedStatement(database, table.selectAllSQL, sweeping: true)
      rows.bind(layout.authority.number, at: 1)
      guard try rows.step() else { continue }
      sweeps.append(FactSweep(of: table, rows, masking: sight.masksNarrative))
    }
  }

  deinit {
    heads.reset()
    for sweep in sweeps { sweep.reset() }
  }

  /// The next records, at most so many; nil after the last.
  func next(_ count: Int) throws -> [ChildRecord]? {
    var batch: [ChildRecord] = []
    batch.reserveCapacity(count)
    while batch.count < count, !isAtEnd {
      guard try heads.step() else {
        // Another step would begin the sweep anew.
        isAtEnd = true
        break
      }
      batch.append(try record(SubjectID(raw: heads.integer(0))))
    }
    return batch.isEmpty ? nil : batch
  }

  private func record(_ id: SubjectID) throws -> ChildRecord {
    var record = ChildRecord(Subject(kind, id))
    // Rows of records of other kinds, and of those out of scope, are passed over.
    for sweep in sweeps where try sweep.isAt(id.raw) {
      try sweep.read(into: &record)
    }
    return record
  }
}
