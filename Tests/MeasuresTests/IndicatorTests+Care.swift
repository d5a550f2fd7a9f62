extension IndicatorTests {
  static let care = [
    Case(
      "claRate", "not on the day on which care ended",
      [.care("2024-05-01", "2024-09-30", reason: "E4A")],
      ("2024-04-30", "0"), ("2024-05-01", "1"), ("2024-09-29", "1"), ("2024-09-30", "0")),
    Case(
      "claRate", "a series of short breaks is not care",
      [.care("2024-05-01"), .legal("V4", "2024-05-01")], ("2024-06-01", "0")),
    Case(
      "claRate", "short breaks that became care count from then on",
      [.care("2024-05-01"), .legal("V3", "2024-05-01", "2024-08-01"), .legal("C2", "2024-08-01")],
      ("2024-07-31", "0"), ("2024-08-01", "1")),
    Case(
      "claRate", "two periods that overlap are one child",
      [.care("2024-05-01"), .care("2024-06-01", "2024-07-01", reason: "E8")],
      ("2024-06-15", "1"), ("2024-07-15", "1")),
    Case(
      "claStartRate", "twice in a year is once",
      [
        .care("2024-05-01", "2024-06-01", reason: "E4A"),
        .care("2024-09-01", "2024-10-01", reason: "E4A"),
      ],
      ("2024-05-01", "1"), ("2024-09-01", "1"), ("2025-05-01", "1"), ("2025-09-01", "0")),
    Case(
      "claStartRate", "care that began earlier did not begin with the first episode held",
      [.care("2024-05-01", beganEarlier: true)], ("2024-05-01", "0")),
    Case(
      "claStartRate", "short breaks that became care began then",
      [.care("2024-05-01"), .legal("V3", "2024-05-01", "2024-08-01"), .legal("C2", "2024-08-01")],
      ("2024-07-31", "0"), ("2024-08-01", "1")),
    Case(
      "claStartRate", "a stay of one day began too",
      [.care("2024-05-01", "2024-05-01", reason: "E8")], ("2024-05-01", "1")),
  ]

  static let unaccompanied = [
    Case(
      "uascRate", "since care began, where nothing else is recorded",
      [.born("2008-06-01"), .care("2024-05-01"), .unaccompanied()],
      ("2024-04-30", "0"), ("2024-05-01", "1"), ("2026-05-31", "1"), ("2026-06-01", "0")),
    Case(
      "uascRate", "until it ceased",
      [.care("2024-05-01"), .unaccompanied(since: "2024-05-03", ceases: "2024-08-01")],
      ("2024-05-02", "0"), ("2024-05-03", "1"), ("2024-08-01", "0")),
    Case(
      "uascStartRate", "also where it was recorded some days later",
      [.care("2024-05-01"), .unaccompanied(since: "2024-05-03")],
      ("2024-05-01", "1"), ("2025-05-01", "0")),
    Case(
      "uascStartRate", "not where it had ceased before",
      [.care("2024-05-01"), .unaccompanied(since: "2023-05-03", ceases: "2024-01-01")],
      ("2024-05-01", "0")),
  ]

  static let leaving = [
    Case(
      "claCeaseRate", "twice in a year is once",
      [
        .care("2024-05-01", "2024-06-01", reason: "E4A"),
        .care("2024-09-01", "2024-10-01", reason: "E45"),
      ],
      ("2024-05-31", "0"), ("2024-06-01", "1"), ("2024-10-01", "1"), ("2025-09-30", "1"),
      ("2025-10-01", "0")),
    Case(
      "claCeaseRate", "the end of a series of short breaks is none",
      [.care("2024-05-01", "2024-06-01", reason: "E8"), .legal("V4", "2024-05-01", "2024-06-01")],
      ("2024-06-01", "0")),
    Case(
      "claCeaseRate", "care that goes on in an episode that is not held has not ceased",
      [.care("2024-05-01", "2024-06-01", reason: "X1")], ("2024-06-01", "0")),
    Case(
      "ceasedBySgo", "by the last ending of the year",
      [
        .care("2024-05-01", "2024-06-01", reason: "E45"),
        .care("2024-09-01", "2024-10-01", reason: "E4A"),
      ],
      ("2024-06-01", "1/1"), ("2024-09-30", "1/1"), ("2024-10-01", "0/1")),
    Case(
      "ceasedBySgo", "by the reasons of earlier years, too",
      [.care("2019-05-01", "2020-06-01", reason: "E43")], ("2021-03-31", "1/1")),
    Case(
      "ceasedByCao", "child arrangements order",
      [.care("2024-05-01", "2024-06-01", reason: "E41")],
      ("2025-03-31", "1/1"), ("2025-06-01", "0/0")),
  ]

  // MARK: - Where they live

  static let placements = [
    Case(
      "threePlacements", "three in the year to the day, as long as the child is in care",
      [
        .care("2023-01-01", "2025-03-01", reason: "E8"), .placed("U6", "2023-01-01", "2024-04-10"),
        .placed("U6", "2024-04-10", "2024-06-01"), .placed("K2", "2024-06-01"),
      ],
      ("2024-05-31", "0/1"), ("2024-06-01", "1/1"), ("2025-02-28", "1/1"), ("2025-03-01", "0/0")),
    Case(
      "threePlacements", "one that ended on the first day of the year is one of it",
      [
        .care("2023-01-01"), .placed("U6", "2023-01-01", "2024-04-01"),
        .placed("U6", "2024-04-01", "2024-06-01"), .placed("K2", "2024-06-01"),
      ],
      ("2025-03-31", "1/1"), ("2025-04-01", "0/1")),
    Case(
      "threePlacements", "a temporary one is none, nor is coming back from it",
      [
        .care("2024-01-01"), .placed("U6", "2024-01-01", "2024-02-01", postcode: "AB1 2CD"),
        .placed("T1", "2024-02-01", "2024-02-10"),
        .placed("U6", "2024-02-10", "2024-05-01", postcode: "AB1 2CD"),
        .placed("K2", "2024-05-01"),
      ], ("2024-05-01", "0/1")),
    Case(
      "threePlacements", "coming back to others after a temporary one is a new one",
      [
        .care("2024-01-01"), .placed("U6", "2024-01-01", "2024-02-01", postcode: "AB1 2CD"),
        .placed("T1", "2024-02-01", "2024-02-10"),
        .placed("U6", "2024-02-10", "2024-05-01", postcode: "EF3 4GH"),
        .placed("K2", "2024-05-01"),
      ], ("2024-04-30", "0/1"), ("2024-05-01", "1/1")),
    Case(
      "threePlacements", "with the same carers, or where only its status changed, it is one",
      [
        .care("2024-01-01"), .placed("U6", "2024-01-01", "2024-02-01"),
        .placed("U4", "2024-02-01", "2024-03-01", same: true, ended: "PLACE"),
        .placed("A5", "2024-03-01"),
      ], ("2024-04-01", "0/1")),
    Case(
      "threePlacements", "in two stays together",
      [
        .care("2024-01-01", "2024-03-01", reason: "E4A"),
        .placed("U6", "2024-01-01", "2024-02-01"), .placed("U6", "2024-02-01", "2024-03-01"),
        .care("2024-06-01"), .placed("U6", "2024-06-01"),
      ],
      ("2024-02-15", "0/1"), ("2024-04-01", "0/0"), ("2024-06-01", "1/1"), ("2025-02-01", "0/1")),
    Case(
      "threePlacements", "one that began and ended on a day is one",
      [
        .care("2024-01-01"), .placed("U6", "2024-01-01", "2024-02-01"),
        .placed("K2", "2024-02-01", "2024-02-01"), .placed("U6", "2024-02-01"),
      ], ("2024-02-01", "1/1")),
    Case(
      "placedFoster", "until the child is placed for adoption with the same carers",
      [
        .care("2024-01-01"), .placed("U5", "2024-01-01", "2024-03-01"),
        .placed("A5", "2024-03-01", same: true),
      ], ("2024-02-29", "1/1"), ("2024-03-01", "0/1")),
    Case(
      "placedFoster", "while the child is in hospital, too",
      [
        .care("2024-01-01"), .placed("U6", "2024-01-01", "2024-02-01"),
        .placed("T1", "2024-02-01", "2024-02-10"), .placed("U6", "2024-02-10", same: true),
      ], ("2024-02-05", "1/1"), ("2024-02-10", "1/1")),
    Case(
      "placedFoster", "a first night in hospital is neither",
      [
        .care("2024-01-01"), .placed("T1", "2024-01-01", "2024-01-05"),
        .placed("U6", "2024-01-05"),
      ], ("2024-01-04", "0/1"), ("2024-01-05", "1/1")),
    Case(
      "placedHomes", "secure and other children's homes",
      [
        .care("2024-01-01"), .placed("K1", "2024-01-01", "2024-02-01"),
        .placed("K2", "2024-02-01", "2024-03-01"), .placed("S1", "2024-03-01"),
      ], ("2024-01-15", "1/1"), ("2024-02-15", "1/1"), ("2024-03-15", "0/1")),
    Case(
      "placedSupported", "supported accommodation and living independently",
      [
        .care("2024-01-01"), .placed("H5", "2024-01-01", "2024-02-01"),
        .placed("P2", "2024-02-01", "2024-03-01"), .placed("K3", "2024-03-01"),
      ], ("2024-01-15", "1/1"), ("2024-02-15", "1/1"), ("2024-03-15", "1/1")),
  ]

  static let carers = [
    Case(
      "sameCarerTwoYears", "of those in care for two and a half years",
      [
        .born("2012-01-01"), .care("2020-01-01"), .placed("U6", "2020-01-01", "2020-09-01"),
        .placed("U4", "2020-09-01"),
      ],
      ("2022-06-30", "0/0"), ("2022-07-01", "0/1"), ("2022-08-31", "0/1"), ("2022-09-01", "1/1"),
      ("2027-12-31", "1/1"), ("2028-01-01", "0/0")),
    Case(
      "sameCarerTwoYears", "placed for adoption after fostering",
      [
        .born("2018-01-01"), .care("2020-01-01"), .placed("U6", "2020-01-01", "2022-08-01"),
        .placed("A6", "2022-08-01", "2022-12-01"), .placed("K2", "2022-12-01"),
      ],
      ("2022-07-15", "1/1"), ("2022-08-01", "1/1"), ("2022-11-30", "1/1"), ("2022-12-01", "0/1")),
    Case(
      "sameCarerTwoYears", "a temporary stay elsewhere does not interrupt",
      [
        .born("2012-01-01"), .care("2020-01-01"), .placed("U6", "2020-01-01", "2021-06-01"),
        .placed("T2", "2021-06-01", "2021-06-10"), .placed("U6", "2021-06-10", same: true),
      ], ("2022-07-01", "1/1")),
    Case(
      "sameCarerTwoYears", "a new stay begins anew",
      [
        .born("2012-01-01"), .care("2019-01-01", "2022-01-01", reason: "E4A"),
        .placed("U6", "2019-01-01", "2022-01-01"), .care("2022-02-01"),
        .placed("U6", "2022-02-01"),
      ], ("2021-12-31", "1/1"), ("2022-03-01", "0/0"), ("2024-07-31", "0/0"), ("2024-08-01", "1/1")),
    Case(
      "sameCarerTwoYears", "nobody whose day of birth is not known",
      [.care("2020-01-01"), .placed("U6", "2020-01-01")], ("2024-01-01", "0/0")),
  ]

  static let workers = [
    Case(
      "threePlusSocialWorkers", "three different ones in the year",
      [
        .care("2024-01-01"), .worker("SW1", "2024-01-01", "2024-03-01"),
        .worker("SW2", "2024-03-01", "2024-05-01"), .worker("SW3", "2024-05-01"),
      ],
      ("2024-04-30", "0/1"), ("2024-05-01", "1/1"), ("2025-02-28", "1/1"), ("2025-03-01", "0/1")),
    Case(
      "threePlusSocialWorkers", "one who came back is not another",
      [
        .care("2024-01-01"), .worker("SW1", "2024-01-01", "2024-03-01"),
        .worker("SW2", "2024-03-01", "2024-05-01"), .worker("SW1", "2024-05-01"),
      ], ("2024-05-01", "0/1")),
    Case(
      "threePlusSocialWorkers",
      "not one of those without any, and a worker without a number is none",
      [.care("2024-01-01"), .worker("", "2024-01-01")], ("2024-02-01", "0/0")),
    Case(
      "threePlusSocialWorkers", "a date not wholly known: as early and as late as can be",
      [
        .care("2024-01-01"), .worker("SW1", "zz/01/2024", "zz/02/2024"),
        .worker("SW2", "2024-03-01"), .worker("SW3", "2024-03-02"),
      ], ("2024-01-01", "0/1"), ("2025-02-27", "1/1"), ("2025-02-28", "0/1")),
  ]
}
