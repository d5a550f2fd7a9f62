extension IndicatorTests {
  static let scores = [
    Case(
      "sdqAverage", "the score of the year that ended last",
      [
        .born("2014-01-01"), .care("2023-04-01"), .score(year: 2024, 17), .score(year: 2025, 11),
      ],
      ("2024-03-30", "0/0"), ("2024-03-31", "17/1"), ("2025-03-30", "17/1"), ("2025-03-31", "11/1"),
      ("2026-03-31", "0/0")),
    Case(
      "sdqAverage", "not those in care for less than the year",
      [.born("2014-01-01"), .care("2023-04-02"), .score(year: 2024, 17)],
      ("2024-03-31", "0/0"), ("2024-04-01", "17/1")),
    Case(
      "sdqAverage", "a score of nothing is a score",
      [.born("2014-01-01"), .care("2022-04-01"), .score(year: 2024, 0)], ("2024-03-31", "0/1")),
    Case(
      "sdqAverage", "aged 5 to 16",
      [.born("2007-05-01"), .care("2020-04-01"), .score(year: 2024, 9)],
      ("2024-04-30", "9/1"), ("2024-05-01", "0/0")),
    Case(
      "sdqAverage", "no score, and one that cannot be, are none",
      [
        .born("2014-01-01"), .care("2020-04-01"), .score(year: 2023, nil), .score(year: 2024, 41),
      ],
      ("2023-03-31", "0/0"), ("2024-03-31", "0/0")),
  ]

  static let adoptions = [
    Case(
      "orderToMatchMonths", "in whole months, in the year of the adoption",
      [
        .care("2022-01-01", "2024-05-01", reason: "E12"),
        .adopted(decided: "2022-06-01", matched: "2023-04-10"),
      ], ("2024-04-30", "0/0"), ("2024-05-01", "10/1"), ("2025-05-01", "0/0")),
    Case(
      "orderToMatchMonths", "not without both days",
      [
        .care("2022-01-01", "2024-05-01", reason: "E11"),
        .adopted(decided: "2022-06-01", matched: nil),
      ], ("2024-05-01", "0/0")),
    Case(
      "orderToMatchMonths", "not where the match is said to come first",
      [
        .care("2022-01-01", "2024-05-01", reason: "E11"),
        .adopted(decided: "2023-06-01", matched: "2022-06-01"),
      ], ("2024-05-01", "0/0")),
    Case(
      "orderToMatchMonths", "not where care ended otherwise",
      [
        .care("2022-01-01", "2024-05-01", reason: "E45"),
        .adopted(decided: "2022-06-01", matched: "2023-04-10"),
      ], ("2024-05-01", "0/0")),
  ]

  static let leavers = [
    Case(
      "leaverEet17to18", "for a year from the birthday",
      [
        .born("2006-06-01"),
        .leaver(year: 2024, touch: "YES", activity: "F2", accommodation: "U1"),
      ], ("2023-05-31", "0/0"), ("2023-06-01", "1/1"), ("2024-03-31", "1/1"), ("2024-06-01", "0/0")),
    Case(
      "leaverEet19to21", "by the age reached in the year",
      [
        .born("2005-03-31"),
        .leaver(year: 2024, touch: "YES", activity: "G5", accommodation: "U1"),
      ], ("2024-03-30", "0/0"), ("2024-03-31", "0/1")),
    Case(
      "leaverEet19to21", "those not in touch count among all",
      [.born("2005-03-31"), .leaver(year: 2024, touch: "NO", activity: "0", accommodation: "0")],
      ("2024-03-31", "0/1")),
    Case(
      "leaverEet17to18", "not those who died, or went home for six months",
      [
        .born("2006-06-01"), .leaver(year: 2024, touch: "DIED", activity: "0", accommodation: "0"),
        .leaver(year: 2025, touch: "RHOM", activity: "0", accommodation: "0"),
      ], ("2024-03-31", "0/0"), ("2025-03-31", "0/0")),
    Case(
      "leaverEet17to18", "not those whose care another authority took over",
      [
        .born("2006-06-01"), .care("2020-01-01", "2023-01-01", reason: "E3"),
        .leaver(year: 2024, touch: "YES", activity: "F2", accommodation: "U1"),
      ], ("2024-03-31", "0/0")),
    Case(
      "leaverEet17to18", "not those who only ever had short breaks",
      [
        .born("2006-06-01"), .care("2020-01-01", "2023-01-01", reason: "E8"),
        .legal("V4", "2020-01-01", "2023-01-01"),
        .leaver(year: 2024, touch: "YES", activity: "F2", accommodation: "U1"),
      ], ("2024-03-31", "0/0")),
    Case(
      "leaverAccommodation17to18", "suitable",
      [
        .born("2006-06-01"), .leaver(year: 2024, touch: "YES", activity: "F2", accommodation: "U1"),
        .leaver(year: 2025, touch: "YES", activity: "F2", accommodation: "S2"),
      ], ("2024-03-31", "1/1"), ("2025-03-31", "0/1")),
    Case(
      "leaverAccommodation19to21", "not those abroad, deported, or of whom it is not known where",
      [
        .born("2004-06-01"), .leaver(year: 2024, touch: "YES", activity: "F2", accommodation: "G1"),
        .leaver(year: 2025, touch: "YES", activity: "F2", accommodation: "H2"),
        .leaver(year: 2026, touch: "YES", activity: "F2", accommodation: "R2"),
      ], ("2024-03-31", "0/0"), ("2025-03-31", "0/0"), ("2026-03-31", "0/0")),
  ]
}
