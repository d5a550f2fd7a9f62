import Access
import CareRecord
public import CivilTime
import HTML
public import Store

/// The first page of a record: what matters now.
public struct RecordOverview: Sendable {
  struct Line: Hashable, Sendable {
    let label: String
    let words: String
    let fact: FactID?
  }

  struct Standing: Hashable, Sendable {
    let status: ChildStatus
    let dates: RecordedDates
    let days: Int?
    let fact: FactID
  }

  struct LastVisit: Hashable, Sendable {
    let day: Day
    let daysAgo: Int
    let words: String
    let fact: FactID
    let wasSeen: Bool
  }

  struct Coming: Hashable, Sendable {
    let day: Day
    let words: String
  }

  let head: RecordHead
  let standings: [Standing]
  let placement: Line?
  let legalStatus: Line?
  let workers: [Line]
  let isInCare: Bool
  /// Whether the reader may know of visits at all.
  let seesVisits: Bool
  let lastVisit: LastVisit?
  /// Where the last visit did not see the child: the last one that did.
  let lastSeen: LastVisit?
  let family: [ChildHeadline]
  let coming: [Coming]
  let recent: [ChronologyLine]
  let contradictions: [Contradiction]
  /// How many things the rules of the returns find in the record; nil where nobody looked.
  let findings: Int?

  /// - Parameters:
  ///   - family: headlines of the brothers and sisters
  ///   - findings: how many things the rules of the returns find in the record
  public init(
    _ seen: SeenRecord, family: [ChildHeadline] = [], findings: Int? = nil, knownOn: Day? = nil,
    opening: Opening? = nil, in setting: PageSetting
  ) {
    let record = seen.record
    let head = RecordHead(seen, knownOn: knownOn, opening: opening, in: setting)
    let day = head.day
    self.head = head
    self.findings = findings
    self.family = family.filter { $0.subject != record.subject }
    standings = RecordOverview.standings(record, on: day, setting)
    isInCare = head.statuses.contains(.lookedAfter) || head.statuses.contains(.shortBreaks)
    placement = record[Placement.self].last { $0.fact.holds(on: day) }.map {
      Line(
        label: setting.meaning(of: $0.type),
        words: $0.fact.recordedDates?.words ?? "", fact: $0.id)
    }
    legalStatus = record[LegalStatusSpan.self].last { $0.fact.holds(on: day) }.map {
      Line(
        label: setting.meaning(of: $0.status),
        words: $0.fact.recordedDates?.words ?? "", fact: $0.id)
    }
    workers = record[Allocation.self].filter { $0.fact.holdsAllocation(on: day) }.map {
      Line(
        label: $0.workerName.isEmpty
          ? ($0.workerNumber.isEmpty ? "Name not recorded" : $0.workerNumber) : $0.workerName,
        words: [$0.team, $0.from.map { "since \($0.spoken)" } ?? ""].filter { !$0.isEmpty }
          .joined(separator: ", "),
        fact: $0.id)
    }
    seesVisits = seen.sight.zones.contains(.narrative)
    let visits = RecordOverview.visits(record, on: day)
    lastVisit = visits.first
    lastSeen = visits.first?.wasSeen == true ? nil : visits.first { $0.wasSeen }
    coming = RecordOverview.coming(record, after: day)
    recent = Chronology.lines(of: record, in: setting, limit: 5)
    contradictions = Contradiction.all(in: record)
  }

  // MARK: - What each part is made from

  private static func standings(
    _ record: ChildRecord, on day: Day, _ setting: PageSetting
  ) -> [Standing] {
    let earlier = Set(record[CarePeriod.self].filter { $0.earlierStart != nil }.map(\.id))
    return record.statusSpans(workingDays: setting.workingDays).filter { $0.holds(on: day) }
      .sorted { ($0.status, $0.from) < ($1.status, $1.from) }
      .map {
        let dates = RecordedDates(
          from: $0.from, to: $0.to, beganEarlier: earlier.contains($0.source))
        return Standing(
          status: $0.status, dates: dates, days: dates.days(until: day), fact: $0.source)
      }
  }

  /// The visits until a day, the latest first.
  private static func visits(_ record: ChildRecord, on day: Day) -> [LastVisit] {
    let parts = record[ChildAtVisit.self]
    let told = Set(parts.compactMap { $0.visit })
    let ofChild = parts.map {
      LastVisit(
        day: $0.on, daysAgo: day - $0.on, words: $0.fact.seenWords, fact: $0.visit ?? $0.id,
        wasSeen: $0.childSeen)
    }
    let others = record[Visit.self].filter { !told.contains($0.id) }.map {
      LastVisit(
        day: $0.on, daysAgo: day - $0.on, words: "whether seen is not recorded", fact: $0.id,
        wasSeen: false)
    }
    return (ofChild + others).filter { $0.day.isSet && $0.day <= day }
      .sorted { ($0.day, $0.fact) > ($1.day, $1.fact) }
  }

  /// What is known to come: ends that are set, alerts to look at again, birthdays that change much.
  private static func coming(_ record: ChildRecord, after day: Day) -> [Coming] {
    var coming: [Coming] = []
    if let identity = record.identity, identity.deathDate == nil {
      if let birth = identity.birthDate, birth.isSet {
        for years in [16, 18, 21, 25] {
          let birthday = birth.adding(years: years)
          if birthday > day, birthday <= day.adding(months: 12) {
            coming.append(
              Coming(day: birthday, words: years == 21 ? "21st birthday" : "\(years)th birthday"))
          }
        }
      } else if let expected = identity.expectedBirthDate, expected >= day {
        coming.append(Coming(day: expected, words: "Expected date of birth"))
      }
    }
    for alert in record[RecordAlert.self] {
      if let review = alert.reviewOn, alert.to.map({ $0 > day }) ?? true {
        coming.append(
          Coming(
            day: review,
            words: review < day
              ? "An alert was to be looked at again" : "Look at an alert again"))
      }
    }
    for entry in record.chronology(touching: DaySpan(from: day + 1, to: nil))
    where entry.kind.zone != .narrative {
      if entry.when.from > day {
        let begins = entry.when.isSpan ? " begins" : ""
        coming.append(Coming(day: entry.when.from, words: entry.kind.label + begins))
      } else if let end = entry.when.to, end > day {
        coming.append(Coming(day: end, words: entry.kind.label + " ends"))
      }
    }
    return Array(coming.sorted { ($0.day, $0.words) < ($1.day, $1.words) }.prefix(6))
  }
}

extension Fact {
  /// Whether it goes on when a day closes.
  func holds(on day: Day) -> Bool {
    guard let occurred else { return false }
    return DaySpan(from: occurred.from, to: occurred.to).contains(day)
  }
}

extension Allocation {
  /// Whether the worker holds the case on a day, as far as the dates are known.
  func holdsAllocation(on day: Day) -> Bool {
    let begun = from?.earliest.map { $0 <= day } ?? true
    guard let to else { return begun }
    return begun && (to.latest.map { day < $0 } ?? false)
  }
}
