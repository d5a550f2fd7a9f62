import CareRecord
import CivilTime
import Measures
import Testing

/// Who counts in which indicator on which day: what is told of one child, and the figures of one child.
@Suite struct IndicatorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let what: String
    let indicator: String
    let told: [Told]
    /// Numerator and denominator by day; without a denominator where that is the population.
    let figures: [(day: String, figure: String)]

    init(
      _ indicator: String, _ what: String, _ told: [Told], _ figures: (String, String)...
    ) {
      self.indicator = indicator
      self.what = what
      self.told = told
      self.figures = figures.map { (day: $0.0, figure: $0.1) }
    }

    var testDescription: String { "\(indicator): \(what)" }
  }

  @Test(arguments: need + referrals + factors + protection)
  func in_need(_ example: Case) throws { try check(example) }

  @Test(arguments: care + unaccompanied + leaving)
  func in_care(_ example: Case) throws { try check(example) }

  @Test(arguments: placements + carers + workers)
  func at_home(_ example: Case) throws { try check(example) }

  @Test(arguments: scores + adoptions + leavers)
  func in_the_long_run(_ example: Case) throws { try check(example) }

  private func check(_ example: Case) throws {
    let days = try example.figures.map { try #require(Day(iso: $0.day)) }
    var totals = MeasuredTotals(at: days)
    totals.add(try ChildRecord(example.told))
    let found = totals.figures.filter { $0.indicator == example.indicator }
    try #require(found.count == days.count, "There is no indicator \(example.indicator).")
    for (figure, expected) in zip(found, example.figures) {
      let text = figure.denominator.map { "\(figure.numerator)/\($0)" } ?? "\(figure.numerator)"
      #expect(text == expected.figure, "on \(expected.day)")
    }
  }

  // MARK: - In need

  static let need = [
    Case(
      "cinRate", "from the day its case was opened until the day it was closed",
      [.referral("2024-05-01"), .open("2024-05-01", "2024-09-30")],
      ("2024-04-30", "0"), ("2024-05-01", "1"), ("2024-09-29", "1"), ("2024-09-30", "0")),
    Case(
      "cinRate", "two open episodes are two",
      [
        .referral("2024-05-01"), .open("2024-05-01"), .referral("2024-06-01"),
        .open("2024-06-01", "2024-07-01"),
      ],
      ("2024-05-31", "1"), ("2024-06-01", "2"), ("2024-07-01", "1"), ("2040-01-01", "1")),
    Case(
      "cinRate", "a referral that led nowhere opens none",
      [.referral("2024-05-01", refused: true), .open("2024-05-01")], ("2024-06-01", "0")),
    Case(
      "cinRate", "dates the wrong way round hold no day",
      [.referral("2024-05-01"), .open("2024-05-01", "2024-04-01")],
      ("2024-04-15", "0"), ("2024-05-01", "0")),
  ]

  static let referrals = [
    Case(
      "reReferrals12m", "the second is within twelve months of the first",
      [.referral("2023-06-01"), .referral("2024-05-31", refused: true)],
      ("2024-03-31", "0/1"), ("2024-05-30", "0/1"), ("2024-05-31", "1/2"), ("2024-06-01", "1/1"),
      ("2025-03-31", "1/1"), ("2025-05-31", "0/0")),
    Case(
      "reReferrals12m", "the same day of the year before is within twelve months",
      [.referral("2023-06-01"), .referral("2024-06-01")], ("2025-03-31", "1/1")),
    Case(
      "reReferrals12m", "a day more is not",
      [.referral("2023-06-01"), .referral("2024-06-02")], ("2025-03-31", "0/1")),
    Case(
      "reReferrals12m", "two of one day are not a repetition of each other",
      [.referral("2024-06-01"), .referral("2024-06-01"), .referral("2024-07-01")],
      ("2024-06-30", "0/2"), ("2024-07-01", "1/3")),
    Case(
      "reReferrals12m", "29 February falls out with the year to 28 February",
      [.referral("2024-02-29")], ("2024-02-29", "0/1"), ("2025-02-27", "0/1"),
      ("2025-02-28", "0/0")),
  ]

  static let factors = [
    Case(
      "factorRate.neglect", "once for an episode, from the day of authorisation",
      [
        .referral("2024-01-01"), .assessed("2024-05-01", ["16A", "3B"]),
        .assessed("2024-08-01", ["16A"]),
      ],
      ("2024-04-30", "0"), ("2024-05-01", "1"), ("2024-08-01", "1"), ("2025-05-01", "1"),
      ("2025-07-31", "1"), ("2025-08-01", "0")),
    Case(
      "factorRate.neglect", "two episodes are two",
      [
        .referral("2024-01-01"), .assessed("2024-05-01", ["16A"]), .referral("2024-06-01"),
        .assessed("2024-08-01", ["16A"]),
      ], ("2024-08-01", "2")),
    Case(
      "factorRate.domesticAbuseParent", "another factor of the same assessment",
      [.referral("2024-01-01"), .assessed("2024-05-01", ["16A", "3B"])], ("2024-05-01", "1")),
    Case(
      "factorRate.neglect", "not before the assessment is authorised",
      [.referral("2024-01-01"), .assessed(nil, ["16A"])], ("2024-05-01", "0")),
    Case(
      "factorRate.privatelyFostered", "several codes are one factor",
      [.referral("2024-01-01"), .assessed("2024-05-01", ["8B", "8E"])], ("2024-05-01", "1")),
    Case(
      "factorRate.neglect", "no factor found, and a code that no list has, are none",
      [.referral("2024-01-01"), .assessed("2024-05-01", ["21", "99Z"])], ("2024-05-01", "0")),
  ]

  static let protection = [
    Case(
      "enquiryRate", "each enquiry for a year",
      [.enquiry("2024-05-01"), .enquiry("2024-06-01")],
      ("2024-05-31", "1"), ("2024-06-01", "2"), ("2025-05-01", "1"), ("2025-06-01", "0")),
    Case(
      "cppRate", "a child on two plans counts once",
      [.plan("2024-05-01", "2024-09-01"), .plan("2024-08-01", "2024-10-01")],
      ("2024-08-15", "1"), ("2024-09-15", "1"), ("2024-10-01", "0")),
    Case(
      "longCpPlans", "two years to the day",
      [.plan("2022-03-31")], ("2024-03-30", "0/1"), ("2024-03-31", "1/1")),
    Case(
      "longCpPlans", "each plan by itself",
      [.plan("2021-01-01", "2024-01-01"), .plan("2024-01-01")],
      ("2023-12-31", "1/1"), ("2024-01-01", "0/1")),
    Case(
      "repeatCpPlans", "as recorded with the plan",
      [.plan("2024-05-01", earlier: 2)], ("2025-03-31", "1/1"), ("2025-05-01", "0/0")),
    Case(
      "repeatCpPlans", "recorded as the first, whatever the record holds",
      [.plan("2020-05-01", "2020-06-01"), .plan("2024-05-01", earlier: 0)],
      ("2025-03-31", "0/1")),
    Case(
      "repeatCpPlans", "by the plans in the record where nothing is recorded",
      [.plan("2020-05-01", "2020-06-01"), .plan("2024-05-01")],
      ("2021-03-31", "0/1"), ("2025-03-31", "1/1")),
  ]
}
