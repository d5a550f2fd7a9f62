import Access
import CareRecord
import CivilTime
import Secrets

/// Makes the projections of every record anew, as on the day on which they were made, and compares.
struct ProjectionVerification {
  let database: StoreConnection
  let layout: StoreLayout
  let today: Day
  private let hash = UnorderedHash()

  init(database: StoreConnection, layout: StoreLayout, today: Day) {
    self.database = database
    self.layout = layout
    self.today = today
  }

  func run(_ report: inout AuditReport) throws {
    do {
      try compareAll(&report)
    } catch let error as CellMismatch {
      report.add("a record cannot be read, so projections were not compared: \(error)")
    }
  }

  private func compareAll(_ report: inout AuditReport) throws {
    var expected = [Int](repeating: 0, count: layout.projections.count)
    var records = [Int](repeating: 0, count: layout.projections.count)
    let parts = layout.projections.map(\.parts)
    var partRows = parts.map { $0.map { _ in PartRows() } }
    for kind in Set(layout.projections.map(\.projection.subjects)).sorted(by: {
      $0.rawValue < $1.rawValue
    }) {
      let sweeps = try layout.projections.map {
        $0.projection.subjects == kind
          ? try ProjectionSweep($0, layout.authority, database) : nil
      }
      let stream = try RecordStream(
        database, layout: layout, kind: kind, scope: .all, sight: .everything)
      while let batch = try stream.next(200) {
        for record in batch {
          for (index, sweep) in sweeps.enumerated() {
            guard let sweep else { continue }
            let rows = try compare(record, sweep, &report)
            expected[index] += rows.count
            records[index] += 1
            for (number, part) in parts[index].enumerated() {
              for row in rows { part.add(row, times: 1, to: &partRows[index][number]) }
            }
          }
        }
      }
    }
    for (index, table) in layout.projections.enumerated() {
      try count(table.name, "1 = 1", expected[index], &report)
      for (part, rows) in zip(parts[index], partRows[index]) {
        let held = try part.held(by: hash, of: layout.authority, in: database)
        if held != part.sum(of: rows, by: hash) {
          report.add("\(part.name) does not hold what the rows of \(table.name) give")
        }
      }
      try count(
        "projection_record", "projection = '\(table.projection.name)'", records[index], &report)
    }
  }

  /// - Returns: the rows that the record must have
  private func compare(
    _ record: ChildRecord, _ sweep: ProjectionSweep, _ report: inout AuditReport
  ) throws -> [[Cell]] {
    let (id, table) = (record.subject.id, sweep.table)
    func found(_ message: String) { report.add("\(table.name) \(message)", record: id) }
    let (made, stored) = try sweep.take(id)
    guard let made else {
      found("was never made for it")
      return []
    }
    if made.on > today { found("was made on a day to come") }
    let (rows, validUntil) = table.projection.rows(record, made.on)
    if validUntil.map({ max($0, made.on + 1) }) != made.validUntil {
      found("is valid until another day")
    }
    report.rows += stored.count
    let expected = rows.map(table.stored)
    if stored.map({ Array($0.dropFirst()) }) != expected
      || stored.map({ $0[0] }) != expected.indices.map({ .integer(Int64($0)) })
    {
      found("says otherwise")
    }
    return expected
  }

  private func count(
    _ table: String, _ condition: String, _ expected: Int, _ report: inout AuditReport
  ) throws {
    let count =
      try database.number(
        "SELECT count(*) FROM \(table) WHERE authority = ? AND \(condition)",
        layout.authority.number) ?? 0
    if count != expected {
      report.add("\(table) has \(count) rows where the records give \(expected)")
    }
  }
}

/// Goes once through the rows of a projection and through when they were made, both in the order of
/// records.
private final class ProjectionSweep {
  let table: ProjectionTable
  private let rows: PreparedStatement
  private let made: PreparedStatement
  private var hasRow: Bool
  private var hasMade: Bool

  init(_ table: ProjectionTable, _ authority: Authority, _ database: StoreConnection) throws {
    self.table = table
    rows = try PreparedStatement(
      database,
      """
      SELECT record, row\(table.columnList) FROM \(table.name) WHERE authority = ?
      ORDER BY record, row
      """, sweeping: true)
    rows.bind([.integer(Int64(authority.number))])
    // Each projection by a statement of its own: all of them are under way at once.
    made = try PreparedStatement(
      database,
      """
      SELECT record, made_on, valid_until FROM projection_record
      WHERE authority = ? AND projection = '\(table.projection.name)' ORDER BY record
      """, sweeping: true)
    made.bind([.integer(Int64(authority.number))])
    hasRow = try rows.step()
    hasMade = try made.step()
  }

  deinit {
    rows.reset()
    made.reset()
  }

  /// What stands there of a record; records must be asked for in their order.
  /// - Returns: on which day its rows were made and until when they hold, nil where never; and each row
  ///   after its number
  func take(_ record: SubjectID) throws -> (made: (on: Day, validUntil: Day?)?, rows: [[Cell]]) {
    var found: (Day, Day?)?
    while hasMade, made.integer(0) <= record.raw {
      if made.integer(0) == record.raw, let day = made.day(1) { found = (day, made.day(2)) }
      hasMade = try made.step()
    }
    var taken: [[Cell]] = []
    while hasRow, rows.integer(0) <= record.raw {
      if rows.integer(0) == record.raw { taken.append(table.row(rows, from: 1)) }
      hasRow = try rows.step()
    }
    return (found, taken)
  }
}
