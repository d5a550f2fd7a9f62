import CareRecord
import CivilTime
import Measures
import Testing

@Suite struct MeasureRegisterTests {
  @Test func every_indicator_has_a_name_of_its_own_and_says_who_counts() {
    let names = MeasureRegister.indicators.map(\.id)
    #expect(Set(names).count == names.count)
    #expect(names.count >= 60)
    for indicator in MeasureRegister.indicators {
      #expect(indicator.definition >= 1)
      #expect(!indicator.rules.isEmpty, "\(indicator.id)")
      for rule in indicator.rules + indicator.unconfirmed {
        #expect(rule.hasSuffix("."), "\(indicator.id): \(rule)")
      }
      #expect(MeasureRegister.indicator(indicator.id) == indicator)
      #expect(MeasureRegister.notMeasured[indicator.id] == nil)
    }
  }

  /// One child in everything at once, so that whatever a measure writes is closed under its own name.
  static let everything: [Told] = [
    .born("2007-06-01"), .referral("2020-01-01"), .open("2020-01-01"),
    .assessed("2020-02-01", ["16A", "3B", "10A"]), .enquiry("2020-02-10"), .plan("2020-03-01"),
    .care("2021-01-01", "2022-01-01", reason: "E45"), .placed("U6", "2021-01-01", "2022-01-01"),
    .care("2022-03-01"), .legal("C2", "2022-03-01"), .placed("U6", "2022-03-01", "2022-05-01"),
    .placed("T1", "2022-05-01", "2022-05-09"), .placed("K2", "2022-05-09", "2022-08-01"),
    .placed("U4", "2022-08-01"), .unaccompanied(), .score(year: 2024, 12),
    .worker("SW1", "2022-03-01", "2022-06-01"), .worker("SW2", "2022-06-01", "2022-09-01"),
    .worker("SW3", "2022-09-01"),
    .leaver(year: 2025, touch: "YES", activity: "F2", accommodation: "U1"),
  ]

  @Test func a_childs_spans_in_an_indicator_never_overlap_and_each_says_something() throws {
    let spans = try ChildRecord(Self.everything).measuredSpans()
    let known = Set(MeasureRegister.indicators.map(\.id))
    #expect(!spans.isEmpty)
    for (name, own) in Dictionary(grouping: spans, by: \.indicator) {
      #expect(known.contains(name))
      for span in own {
        #expect(span.from < span.until)
        #expect(span.until <= MeasuredSpan.noEnd)
        #expect(span.numerator != 0 || span.denominator != 0)
      }
      for (one, next) in zip(own, own.dropFirst()) {
        #expect(one.until <= next.from, "\(name)")
        let isSame = (one.numerator, one.denominator) == (next.numerator, next.denominator)
        #expect(one.until < next.from || !isSame, "\(name)")
      }
    }
  }

  /// In whatever is not an average, the part is never more than the whole.
  @Test func nobody_counts_who_is_not_among_those_whom_the_indicator_is_about() throws {
    for span in try ChildRecord(Self.everything).measuredSpans() {
      guard MeasureRegister.indicator(span.indicator)?.base == .counted else { continue }
      #expect(span.numerator <= span.denominator, "\(span)")
    }
  }

  @Test func a_record_without_facts_counts_nowhere() {
    #expect(ChildRecord(.child(SubjectID(raw: 1))).measuredSpans().isEmpty)
  }

  /// Dates that cannot be are left out or hold no day; nothing traps.
  @Test(arguments: [
    ("0001-01-01", "9999-12-31"), ("9999-12-31", "9999-12-31"), ("2024-05-01", "0001-01-01"),
  ])
  func the_ends_of_the_calendar_do_no_harm(_ from: String, _ to: String) throws {
    let spans = try ChildRecord([
      .born(from), .referral(from), .open(from, to), .plan(from, to), .enquiry(to),
      .assessed(to, ["16A"]), .care(from, to, reason: "E12"), .legal("C2", from, to),
      .placed("U6", from, to), .placed("K2", to), .unaccompanied(since: from, ceases: to),
      .adopted(decided: from, matched: to), .worker("SW1", from, to), .score(year: 9999, 3),
      .leaver(year: 9999, touch: "YES", activity: "F2", accommodation: "U1"),
    ]).measuredSpans()
    for span in spans { #expect(span.from < span.until && span.until <= MeasuredSpan.noEnd) }
  }

  @Test func what_was_added_up_in_parts_is_the_same() throws {
    let days = [try #require(Day(iso: "2022-09-30")), try #require(Day(iso: "2024-03-31"))]
    let record = try ChildRecord(Self.everything)
    var whole = MeasuredTotals(at: days)
    var (one, other) = (whole, whole)
    whole.add(record)
    whole.add(record)
    one.add(record)
    other.add(record)
    one.add(other)
    #expect(one.figures == whole.figures)
    #expect(whole.figures.first { $0.indicator == "claRate" }?.numerator == 2)
    #expect(whole.figures.first { $0.indicator == "claRate" }?.denominator == nil)
    #expect(whole.figures.first { $0.indicator == "threePlacements" }?.denominator == 2)
  }
}
