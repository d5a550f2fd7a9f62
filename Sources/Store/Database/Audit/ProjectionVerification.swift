import Access
import CareRecord
import CivilTime

/// Makes the projections of every record anew, as on the day on which they were made, and compares.
struct ProjectionVerification {
  let database: StoreConnection
  let layout: StoreLayout
  let today: Day

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
    for kind in Set(layout.projections.map(\.projection.subjects)).sorted(by: {
      $0.rawValue < $1.rawValue
    }) {
      let stream = try RecordStream(
        database, layout: layout, kind: kind, scope: .all, sight: .everything)
      while let batch = try stream.next(200) {
        for record in batch {
          for (index, table) in layout.projections.enumerated()
          where table.projection.subjects == kind {
            expected[index] += try compare(record, table, &report)
            records[index] += 1
          }
        }
      }
    }
    for (index, table) in layout.projections.enumerated() {
      try count(table.name, "1 = 1", expected[index], &report)
      for part in table.parts where try !part.isTrue(of: layout.authority, in: database) {
        report.add("\(part.name) does not hold what the rows of \(table.name) give")
      }
      try count(
        "projection_record", "projection = '\(table.projection.name)'", records[index], &report)
    }
  }

  /// - Returns: how many rows the record must have
  private func compare(
    _ record: ChildRecord, _ table: ProjectionTable, _ report: inout AuditReport
  ) throws -> Int {
    let id = record.subject.id
    func found(_ message: String) { report.add("\(table.name) \(message)", record: id) }
    guard let made = try table.made(of: id, authority: layout.authority, in: database) else {
      found("was never made for it")
      return 0
    }
    if made.on > today { found("was made on a day to come") }
    let (rows, validUntil) = table.projection.rows(record, made.on)
    if validUntil.map({ max($0, made.on + 1) }) != made.validUntil {
      found("is valid until another day")
    }
    let stored = try table.rows(of: id, authority: layout.authority, in: database)
    report.rows += stored.count
    let expected = rows.enumerated().map { number, row in
      [Cell.integer(Int64(number))] + table.stored(row)
    }
    if stored != expected { found("says otherwise") }
    return rows.count
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
