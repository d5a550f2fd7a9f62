import CareRecord
import CivilTime
import Retention

/// What an authority decided about keeping, within one transaction.
struct RetentionTable {
  let database: StoreConnection
  let authority: Authority

  private func next(_ table: String) throws -> Int64 {
    (try database.number("SELECT max(number) FROM \(table) WHERE authority = ?", authority.number)
      ?? 0) + 1
  }

  // MARK: - Schedules

  func choices() throws -> [ScheduleChoice] {
    try database.rows(
      """
      SELECT number, at, person, schedule, years, reason FROM retention_choice
      WHERE authority = ? ORDER BY number
      """, authority.number
    ) { row in
      RetentionSchedule.Reason(rawValue: row.text(3)).map {
        ScheduleChoice(
          number: row.integer(0), at: row.instant(1), person: row.text(2), schedule: $0,
          years: row.optionalInteger(4).map(Int.init), reason: row.text(5))
      }
    }.compactMap { $0 }
  }

  func adopted() throws -> AdoptedSchedules { AdoptedSchedules(history: try choices()) }

  func choose(
    _ schedule: RetentionSchedule.Reason, years: Int?, _ reason: String, by user: String,
    at now: Instant
  ) throws {
    try database.run(
      """
      INSERT INTO retention_choice (authority, number, at, person, schedule, years, reason)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, authority.number, try next("retention_choice"), now, user, schedule.rawValue, years,
      reason)
  }

  // MARK: - Holds

  /// The latest first.
  func holds() throws -> [LegalHold] {
    try database.rows(
      """
      SELECT h.number, h.at, h.person, h.record, h.class, h.reason, l.at, l.person, l.reason
      FROM legal_hold h LEFT JOIN legal_hold_lift l ON l.authority = h.authority AND l.hold = h.number
      WHERE h.authority = ? ORDER BY h.number DESC
      """, authority.number
    ) { row in
      let scope: LegalHold.Scope =
        if let record = row.optionalInteger(3) {
          .record(SubjectID(raw: record))
        } else if let reason = row.optionalText(4).flatMap(RetentionSchedule.Reason.init) {
          .sort(reason)
        } else {
          // A class that this version does not know is held with everything else.
          .every
        }
      let lift = row.optionalInteger(6).map {
        LegalHold.Lift(
          at: Instant(milliseconds: $0), person: row.text(7), reason: row.text(8))
      }
      return LegalHold(
        number: row.integer(0), at: row.instant(1), person: row.text(2), scope: scope,
        reason: row.text(5), lift: lift)
    }
  }

  func place(
    _ scope: LegalHold.Scope, _ reason: String, by user: String, at now: Instant
  ) throws -> LegalHold {
    let number = try next("legal_hold")
    var record: Int64?
    var sort: String?
    switch scope {
    case .record(let id): record = id.raw
    case .sort(let reason): sort = reason.rawValue
    case .every: break
    }
    try database.run(
      """
      INSERT INTO legal_hold (authority, number, at, person, record, class, reason)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, authority.number, number, now, user, record, sort, reason)
    return LegalHold(
      number: number, at: now, person: user, scope: scope, reason: reason, lift: nil)
  }

  func lift(_ hold: Int64, _ reason: String, by user: String, at now: Instant) throws {
    try database.run(
      "INSERT INTO legal_hold_lift (authority, hold, at, person, reason) VALUES (?, ?, ?, ?, ?)",
      authority.number, hold, now, user, reason)
  }

  // MARK: - Decisions

  /// The first one first.
  func decisions(about record: SubjectID) throws -> [RetentionDecision] {
    try database.rows(
      """
      SELECT number, at, person, decision, reason, sequence, due, schedule, until
      FROM retention_decision WHERE authority = ? AND record = ? ORDER BY number
      """, authority.number, record.raw
    ) { row in
      RetentionDecision.Step(rawValue: row.text(3)).map {
        RetentionDecision(
          number: row.integer(0), at: row.instant(1), person: row.text(2), step: $0,
          reason: row.text(4), sequence: row.integer(5), due: row.day(6),
          schedule: row.optionalText(7).flatMap(RetentionSchedule.Reason.init), until: row.day(8))
      }
    }.compactMap { $0 }
  }

  func decide(
    _ step: RetentionDecision.Step, about record: SubjectID, _ reason: String, sequence: Int64,
    due: Day? = nil, schedule: RetentionSchedule.Reason? = nil, until: Day? = nil, by user: String,
    at now: Instant
  ) throws {
    try database.run(
      """
      INSERT INTO retention_decision (authority, number, record, at, person, decision, reason,
        sequence, due, schedule, until)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, authority.number, try next("retention_decision"), record.raw, now, user, step.rawValue,
      reason, sequence, due?.iso, schedule?.rawValue, until?.iso)
  }

  /// Of each record, the day until which it was decided last to keep it.
  func keptUntil() throws -> [SubjectID: Day] {
    var kept: [SubjectID: Day] = [:]
    for (record, day) in try database.rows(
      """
      SELECT record, until FROM retention_decision
      WHERE authority = ? AND decision = 'keep' ORDER BY number
      """, authority.number, read: { (SubjectID(raw: $0.integer(0)), $0.day(1)) })
    {
      kept[record] = day
    }
    return kept
  }
}
