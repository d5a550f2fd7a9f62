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

extension Retention {
  /// The longest of the periods that apply, by the schedules that the authority goes by.
  public init(_ grounds: RetentionGrounds, by schedules: AdoptedSchedules) {
    if grounds.isOpen {
      self = .open
      return
    }
    var latest: (end: Day, reason: RetentionSchedule.Reason)?
    var missing: [String] = []
    for ground in grounds.grounds {
      guard let schedule = schedules[ground.reason] else {
        missing.append(
          "The authority has not decided how long to keep this: \(ground.reason.words).")
        continue
      }
      guard let end = ground.end(by: schedule) else {
        missing.append(
          "\(schedule.title): the record does not say when the period began (\(schedule.start.words))."
        )
        continue
      }
      if latest.map({ $0.end < end }) ?? true { latest = (end, ground.reason) }
    }
    if missing.isEmpty, let latest {
      self = .until(latest.end, latest.reason)
    } else {
      self = .undecided(missing)
    }
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

  /// What decides until when the record is kept, as far as the record itself tells.
  public func retentionGrounds(on day: Day, workingDays: WorkingDayCalendar) -> RetentionGrounds {
    let spans = statusSpans(workingDays: workingDays)
    return RetentionGrounds(
      isOpen: isOpen(on: day, spans: spans), grounds: retentionReasons.map(ground),
      validUntil: openingChange(after: day, spans: spans))
  }

  /// Until when the record must be kept, as far as its facts and the authority's schedules tell.
  ///
  /// What is not known keeps a record; nothing here shortens a period by guessing.
  public func retention(
    by schedules: AdoptedSchedules, on day: Day, workingDays: WorkingDayCalendar
  ) -> Retention {
    Retention(retentionGrounds(on: day, workingDays: workingDays), by: schedules)
  }

  /// The first day after `day` on which the record is open where it was not, or the other way round;
  /// nil where the passing of days changes nothing.
  private func openingChange(after day: Day, spans: [StatusSpan]) -> Day? {
    var days = spans.flatMap { span in [span.from] + (span.to.map { [$0, $0 + 1] } ?? []) }
    days += self[Allocation.self].compactMap { $0.to?.day }
    let now = isOpen(on: day, spans: spans)
    return Set(days).filter { $0 > day }.sorted().first { isOpen(on: $0, spans: spans) != now }
  }

  /// Whether somebody works with the child, or the record says that somebody does.
  private func isOpen(on day: Day, spans: [StatusSpan]) -> Bool {
    if spans.contains(where: { $0.status != .closed && $0.holds(on: day) }) { return true }
    // A worker who is still allocated is somebody who still works with the child.
    return self[Allocation.self].contains { $0.to?.day.map { day < $0 } ?? true }
  }

  private func ground(_ reason: RetentionSchedule.Reason) -> RetentionGrounds.Ground {
    guard let schedule = RetentionSchedule.proposed.first(where: { $0.reason == reason }) else {
      return RetentionGrounds.Ground(reason: reason, countsFrom: nil)
    }
    var ends: Day?
    if let years = schedule.yearsFromDeathUnder18, let birth = identity?.birthDate,
      let death = identity?.deathDate, death < birth.adding(years: 18)
    {
      ends = death.adding(years: years)
    }
    let start: Day? =
      switch schedule.start {
      case .birth: identity?.birthDate ?? identity?.expectedBirthDate
      case .adoption: adoptedOn
      case .lastInvolvement: lastInvolvement
      }
    return RetentionGrounds.Ground(
      reason: reason, countsFrom: start.flatMap { $0.isSet ? $0 : nil }, endsByDeath: ends)
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
  public var lastInvolvement: Day? {
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
