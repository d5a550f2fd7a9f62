import CareRecord
import CivilTime
import Retention
import Testing

/// How long a record is kept: the longest period that applies, and for ever while anything is not known.
@Suite struct RetentionTests {
  static let today = Day(ordinal: 40_000)  // 8 July 2079
  let workingDays: WorkingDayCalendar

  init() throws { workingDays = try .england() }

  /// The parts of a child's record, by a few letters.
  struct Child: Sendable {
    var born: String? = "2010-03-04"
    var died: String?
    /// From, to, and why care ended.
    var care: (from: String, to: String?, reason: String)?
    var plan: (from: String, to: String?)?
    var referral: String?
    var allocatedFrom: String?

    func record() throws -> ChildRecord {
      var record = ChildRecord(.child(SubjectID(raw: 1)))
      var identity = PersonIdentity()
      identity.birthDate = try born.map(day)
      identity.deathDate = try died.map(day)
      record[PersonIdentity.self] = [held(1, identity)]
      if let care {
        var period = CarePeriod()
        period.from = try day(care.from)
        period.to = try care.to.map(day)
        period.reasonCeased = Code(care.reason)
        record[CarePeriod.self] = [held(2, period)]
      }
      if let plan {
        var protection = ChildProtectionPlan()
        protection.from = try day(plan.from)
        protection.to = try plan.to.map(day)
        record[ChildProtectionPlan.self] = [held(3, protection)]
      }
      if let referral {
        var received = Referral()
        received.on = try day(referral)
        record[Referral.self] = [held(4, received)]
      }
      if let allocatedFrom {
        var allocation = Allocation()
        allocation.from = PartialDay(try day(allocatedFrom))
        record[Allocation.self] = [held(5, allocation)]
      }
      return record
    }

    private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

    private func held<F: Fact>(_ id: Int64, _ fact: F) -> Held<F> {
      Held(id: FactID(raw: id), version: 1, known: Instant(milliseconds: 0), fact)
    }
  }

  static let all = AdoptedSchedules(
    choices: RetentionSchedule.proposed.map { .init($0.reason, years: $0.years) })

  @Test(arguments: [
    // Regulation 50: until the 75th birthday, or fifteen years from a death before 18.
    (
      Child(care: ("2015-01-01", "2016-01-01", "E4A")), "2085-03-04",
      RetentionSchedule.Reason.lookedAfter
    ),
    (
      Child(died: "2020-06-01", care: ("2015-01-01", "2020-06-01", "E2")), "2035-06-01",
      .lookedAfter
    ),
    (
      Child(died: "2028-03-04", care: ("2015-01-01", "2016-01-01", "E4A")), "2085-03-04",
      .lookedAfter
    ),
    // A hundred years from the adoption order outlast seventy-five from birth.
    (Child(care: ("2015-01-01", "2016-05-06", "E11")), "2116-05-06", .adopted),
    (Child(plan: ("2015-01-01", "2016-01-01")), "2035-03-04", .protectionPlan),
    // A plan and care: the longer period wins.
    (
      Child(care: ("2015-01-01", "2016-01-01", "E4A"), plan: ("2015-01-01", "2016-01-01")),
      "2085-03-04", .lookedAfter
    ),
    (Child(referral: "2015-02-28"), "2021-02-28", .contactOnly),
  ])
  func the_longest_period_decides(
    _ child: Child, _ end: String, _ reason: RetentionSchedule.Reason
  ) throws {
    let retention = try child.record().retention(
      by: RetentionTests.all, on: RetentionTests.today, workingDays: workingDays)
    #expect(retention == .until(try #require(Day(iso: end)), reason))
  }

  @Test func nothing_is_due_before_its_day() throws {
    let retention = try Child(referral: "2015-02-28").record().retention(
      by: RetentionTests.all, on: RetentionTests.today, workingDays: workingDays)
    #expect(!retention.isDue(on: try #require(Day(iso: "2021-02-27"))))
    #expect(retention.isDue(on: try #require(Day(iso: "2021-02-28"))))
  }

  @Test(arguments: [
    Child(care: ("2078-01-01", nil, "")),
    Child(plan: ("2078-01-01", nil)),
    Child(referral: "2015-02-28", allocatedFrom: "2015-03-01"),
  ])
  func an_open_record_has_no_end(_ child: Child) throws {
    let retention = try child.record().retention(
      by: RetentionTests.all, on: RetentionTests.today, workingDays: workingDays)
    #expect(retention == .open)
    #expect(!retention.isDue(on: RetentionTests.today))
  }

  @Test func a_period_that_no_statute_sets_counts_only_once_the_authority_has_adopted_it() throws {
    let record = try Child(plan: ("2015-01-01", "2016-01-01")).record()
    func retention(_ choices: [AdoptedSchedules.Choice]) -> Retention {
      record.retention(
        by: AdoptedSchedules(choices: choices), on: RetentionTests.today, workingDays: workingDays)
    }
    guard case .undecided(let why) = retention([]) else {
      Issue.record("no end may be given before the authority has decided")
      return
    }
    #expect(why.contains { $0.contains("child protection plan") })
    #expect(
      retention([.init(.protectionPlan, years: 30)])
        == .until(try #require(Day(iso: "2040-03-04")), .protectionPlan))
  }

  @Test func a_choice_never_shortens_a_statutory_period() {
    let schedules = AdoptedSchedules(choices: [
      .init(.lookedAfter, years: 10), .init(.adopted, years: 120),
    ])
    #expect(schedules[.lookedAfter]?.years == 75)
    #expect(schedules[.adopted]?.years == 120)
  }

  @Test func without_a_date_of_birth_the_record_is_kept() throws {
    let record = try Child(born: nil, care: ("2015-01-01", "2016-01-01", "E4A")).record()
    guard
      case .undecided(let why) = record.retention(
        by: RetentionTests.all, on: RetentionTests.today, workingDays: workingDays)
    else {
      Issue.record("a period from birth cannot end where the birth is not known")
      return
    }
    #expect(why.contains { $0.contains("from birth") })
  }

  @Test(arguments: RetentionSchedule.proposed)
  func every_schedule_says_where_it_comes_from(_ schedule: RetentionSchedule) {
    #expect(!schedule.basis.isEmpty)
    // What is not checked is never shown as law.
    #expect(!schedule.isStatutory || schedule.standing == .verified)
  }
}
