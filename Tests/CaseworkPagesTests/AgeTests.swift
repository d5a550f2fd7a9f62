import CaseworkPages
import CivilTime
import Testing

@Suite struct AgeTests {
  @Test(arguments: [
    ("2022-03-04", "", "", "4 years old"),
    ("2024-11-21", "", "", "2 years old"),
    ("2024-11-22", "", "", "23 months old"),
    ("2025-11-21", "", "", "1 year old"),
    ("2026-10-22", "", "", "30 days old"),
    ("2026-10-21", "", "", "1 month old"),
    ("2026-11-20", "", "", "1 day old"),
    ("2024-02-29", "", "", "2 years old"),
    ("", "2027-05-03", "", "unborn, expected 3 May 2027"),
    ("", "2026-11-01", "", "birth not recorded, was expected 1 November 2026"),
    ("2027-05-03", "", "", "age not known: the date of birth, 3 May 2027, is still to come"),
    ("", "", "", "age not known"),
    ("2020-01-01", "", "2026-01-02", "died 2 January 2026, aged 6 years"),
    ("2026-02-01", "", "2026-01-02", "died 2 January 2026"),
    ("", "", "2026-01-02", "died 2 January 2026"),
  ])
  func an_age_is_said_as_far_as_it_is_known_and_never_wrong(
    _ birth: String, _ expected: String, _ death: String, _ words: String
  ) {
    let age = Age(
      birth: Day(iso: birth), expected: Day(iso: expected), death: Day(iso: death),
      on: day("2026-11-21"))
    #expect(age.words == words)
  }

  @Test func an_unset_date_of_birth_is_no_date() {
    #expect(
      Age(birth: .unset, expected: nil, death: nil, on: day("2026-11-21")).words == "age not known")
  }
}
