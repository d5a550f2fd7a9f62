import CareRecord
import CivilTime

/// Reads headlines out of their projection.
struct HeadlineReader {
  let database: StoreConnection
  let authority: Authority

  /// A headline, and what the ranking and the policy ask about it.
  struct Row {
    let headline: ChildHeadline
    let sortName: String
    let isAllocated: Bool
  }

  static let table = "projection_child_headline"

  /// The headlines of those of the records that are children's, by record.
  func rows(of records: some Sequence<Int64>) throws -> [Int64: Row] {
    let marks = Array(repeating: "?", count: HeadlineReader.together).joined(separator: ", ")
    let sql = """
      SELECT h.name, h.la_child_id, h.birth_date, h.expected_birth_date, h.status, h.status_from,
        h.placement, h.worker, h.team, h.has_alert, h.sort_name, h.allocated, h.record
      FROM \(HeadlineReader.table) h WHERE h.authority = ? AND h.record IN (\(marks))
      """
    var asked: [AskedRows] = []
    var rest = records.map(Cell.integer)[...]
    while let last = rest.last {
      let some = rest.prefix(HeadlineReader.together)
      // The places that are over hold one of them again, so that it is one statement for any number.
      let more = Array(repeating: last, count: HeadlineReader.together - some.count)
      asked.append(
        try database.ask(sql, [.integer(Int64(authority.number))] + some + more))
      rest = rest.dropFirst(HeadlineReader.together)
    }
    var rows: [Int64: Row] = [:]
    for asked in asked {
      let select = try asked.begin()
      defer { select.endRows() }
      while try select.step() {
        let record = select.integer(12)
        rows[record] = row(record, select)
      }
    }
    return rows
  }

  /// So many records are asked for by one statement.
  private static let together = 50

  /// Those of the records whom nobody is allocated to.
  func unallocated(_ records: Set<Int64>, atMost limit: Int) throws -> [Int64] {
    let select = try PreparedStatement(
      database,
      """
      SELECT h.record FROM \(HeadlineReader.table) h
      WHERE h.authority = ? AND h.record = ? AND h.allocated = 0
      """)
    var found: [Int64] = []
    // The newest first.
    for record in records.sorted(by: >) where found.count < limit {
      select.bind([.integer(Int64(authority.number)), .integer(record)])
      while try select.step() { found.append(select.integer(0)) }
    }
    return found
  }

  private func row(_ record: Int64, _ select: PreparedStatement) -> Row {
    Row(
      headline: ChildHeadline(
        subject: .child(SubjectID(raw: record)), name: select.text(0),
        laChildID: select.optionalText(1), birthDate: select.day(2),
        expectedBirthDate: select.day(3),
        status: ChildStatus(rawValue: Int(select.integer(4))) ?? .closed,
        statusFrom: select.day(5), placement: select.optionalText(6),
        worker: select.optionalText(7), team: select.optionalText(8),
        hasAlert: select.integer(9) != 0),
      sortName: select.text(10), isAllocated: select.integer(11) != 0)
  }
}
