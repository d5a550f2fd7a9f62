import CareRecord
import CivilTime
import Retention

/// Finds the records that are due, within one snapshot, without reading any of them.
struct RetentionListing {
  let database: StoreConnection
  let authority: Authority
  let scope: ScopeSQL

  private static let table = "projection_retention"

  func page(dueBy day: Day, on today: Day, offset: Int, limit: Int) throws -> RetentionListPage {
    let table = RetentionTable(database: database, authority: authority)
    let schedules = try table.adopted()
    let kept = try table.keptUntil()
    var due: [(record: SubjectID, end: Day, reason: RetentionSchedule.Reason)] = []
    let grounds = try self.grounds(of: candidates(by: schedules, dueBy: day))
    for (record, rows) in grounds {
      guard
        case .until(let end, let reason) = Retention(
          RetentionGrounds(isOpen: false, grounds: rows), by: schedules),
        end <= day, kept[record].map({ $0 <= day }) ?? true
      else { continue }
      due.append((record, max(end, kept[record] ?? end), reason))
    }
    due.sort { ($0.end, $0.record) < ($1.end, $1.record) }
    let start = min(max(offset, 0), due.count)
    let shown = due[start..<min(start + max(limit, 0), due.count)]
    let holds = try table.holds()
    let heads = try HeadlineReader(database: database, authority: authority)
      .rows(of: shown.map(\.record.raw))
    let lines = try shown.compactMap { item -> RetentionLine? in
      guard let child = heads[item.record.raw]?.headline, let schedule = schedules[item.reason],
        let rows = grounds[item.record]
      else { return nil }
      let about = holds.filter { $0.isAbout(item.record, keptFor: rows.map(\.reason)) }
      return RetentionLine(
        child: child, due: item.end, schedule: schedule,
        countsFrom: rows.first { $0.reason == item.reason }?.countsFrom,
        holds: about.filter { $0.lift == nil },
        state: RetentionState(
          try table.decisions(about: item.record), sequence: try sequence(of: item.record),
          retention: Retention(RetentionGrounds(isOpen: false, grounds: rows), by: schedules),
          holds: about, today: today))
    }
    return RetentionListPage(
      lines: lines, total: due.count, notAdopted: try notAdopted(schedules),
      undated: try undated())
  }

  /// Records all of whose periods may have ended by a day; the exact day is worked out from the rows.
  private func candidates(by schedules: AdoptedSchedules, dueBy day: Day) throws -> [SubjectID] {
    var conditions = ["(r.ends IS NOT NULL AND r.ends <= ?)"]
    var values: [Cell] = [.day(day)]
    for reason in RetentionSchedule.Reason.allCases {
      guard let schedule = schedules[reason] else { continue }
      conditions.append("(r.ends IS NULL AND r.reason = ? AND r.counts_from <= ?)")
      // Two days more, for 29 February.
      values += [.text(reason.rawValue), .day(day.adding(years: -schedule.years) + 2)]
    }
    let ended = "(\(conditions.joined(separator: " OR ")))"
    func of(_ alias: String) -> String { ended.replacing("r.", with: "\(alias).") }
    let select = try PreparedStatement(
      database,
      """
      SELECT DISTINCT p.record FROM \(RetentionListing.table) p
      WHERE p.authority = ? AND \(of("p")) AND \(scope.condition) AND NOT EXISTS (
        SELECT 1 FROM \(RetentionListing.table) q
        WHERE q.authority = p.authority AND q.record = p.record
          AND CASE WHEN \(of("q")) THEN 1 ELSE 0 END = 0)
      """)
    select.bind([.integer(Int64(authority.number))] + values + scope.arguments + values)
    var found: [SubjectID] = []
    while try select.step() { found.append(SubjectID(raw: select.integer(0))) }
    return found
  }

  private func grounds(
    of records: [SubjectID]
  ) throws -> [SubjectID: [RetentionGrounds.Ground]] {
    let select = try PreparedStatement(
      database,
      """
      SELECT reason, counts_from, ends FROM \(RetentionListing.table)
      WHERE authority = ? AND record = ? ORDER BY row
      """)
    var found: [SubjectID: [RetentionGrounds.Ground]] = [:]
    for record in records {
      select.bind([.integer(Int64(authority.number)), .integer(record.raw)])
      while try select.step() {
        guard let reason = RetentionSchedule.Reason(rawValue: select.text(0)) else { continue }
        found[record, default: []].append(
          RetentionGrounds.Ground(
            reason: reason, countsFrom: select.day(1), endsByDeath: select.day(2)))
      }
    }
    return found
  }

  private func sequence(of record: SubjectID) throws -> Int64 {
    try database.number(
      "SELECT sequence FROM record_head WHERE authority = ? AND record = ?", authority.number,
      record.raw) ?? 0
  }

  // MARK: - What cannot come up

  private func notAdopted(
    _ schedules: AdoptedSchedules
  ) throws -> [RetentionSchedule.Reason: Int] {
    var counts: [RetentionSchedule.Reason: Int] = [:]
    for (name, rows) in try database.rows(
      "SELECT reason, rows FROM \(RetentionListing.table)_tally WHERE authority = ?",
      authority.number, read: { ($0.text(0), Int($0.integer(1))) })
    {
      guard let reason = RetentionSchedule.Reason(rawValue: name), rows > 0,
        schedules[reason] == nil
      else { continue }
      counts[reason] = rows
    }
    return counts
  }

  private func undated() throws -> Int {
    var records: Set<Int64> = []
    for reason in RetentionSchedule.Reason.allCases {
      records.formUnion(
        try database.rows(
          """
          SELECT record FROM \(RetentionListing.table)
          WHERE authority = ? AND reason = ? AND counts_from IS NULL AND ends IS NULL
          """, authority.number, reason.rawValue
        ) { $0.integer(0) })
    }
    return records.count
  }
}
