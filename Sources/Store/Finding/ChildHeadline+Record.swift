import Access
public import CareRecord
public import CivilTime

extension ChildHeadline {
  /// The headline of a child's record on a day.
  init(of record: ChildRecord, on day: Day, workingDays: WorkingDayCalendar) {
    self.init(of: record, on: day, spans: record.statusSpans(workingDays: workingDays))
  }

  /// What someone without a case relationship may know: a record of identities and alerts is
  /// enough.
  static func minimum(of record: ChildRecord, on day: Day) -> ChildHeadline {
    ChildHeadline(of: record, on: day, spans: []).minimum
  }

  private init(of record: ChildRecord, on day: Day, spans: [StatusSpan]) {
    let identity = record.identity
    let status = spans.filter { $0.holds(on: day) }
      .min { ($0.status, $0.from) < ($1.status, $1.from) }
    let allocation = record.allocation(on: day)
    self.init(
      subject: record.subject, name: identity?.name ?? "",
      laChildID: record.identifier(.laChildID), birthDate: identity?.birthDate,
      expectedBirthDate: identity?.birthDate == nil ? identity?.expectedBirthDate : nil,
      status: status?.status ?? .closed,
      statusFrom: status?.from, placement: record.placement(on: day)?.type.text,
      worker: allocation?.shownWorker, team: allocation?.team.nilIfEmpty,
      hasAlert: record[RecordAlert.self].contains { $0.fact.isShown(on: day) })
  }

  /// The first day after `day` on which the headline, or whether the child is allocated to anybody,
  /// is other than on that day; nil where the passing of days changes nothing.
  static func firstChange(
    of record: ChildRecord, after day: Day, workingDays: WorkingDayCalendar
  ) -> Day? {
    let spans = record.statusSpans(workingDays: workingDays)
    let turningDays = turningDays(of: record, spans: spans).filter { $0 > day }
    guard !turningDays.isEmpty else { return nil }
    let now = ChildHeadline(of: record, on: day, spans: spans)
    return Set(turningDays).sorted().first {
      ChildHeadline(of: record, on: $0, spans: spans) != now
        || record.isAllocated(on: $0) != record.isAllocated(on: day)
    }
  }

  /// Every day on which something that the headline shows may begin, end or have ended.
  private static func turningDays(of record: ChildRecord, spans: [StatusSpan]) -> [Day] {
    var days: [Day] = []
    func add(_ from: Day?, _ to: Day?) {
      if let from { days.append(from) }
      // What began and ended on one day holds on that day, and so is over on the next.
      if let to { days += [to, to + 1] }
    }
    for span in spans { add(span.from, span.to) }
    for period in record[CarePeriod.self] { add(period.from, period.to) }
    for placement in record[Placement.self] { add(placement.from, placement.to) }
    for allocation in record[Allocation.self] {
      add(allocation.from?.earliest, allocation.to?.latest)
      let standing = AllocationStanding(allocation.fact)
      add(standing?.from, standing?.to)
    }
    for alert in record[RecordAlert.self] { add(alert.from, alert.to) }
    return days
  }
}

extension ChildRecord {
  /// The placement in force: the one that began last, unless its period of care is over.
  public func placement(on day: Day) -> Placement? {
    let periods = self[CarePeriod.self]
    return self[Placement.self].last { placement in
      let period = periods.first { $0.id == placement.carePeriod }
      return holds(placement.from, placement.to, on: day)
        && (period.map { holds($0.from, $0.to, on: day) } ?? true)
    }?.fact
  }

  /// The allocation in force: the one that began last.
  ///
  /// Where part of a date is not known, it is taken to have begun as early and ended as late as it
  /// can have; an end of which nothing is known is an end.
  public func allocation(on day: Day) -> Allocation? {
    self[Allocation.self].map(\.fact)
      .filter { allocation in
        let from = allocation.from?.earliest ?? .unset
        guard let to = allocation.to else { return from <= day }
        return to.latest.map { holds(from, $0, on: day) } ?? false
      }
      .max { ($0.from?.earliest ?? .unset) < ($1.from?.earliest ?? .unset) }
  }
}

/// Whether something with these dates is going on: not any more on the day it ended, unless it also
/// began on that day.
private func holds(_ from: Day, _ to: Day?, on day: Day) -> Bool {
  DaySpan(from: from, to: to).contains(day) || (from == day && to == day)
}

extension Allocation {
  fileprivate var shownWorker: String? { workerName.nilIfEmpty ?? workerNumber.nilIfEmpty }
}

extension RecordAlert {
  /// An alert is shown through its last day: rather a day too long than one too short.
  public func isShown(on day: Day) -> Bool {
    from <= day && (to.map { day <= $0 } ?? true)
  }
}

extension String {
  fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}
