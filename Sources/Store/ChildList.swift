public import CareRecord
public import CivilTime

/// The few facts about a child that lists, search and siblings' names show.
///
/// Where `status` is nil the reader has no case relationship with the child: then only the name, the
/// year of birth and whether there is an alert are filled in (rule A4).
public struct ChildHeadline: Hashable, Sendable {
  public let subject: Subject
  /// Empty where no name is known, as after an import of returns alone.
  public var name: String
  public var laChildID: String?
  public var birthDate: Day?
  /// Known to readers who may not know the day.
  public var birthYear: Int?
  public var expectedBirthDate: Day?
  public var status: ChildStatus?
  /// Since when the status holds; nil for `closed`.
  public var statusFrom: Day?
  /// The code of the present placement.
  public var placement: String?
  public var worker: String?
  public var team: String?
  public var hasAlert: Bool

  public init(
    subject: Subject, name: String, laChildID: String?, birthDate: Day?, expectedBirthDate: Day?,
    status: ChildStatus?, statusFrom: Day?, placement: String?, worker: String?, team: String?,
    hasAlert: Bool
  ) {
    self.subject = subject
    self.name = name
    self.laChildID = laChildID
    self.birthDate = birthDate
    self.birthYear = birthDate?.year
    self.expectedBirthDate = expectedBirthDate
    self.status = status
    self.statusFrom = statusFrom
    self.placement = placement
    self.worker = worker
    self.team = team
    self.hasAlert = hasAlert
  }

  /// What someone without a case relationship may know: name, year of birth, alert (rule A4).
  public var minimum: ChildHeadline {
    var minimum = ChildHeadline(
      subject: subject, name: name, laChildID: nil, birthDate: nil, expectedBirthDate: nil,
      status: nil, statusFrom: nil, placement: nil, worker: nil, team: nil, hasAlert: hasAlert)
    minimum.birthYear = birthYear
    return minimum
  }

  /// Whether only the minimum is filled in.
  public var isMinimum: Bool { status == nil }
}

/// What a search found.
///
/// Where `minimum` is true the reader has no case relationship: only the name, the year of birth
/// and whether there is an alert are filled in (rule A4).
public struct SearchHit: Hashable, Sendable {
  public let headline: ChildHeadline
  public let minimum: Bool
  /// Why it was found, for people: "Name sounds alike", "UPN".
  public let because: String

  public init(headline: ChildHeadline, minimum: Bool, because: String) {
    self.headline = headline
    self.minimum = minimum
    self.because = because
  }
}

/// Which children to list, in which order, and which page of them.
public struct ChildList: Hashable, Sendable {
  public enum Order: String, CaseIterable, Sendable {
    case name, age, status, placement, daysOpen, worker
  }

  public var statuses: Set<ChildStatus> = []
  public var ages: ClosedRange<Int>?
  public var placements: Set<String> = []
  /// Only children whose status has held for at least so many days.
  public var openForDays: Int?
  /// Only children of this worker, as their headlines or their allocations of today name them.
  public var worker: String?
  /// Only children of this team.
  public var team: String?
  public var order = Order.name
  public var descending = false
  public var offset = 0
  public var limit = 50

  public init() {}
}

/// A page of the list, and how many there are in all.
public struct ChildListPage: Sendable {
  public let children: [ChildHeadline]
  public let total: Int

  public init(children: [ChildHeadline], total: Int) {
    self.children = children
    self.total = total
  }
}
