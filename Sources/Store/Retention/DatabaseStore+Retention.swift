public import Access
public import CareRecord
public import CivilTime
public import Retention

extension DatabaseStore: RetentionStore {
  // MARK: - Schedules

  public func scheduleHistory() async throws -> [ScheduleChoice] {
    let authority = authority
    return try await read { try RetentionTable(database: $0, authority: authority).choices() }
  }

  public func adopt(
    _ schedule: RetentionSchedule.Reason, years: Int?, because reason: String, by person: Person
  ) async throws {
    try permit(Policy.mayAdoptSchedules(person), person, "Your role does not include this.")
    let proposed = RetentionSchedule.proposed.first { $0.reason == schedule }
    if let years {
      guard (1...200).contains(years) else {
        throw RetentionRefused("Enter a number of years from 1 to 200.")
      }
      if let proposed, proposed.isStatutory, years < proposed.years {
        throw RetentionRefused(
          "The law sets \(proposed.years) years at least. The authority may keep longer, not shorter."
        )
      }
    }
    try saysWhy(reason)
    let (authority, now) = (authority, clock())
    try await write {
      try RetentionTable(database: $0, authority: authority)
        .choose(schedule, years: years, reason, by: person.user, at: now)
    }
  }

  // MARK: - Legal holds

  public func legalHolds() async throws -> [LegalHold] {
    let authority = authority
    return try await read { try RetentionTable(database: $0, authority: authority).holds() }
  }

  @discardableResult
  public func placeHold(
    _ scope: LegalHold.Scope, because reason: String, by person: Person
  ) async throws -> LegalHold {
    try permit(Policy.mayReviewRetention(person), person, "Your role does not include legal holds.")
    try saysWhy(reason)
    let (layout, workingDays, now) = (layout, workingDays, clock())
    return try await write { database in
      if case .record(let id) = scope {
        let reader = RecordReader(database: database, layout: layout)
        guard let head = try reader.head(of: id), head.kind == .child else {
          throw RetentionRefused("There is no such record.")
        }
        try RetentionCase(
          .child(id), head, with: reader, on: now.inLondon.day, workingDays: workingDays
        ).check(reason)
      }
      return try RetentionTable(database: database, authority: layout.authority)
        .place(scope, reason, by: person.user, at: now)
    }
  }

  public func liftHold(
    _ number: Int64, because reason: String, by person: Person
  ) async throws {
    try permit(Policy.mayReviewRetention(person), person, "Your role does not include legal holds.")
    try saysWhy(reason)
    let (authority, now) = (authority, clock())
    try await write { database in
      let table = RetentionTable(database: database, authority: authority)
      guard let hold = try table.holds().first(where: { $0.number == number }) else {
        throw RetentionRefused("There is no legal hold \(number).")
      }
      if hold.lift != nil { throw RetentionRefused("This hold was lifted already.") }
      try table.lift(number, reason, by: person.user, at: now)
    }
  }

  // MARK: - Reviews

  public func retentionList(
    dueBy day: Day, offset: Int, limit: Int, for reading: Reading
  ) async throws -> RetentionListPage {
    try permit(
      Policy.mayReviewRetention(reading.person), reading.person,
      "Your role does not include reviewing what is kept.")
    try await refreshForReading(today: reading.today)
    let authority = authority
    let page = try await read { database in
      try self.requireWhole(.retention, .childHeadline, .standing, in: database)
      return try RetentionListing(
        database: database, authority: authority,
        scope: ScopeSQL(
          Policy.scope(of: reading.person), record: "p.record", authority: authority,
          today: reading.today)
      ).page(dueBy: day, on: reading.today, offset: offset, limit: limit)
    }
    try await log(
      ReadLogEntry(
        reading, ground: "scope", detail: "records due by \(day.iso); from \(offset)",
        found: page.lines.count))
    return page
  }

  public func retentionReview(
    of subject: Subject, for reading: Reading
  ) async throws -> RetentionReview {
    try permit(
      Policy.mayReviewRetention(reading.person), reading.person,
      "Your role does not include reviewing what is kept.")
    guard subject.kind == .child else { throw ReadRefused.unknown }
    let workingDays = workingDays
    return try await logged(subject, reading) { reader, head, _, _ in
      let found = try RetentionCase(
        subject, head, with: reader, on: reading.today, workingDays: workingDays)
      let plan = try DestructionPlan(of: found.record, with: reader, on: reading.today)
      return RetentionReview(
        child: ChildHeadline(of: found.record, on: reading.today, workingDays: workingDays),
        retention: found.retention, grounds: found.grounds, schedules: found.schedules,
        holds: found.holds, state: found.state, decisions: found.decisions, extent: plan.extent,
        identifiers: found.record[PersonIdentifier.self].map(\.fact))
    }
  }

