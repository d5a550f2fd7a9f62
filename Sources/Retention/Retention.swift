public import CareRecord
public import CivilTime

/// Until when a record must be kept.
public enum Retention: Hashable, Sendable {
  /// Somebody works with the child, or the record says that somebody does.
  case open
  /// Every period that applies has an end; the longest decides. On this day and after it the record
  /// may be reviewed for destruction.
  case until(Day, RetentionSchedule.Reason)
  /// No end can be given, and why; the record is kept.
  case undecided([String])

  /// Whether the record may come up for review on a day.
  public func isDue(on day: Day) -> Bool {
    if case .until(let end, _) = self { end <= day } else { false }
  }
}

extension ChildRecord {
  /// What makes this record one to keep, the weightiest first.
  public var retentionReasons: [RetentionSchedule.Reason] {
    var reasons: [RetentionSchedule.Reason] = []
    if adoptedOn != nil { reasons.append(.adopted) }
    if !self[CarePeriod.self].isEmpty || !self[Placement.self].isEmpty
      || !self[LegalStatusSpan.self].isEmpty
    {
      reasons.append(.lookedAfter)
    }
    if !self[CareLeaverContact.self].isEmpty { reasons.append(.careLeaver) }
    if !self[ChildProtectionPlan.self].isEmpty { reasons.append(.protectionPlan) }
    if hasWorkWithChild { reasons.append(.childInNeed) }
    return reasons.isEmpty ? [.contactOnly] : reasons
  }

  /// Until when the record must be kept, as far as its facts and the authority's schedules tell.
  ///
  /// What is not known keeps a record; nothing here shortens a period by guessing.
  public func retention(
    by schedules: AdoptedSchedules, on day: Day, workingDays: WorkingDayCalendar
  ) -> Retention {
    if let headline = headlineStatus(on: day, workingDays: workingDays),
      headline.status != .closed
    {
      return .open
    }
    // A worker who is still allocated is somebody who still works with the child.
    if self[Allocation.self].contains(where: { $0.to?.day.map { day < $0 } ?? true }) {
      return .open
    }
    var latest: (end: Day, reason: RetentionSchedule.Reason)?
    var missing: [String] = []
    for reason in retentionReasons {
      guard let schedule = schedules[reason] else {
        missing.append("The authority has not decided how long to keep this: \(reason.words).")
        continue
      }
      guard let end = end(of: schedule) else {
        missing.append(
          "\(schedule.title): the record does not say when the period began (\(schedule.start.words))."
        )
        continue
      }
      if latest.map({ $0.end < end }) ?? true { latest = (end, reason) }
    }
    guard missing.isEmpty, let latest else { return .undecided(missing) }
    return .until(latest.end, latest.reason)
  }

  /// The day after the last one on which a schedule keeps the record.
  private func end(of schedule: RetentionSchedule) -> Day? {
    if let years = schedule.yearsFromDeathUnder18, let birth = identity?.birthDate,
      let death = identity?.deathDate, death < birth.adding(years: 18)
    {
      return death.adding(years: years)
    }
    let start: Day? =
      switch schedule.start {
      case .birth: identity?.birthDate ?? identity?.expectedBirthDate
      case .adoption: adoptedOn
      case .lastInvolvement: lastInvolvement
      }
    return start.flatMap { $0.isSet ? $0.adding(years: schedule.years) : nil }
  }

  /// The day of the adoption order, by how the last period of care ended.
  private var adoptedOn: Day? {
    // SSDA903 REC: E11 and E12 are adoptions, E1 was in older years.
    self[CarePeriod.self].last { period in
      period.reasonCeased.map { ["E1", "E11", "E12"].contains($0.text) } ?? false
    }?.to
  }

  /// Whether more was done than to take a contact: an assessment, a plan, an enquiry, a visit.
  private var hasWorkWithChild: Bool {
    !self[ChildAndFamilyAssessment.self].isEmpty || !self[FamilyPlan.self].isEmpty
      || !self[Section47Enquiry.self].isEmpty || !self[InitialConference.self].isEmpty
      || !self[SocialCareEpisode.self].isEmpty || !self[Visit.self].isEmpty
      || !self[PreProceedings.self].isEmpty || !self[FamilyGroupDecisionMaking.self].isEmpty
      || !self[Disability.self].isEmpty
  }

  /// The last day on which anything in the record happened.
  private var lastInvolvement: Day? {
    all.compactMap { $0.fact.occurred.map { $0.to ?? $0.from } }.filter(\.isSet).max()
  }
}

extension RetentionSchedule.Reason {
  /// As it stands in a sentence.
  public var words: String {
    switch self {
    case .lookedAfter: "looked after"
    case .careLeaver: "care leaver"
    case .adopted: "adopted"
    case .protectionPlan: "child protection plan"
    case .childInNeed: "child in need"
    case .contactOnly: "contact or referral without further work"
    }
  }
}

extension RetentionSchedule.Start {
  public var words: String {
    switch self {
    case .birth: "from birth"
    case .adoption: "from the adoption order"
    case .lastInvolvement: "from the last involvement"
    }
  }
}
