import CareRecord
import CivilTime
import Testing

@testable import Store

@Suite struct ChildHeadlineTests {
  private func record(_ facts: [any Fact]) -> ChildRecord {
    var record = ChildRecord(child(1))
    for (index, each) in facts.enumerated() { add(each, Int64(index + 1), &record) }
    return record
  }

  private func add<F: Fact>(_ fact: F, _ id: Int64, _ record: inout ChildRecord) {
    record[F.self].append(Held(id: FactID(raw: id), version: 1, known: TestStore.now, fact))
  }

  private func headline(_ facts: [any Fact], on today: String) throws -> ChildHeadline {
    ChildHeadline(of: record(facts), on: day(today), workingDays: try .england())
  }

  private func placement(
    _ type: Code<PlacementType>, from: String, to: String? = nil, in period: FactID? = nil
  ) -> Placement {
    var placement = Placement()
    placement.carePeriod = period
    placement.type = type
    placement.from = day(from)
    placement.to = to.map(day)
    return placement
  }

  private func period(from: String, to: String? = nil) -> CarePeriod {
    var period = CarePeriod()
    period.from = day(from)
    period.to = to.map(day)
    return period
  }

  @Test func a_headline_says_what_holds_on_the_day() throws {
    let facts: [any Fact] = [
      period(from: "2026-02-01"),
      placement("U6", from: "2026-02-01", to: "2026-06-01"),
      placement("H5", from: "2026-06-01"),
      allocation("SW1", team: "North", from: "2026-01-01", to: "2026-06-01"),
      allocation("SW2", team: "South", from: "2026-06-01"),
      identity("Maya Rose", "Thistlewood"),
    ]
    let spring = try headline(facts, on: "2026-05-31")
    #expect(spring.name == "Maya Thistlewood")
    #expect(spring.status == .lookedAfter)
    #expect(spring.statusFrom == day("2026-02-01"))
    #expect(spring.placement == "U6")
    #expect(spring.worker == "SW1")
    #expect(spring.team == "North")
    let summer = try headline(facts, on: "2026-06-01")
    #expect(summer.placement == "H5")
    #expect(summer.worker == "SW2")
    let before = try headline(facts, on: "2025-12-31")
    #expect(before.status == .closed)
    #expect(before.statusFrom == nil)
    #expect(before.placement == nil)
    #expect(before.worker == nil)
  }

  @Test func a_placement_left_open_ends_with_its_period_of_care() throws {
    let facts: [any Fact] = [
      period(from: "2026-02-01", to: "2026-06-01"),
      placement("U6", from: "2026-02-01", in: fact(1)),
    ]
    #expect(try headline(facts, on: "2026-05-31").placement == "U6")
    #expect(try headline(facts, on: "2026-06-01").placement == nil)
  }

  @Test func an_alert_is_shown_through_its_last_day() throws {
    var alert = RecordAlert()
    alert.from = day("2026-03-01")
    alert.to = day("2026-03-10")
    for (on, isShown) in [
      ("2026-02-28", false), ("2026-03-01", true), ("2026-03-10", true), ("2026-03-11", false),
    ] {
      #expect(try headline([alert], on: on).hasAlert == isShown)
    }
  }

  @Test func an_allocation_with_unknown_parts_is_current_while_it_can_be() throws {
    var open = Allocation()
    open.workerName = "Sam Open"
    open.from = PartialDay("zz/03/2026")
    #expect(try headline([open], on: "2026-02-28").worker == nil)
    #expect(try headline([open], on: "2026-03-01").worker == "Sam Open")
    var ended = open
    ended.to = PartialDay("zz/zz/zzzz")
    #expect(try headline([ended], on: "2026-03-15").worker == nil)
  }

  @Test func the_minimum_is_name_year_and_alert() throws {
    var alert = RecordAlert()
    alert.from = day("2026-01-01")
    let whole = try headline(
      [identity("Maya", "Thistlewood"), alert, period(from: "2026-02-01")], on: "2026-03-01")
    let minimum = whole.minimum
    #expect(minimum.name == "Maya Thistlewood")
    #expect(minimum.birthYear == 2015)
    #expect(minimum.hasAlert)
    #expect(minimum.birthDate == nil)
    #expect(minimum.status == nil)
    #expect(minimum.isMinimum)
    #expect(!whole.isMinimum)
  }

  /// The day that the projection names is the first on which its row is another one.
  @Test func the_first_change_is_the_first_day_that_differs() throws {
    let workingDays = try WorkingDayCalendar.england()
    var random = SplitMix(state: 42)
    let start = day("2026-01-01")
    func date() -> Day { start + Int.random(in: 0...60, using: &random) }
    func end() -> Day? { Bool.random(using: &random) ? date() : nil }
    for _ in 0..<60 {
      var plan = ChildProtectionPlan()
      (plan.from, plan.to) = (date(), end())
      var care = CarePeriod()
      (care.from, care.to) = (date(), end())
      var placed = Placement()
      placed.type = "U1"
      placed.carePeriod = fact(2)
      (placed.from, placed.to) = (date(), end())
      var alert = RecordAlert()
      (alert.from, alert.to) = (date(), end())
      var enquiry = Section47Enquiry()
      enquiry.started = date()
      var held = Allocation()
      held.workerNumber = "SW1"
      held.from =
        Bool.random(using: &random) ? PartialDay(date()) : PartialDay("zz/01/2026")
      held.to =
        Bool.random(using: &random) ? PartialDay("zz/02/2026") : end().flatMap(PartialDay.init)
      let record = record([plan, care, placed, alert, enquiry, held])
      let projection = Projection.childHeadline(workingDays: workingDays)
      for offset in stride(from: -5, through: 90, by: 7) {
        let today = start + offset
        let (rows, validUntil) = projection.rows(record, today)
        let first = (1...130).lazy.map { today + $0 }
          .first { projection.rows(record, $0).rows != rows }
        #expect(validUntil == first)
      }
    }
  }
}