  public func propose(
    _ subject: Subject, because reason: String, for reading: Reading
  ) async throws {
    try await decide(about: subject, reading) { found, table, now in
      if let obstacle = found.obstacle(on: reading.today) { throw RetentionRefused(obstacle) }
      switch found.state {
      case .proposed, .approved: throw RetentionRefused("This was proposed already.")
      case .open, .void, .kept: break
      }
      try found.check(reason)
      guard case .until(let due, let schedule) = found.retention else { return }
      try table.decide(
        .propose, about: subject.id, reason, sequence: found.head.sequence, due: due,
        schedule: schedule, by: reading.person.user, at: now)
    }
  }

  public func approve(
    _ subject: Subject, proposal number: Int64, because reason: String, for reading: Reading
  ) async throws {
    try await decide(about: subject, reading) { found, table, now in
      let proposal = try found.proposal(number)
      if let obstacle = found.obstacle(on: reading.today) { throw RetentionRefused(obstacle) }
      guard proposal.person != reading.person.user else {
        throw RetentionRefused(
          "You proposed this yourself. Somebody else has to approve or decline it.")
      }
      try found.check(reason)
      try table.decide(
        .approve, about: subject.id, reason, sequence: found.head.sequence, due: proposal.due,
        schedule: proposal.schedule, by: reading.person.user, at: now)
    }
  }

  public func decline(
    _ subject: Subject, proposal number: Int64, because reason: String, for reading: Reading
  ) async throws {
    try await decide(about: subject, reading) { found, table, now in
      switch found.state {
      case .proposed(let proposal) where proposal.number == number: break
      case .approved(let proposal, _) where proposal.number == number: break
      default:
        throw RetentionRefused("There is no such proposal any more. Look at the record again.")
      }
      try found.check(reason)
      try table.decide(
        .decline, about: subject.id, reason, sequence: found.head.sequence,
        by: reading.person.user, at: now)
    }
  }

  public func keep(
    _ subject: Subject, until day: Day, because reason: String, for reading: Reading
  ) async throws {
    guard day > reading.today else { throw RetentionRefused("Enter a day in the future.") }
    try await decide(about: subject, reading) { found, table, now in
      try found.check(reason)
      try table.decide(
        .keep, about: subject.id, reason, sequence: found.head.sequence, until: day,
        by: reading.person.user, at: now)
    }
  }

  // MARK: - What the steps share

  private func decide(
    about subject: Subject, _ reading: Reading,
    _ body: @escaping @Sendable (RetentionCase, RetentionTable, Instant) throws -> Void
  ) async throws {
    try permit(
      Policy.mayReviewRetention(reading.person), reading.person,
      "Your role does not include reviewing what is kept.")
    let (layout, workingDays, now) = (layout, workingDays, clock())
    try await write { database in
      let reader = RecordReader(database: database, layout: layout)
      try body(
        try reader.retentionCase(of: subject, reading, workingDays),
        RetentionTable(database: database, authority: layout.authority), now)
    }
  }

  /// Asks the policy once more, in the transaction that writes.
  func permit(_ isAllowed: Bool, _ person: Person, _ refusal: String) throws {
    guard isAllowed, person.authority == authority else { throw ReadRefused.notAllowed(refusal) }
  }

  func saysWhy(_ reason: String) throws {
    guard reason.contains(where: { !$0.isWhitespace }) else { throw RetentionRefused("Say why.") }
  }
}

extension RecordReader {
  /// The case of a record that the person may read.
  func retentionCase(
    of subject: Subject, _ reading: Reading, _ workingDays: WorkingDayCalendar
  ) throws -> RetentionCase {
    guard subject.kind == .child, let (head, decision) = try decide(subject, reading) else {
      throw ReadRefused.unknown
    }
    switch decision {
    case .allowed: break
    case .needsReason:
      throw ReadRefused.needsReason(try minimum(of: subject, head, on: reading.today))
    case .refused(let text): throw ReadRefused.notAllowed(text)
    }
    return try RetentionCase(
      subject, head, with: self, on: reading.today, workingDays: workingDays)
  }
}
