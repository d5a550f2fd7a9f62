import CareRecord
import CivilTime
import Secrets
import Synchronization

/// Works out what the derived tables must hold of some records, by the log alone.
struct RecordReplay: Sendable {
  let layout: StoreLayout
  /// Nil where no projection is worked out.
  let today: Day?
  let hash: DerivedHash
  let dialect: SQLDialect
  let handling: DerivedTables<Handling>
  /// Of these nothing is derived any more.
  let destroyed: Set<SubjectID>
  /// For each projection the rows of the tables beside it.
  let parts: [CollectedParts]

  /// What was made of a batch.
  struct Made: Sendable {
    var sums: DerivedTables<DerivedSum>
    /// Of tables that are filled.
    var rows: DerivedTables<PackedRows>
    /// Rows of `projection_record`.
    var made: PackedRows
    var links = 0
    /// The memory that rows share while they are hashed.
    fileprivate var scratch: [UInt8] = []
  }

  func make(_ batch: ChainBatch) throws -> Made {
    var made = Made(
      sums: DerivedTables(DerivedSum(), layout),
      rows: DerivedTables(PackedRows(for: dialect), layout), made: PackedRows(for: dialect))
    made.links = batch.links.count
    var records: [ChildRecord] = []
    try batch.bytes.withUnsafeBufferPointer { bytes in
      let facts = ReplayedFacts()
      for record in batch.records where !destroyed.contains(record.subject.id) {
        addHead(of: record, batch, bytes, to: &made)
        if let read = try addFacts(of: record, batch, bytes, facts, to: &made) {
          records.append(read)
        }
      }
    }
    if let today {
      for (place, table) in layout.projections.enumerated()
      where handling.projections[place] != .passedOver {
        add(table, at: place, of: records, on: today, to: &made)
      }
    }
    return made
  }

  // MARK: - Heads

  private func addHead(
    of record: ChainBatch.Record, _ batch: ChainBatch, _ bytes: UnsafeBufferPointer<UInt8>,
    to made: inout Made
  ) {
    if handling.heads == .passedOver { return }
    var kinds = FactKindSet()
    for link in batch.links[record.links] where link.table >= 0 {
      kinds.insert(layout.tables.all[link.table].number)
    }
    let (id, kind) = (record.subject.id.raw, Int64(record.subject.kind.rawValue))
    let end = Array(bytes[record.hash])
    var row = RowBytes()
    for number in [id, kind, record.sequence] { row.add(number) }
    for bytes in [end, kinds.bytes] { row.add(bytes) }
    made.sums.heads.rows.add(hash.of(row))
    guard handling.heads == .filled else { return }
    made.rows.heads.begin(6)
    for number in [Int64(layout.authority.number), id, kind, record.sequence] {
      made.rows.heads.add(number)
    }
    for bytes in [end, kinds.bytes] { made.rows.heads.add(bytes) }
  }

  // MARK: - Facts

  /// - Returns: the record; nil where no projection is made of records of its kind
  private func addFacts(
    of record: ChainBatch.Record, _ batch: ChainBatch, _ bytes: UnsafeBufferPointer<UInt8>,
    _ facts: ReplayedFacts, to made: inout Made
  ) throws -> ChildRecord? {
    let isRead = zip(layout.projections, handling.projections).contains { table, handling in
      handling != .passedOver && table.projection.subjects == record.subject.kind
    }
    var read = ChildRecord(record.subject)
    // By kind, and by fact as they lie in their tables; the last version of each last.
    let links = record.links.filter { batch.links[$0].table >= 0 }.sorted {
      let (left, right) = (batch.links[$0], batch.links[$1])
      return (left.table, left.fact, $0) < (right.table, right.fact, $1)
    }
    var at = 0
    while at < links.count {
      let place = batch.links[links[at]].table
      let table = layout.tables.all[place]
      facts.begin(table.fields.count)
      while at < links.count, batch.links[links[at]].table == place {
        let link = batch.links[links[at]]
        at += 1
        let isLast = at == links.count || batch.links[links[at]].fact != link.fact
        guard isLast, let body = link.body, isRead || handling.facts[place] != .passedOver else {
          continue
        }
        try add(
          link, UnsafeBufferPointer(rebasing: bytes[body]), of: record.subject.id.raw, table, place,
          facts, to: &made)
      }
      if isRead { try table.type.put(facts, into: &read) }
    }
    return isRead ? read : nil
  }

  private func add(
    _ link: ChainBatch.Link, _ written: UnsafeBufferPointer<UInt8>, of record: Int64,
    _ table: FactTable, _ place: Int, _ facts: ReplayedFacts, to made: inout Made
  ) throws {
    let (body, values) = try facts.add(link, written, of: table)
    let handling = handling.facts[place]
    if handling == .passedOver { return }
    made.sums.facts[place].rows.add(
      hash.facts.of(
        table, record: record, fact: link.fact, version: link.version, known: link.known,
        body: body, using: &made.scratch))
    guard handling == .filled else { return }
    made.rows.facts[place].begin(FactTable.keyColumns.count + values.count)
    for number in [Int64(layout.authority.number), record, link.fact, link.version, link.known] {
      made.rows.facts[place].add(number)
    }
    for value in values { made.rows.facts[place].add(value) }
  }

  // MARK: - Projections

  private func add(
    _ table: ProjectionTable, at place: Int, of records: [ChildRecord], on today: Day,
    to made: inout Made
  ) {
    let isFilled = handling.projections[place] == .filled
    let authority = Int64(layout.authority.number)
    var row = RowBytes()
    var all: [[Cell]] = []
    for record in records where record.subject.kind == table.projection.subjects {
      let id = record.subject.id.raw
      let (rows, validUntil) = table.projection.rows(record, today)
      for (number, cells) in rows.lazy.map(table.stored).enumerated() {
        row.removeAll()
        for key in [id, Int64(number)] { row.add(key) }
        for cell in cells { row.add(cell) }
        made.sums.projections[place].rows.add(hash.of(row))
        all.append(cells)
        guard isFilled else { continue }
        made.rows.projections[place].begin(3 + cells.count)
        for key in [authority, id, Int64(number)] { made.rows.projections[place].add(key) }
        for cell in cells { made.rows.projections[place].add(cell) }
      }
      // Rows that were stale already when made would be made anew without end.
      let until = validUntil.map { Cell.text(max($0, today + 1).iso) } ?? .null
      row.removeAll()
      row.add(id)
      row.add(until)
      made.sums.projections[place].made.add(hash.of(row))
      guard isFilled else { continue }
      made.made.begin(5)
      made.made.add(authority)
      made.made.add(Cell.text(table.projection.name))
      made.made.add(id)
      made.made.add(Cell.text(today.iso))
      made.made.add(until)
    }
    parts[place].add(all)
  }
}

/// The rows of the tables beside a projection, to which several threads add.
final class CollectedParts: Sendable {
  let all: [any ProjectionPart]
  private let collected: Mutex<[PartRows]>

  init(_ table: ProjectionTable) {
    all = table.parts
    collected = Mutex(all.map { _ in PartRows() })
  }

  var rows: [PartRows] { collected.withLock { $0 } }

  func add(_ new: [[Cell]]) {
    if all.isEmpty { return }
    collected.withLock { rows in
      for (index, part) in all.enumerated() {
        for row in new { part.add(row, times: 1, to: &rows[index]) }
      }
    }
  }
}
