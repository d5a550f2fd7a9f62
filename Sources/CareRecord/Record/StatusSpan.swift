public import CivilTime

/// A status that a child has for a time.
///
/// Several hold at once: a looked-after child can be under a section 47 enquiry.
public struct StatusSpan: Hashable, Sendable {
  public let status: ChildStatus
  public let from: Day
  /// The day it ended; nil while it lasts.
  public let to: Day?
  /// The fact that it comes from.
  public let source: FactID

  public init(_ status: ChildStatus, from: Day, to: Day?, source: FactID) {
    self.status = status
    self.from = from
    self.to = to
    self.source = source
  }

  /// Whether it holds on a day.
  ///
  /// The day on which it ended does not count any more, unless it also began on that day.
  public func holds(on day: Day) -> Bool {
    guard from <= day else { return false }
    guard let to else { return true }
    return day < to || (from == to && day == from)
  }
}

/// The statuses, the weightiest first: lists show the first that holds.
///
/// Source of the order: journey, section 0.3.
public enum ChildStatus: Int, CaseIterable, Comparable, Sendable {
  case lookedAfter = 1
  case protectionPlan
  case section47Enquiry
  case familyPlan
  case assessment
  case openCase
  case shortBreaks
  case careLeaver
  case closed

  public static func < (left: ChildStatus, right: ChildStatus) -> Bool {
    left.rawValue < right.rawValue
  }

  public var label: String {
    switch self {
    case .lookedAfter: "In care"
    case .protectionPlan: "Child protection plan"
    case .section47Enquiry: "Section 47 enquiry"
    case .familyPlan: "Child in need plan"
    case .assessment: "Assessment"
    case .openCase: "Open case"
    case .shortBreaks: "Short breaks"
    case .careLeaver: "Care leaver"
    case .closed: "Closed"
    }
  }

  /// The word used in addresses and files.
  public var name: String { String(describing: self) }

  public init?(name: some StringProtocol) {
    guard let found = ChildStatus.allCases.first(where: { $0.name == String(name) }) else {
      return nil
    }
    self = found
  }
}

extension ChildRecord {
  /// Every status of the child over time, derived from the facts; overlapping ones as they are.
  public func statusSpans(workingDays: WorkingDayCalendar) -> [StatusSpan] {
    var spans: [StatusSpan] = []
    let legal = self[LegalStatusSpan.self]
    for period in self[CarePeriod.self] {
      // A period of care under V3 or V4 alone is short breaks: not looked after for the statistics.
      let statuses = legal.filter { $0.carePeriod == period.id }
      let shortBreaks = !statuses.isEmpty && statuses.allSatisfy { $0.status.isShortBreak }
      spans.append(
        StatusSpan(
          shortBreaks ? .shortBreaks : .lookedAfter, from: period.from, to: period.to,
          source: period.id))
    }
    for plan in self[ChildProtectionPlan.self] {
      spans.append(StatusSpan(.protectionPlan, from: plan.from, to: plan.to, source: plan.id))
    }
    spans += enquirySpans(workingDays)
    for plan in self[FamilyPlan.self] {
      spans.append(StatusSpan(.familyPlan, from: plan.from, to: plan.to, source: plan.id))
    }
    for assessment in self[ChildAndFamilyAssessment.self] {
      spans.append(
        StatusSpan(
          .assessment, from: assessment.started,
          to: assessment.authorised ?? closure(of: assessment.referral), source: assessment.id))
    }
    for episode in self[SocialCareEpisode.self] {
      spans.append(StatusSpan(.openCase, from: episode.from, to: episode.to, source: episode.id))
    }
    spans += careLeaverSpans()
    return spans.sorted { ($0.from, $0.status, $0.source) < ($1.from, $1.status, $1.source) }
  }

  /// The weightiest status that holds on a day; `closed` where none does.
  public func headlineStatus(on day: Day, workingDays: WorkingDayCalendar) -> StatusSpan? {
    statusSpans(workingDays: workingDays).filter { $0.holds(on: day) }
      .min { ($0.status, $0.from) < ($1.status, $1.from) }
  }

  /// The day on which the case that a referral opened was closed; nil while it is open.
  private func closure(of referral: FactID?) -> Day? {
    self[SocialCareEpisode.self].first { $0.referral == referral }?.to
  }

  /// An enquiry lasts until its conference, until its case is closed, or, where nothing more is
  /// heard of it, until the fifteenth working day, by which a conference would have been held
  /// (Working Together 2023, chapter 3).
  private func enquirySpans(_ workingDays: WorkingDayCalendar) -> [StatusSpan] {
    let conferences = self[InitialConference.self]
    return self[Section47Enquiry.self].map { enquiry in
      let conference = conferences.first { $0.enquiry == enquiry.id }?.heldOn
      let limit = workingDays.adding(workingDays: 15, to: enquiry.started)
      let closed = closure(of: enquiry.referral) ?? limit
      let end = conference ?? min(limit, max(closed, enquiry.started))
      return StatusSpan(.section47Enquiry, from: enquiry.started, to: end, source: enquiry.id)
    }
  }

  /// A contact reported around a birthday from the 17th on makes a care leaver until 25.
  private func careLeaverSpans() -> [StatusSpan] {
    guard let first = self[CareLeaverContact.self].first, let birth = identity?.birthDate,
      let from = first.fact.occurred?.from
    else { return [] }
    return [
      StatusSpan(
        .careLeaver, from: max(from, birth.adding(years: 17)), to: birth.adding(years: 25),
        source: first.id)
    ]
  }
}
