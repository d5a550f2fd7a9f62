import Access
import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Store
import Testing

@Suite struct FactPageTests {
  private func history() -> [FactVersion] {
    var plan = ChildProtectionPlan()
    plan.from = day("2026-03-02")
    plan.initialCategory = "NEG"
    var changed = plan
    changed.initialCategory = "EMO"
    changed.to = day("2026-08-01")
    func version(
      _ number: Int, _ fact: ChildProtectionPlan?, _ by: String, _ on: String, _ reason: String?,
      recorded: Instant? = nil
    ) -> FactVersion {
      FactVersion(
        version: number, fact: fact, author: Author(by, through: "web"), authorName: by,
        known: moment(on), recorded: recorded, reason: reason)
    }
    return [
      version(1, plan, "Dana Lee", "2026-03-04", nil, recorded: moment("2026-03-02")),
      version(2, changed, "Sam Okoro", "2026-08-03", "The conference ended it"),
      version(3, nil, "Sam Okoro", "2026-09-01", "Wrong child"),
      version(4, changed, "Ola Dale", "2026-09-02", "It was the right child"),
    ]
  }

  private func page(_ query: FormState = FormState(), knownOn: Day? = nil) throws -> Page {
    var sample = try Sample()
    sample.born()
    let page = try #require(
      FactPage(
        FactID(raw: 77), history: history(), of: sample.seen(), asking: query, knownOn: knownOn,
        in: sample.setting))
    return page.page(in: sample.setting)
  }

  @Test func every_version_says_who_when_why_and_what_changed() throws {
    let words = try page().words
    #expect(
      words.contains(
        "Version 1: recorded By Dana Lee, 4 March 2026 at 12:00pm. Recorded in the source on 2 March 2026"
      ))
    #expect(words.contains("Version 2: changed By Sam Okoro"))
    #expect(words.contains("Why: The conference ended it"))
    #expect(words.contains("Category of abuse at the start Before Neglect After Emotional"))
    #expect(words.contains("Plan ended on Before Nothing After 1 August 2026"))
    #expect(words.contains("Version 3: withdrawn"))
    #expect(words.contains("Version 4: recorded again"))
  }

  @Test(arguments: [
    ("2026-03-01", "Kith did not hold this then."),
    ("2026-03-04", "Category of abuse at the start Neglect"),
    ("2026-08-03", "Plan ended on 1 August 2026"),
    ("2026-09-01", "This was withdrawn by Sam Okoro on 1 September 2026"),
    ("2026-09-02", "Plan ended on 1 August 2026"),
  ])
  func it_is_shown_as_it_stood_on_a_day(_ on: String, _ words: String) throws {
    let parts = on.split(separator: "-").map(String.init)
    let query = FormState(["on-day": [parts[2]], "on-month": [parts[1]], "on-year": [parts[0]]])
    #expect(try page(query).words.contains(words))
  }

  @Test func in_the_knowledge_of_a_past_day_later_versions_do_not_exist() throws {
    let words = try page(knownOn: day("2026-08-04")).words
    #expect(words.contains("Version 2: changed"))
    #expect(!words.contains("Version 3"))
  }

  @Test func a_day_to_come_is_refused() throws {
    let query = FormState(["on-day": ["1"], "on-month": ["1"], "on-year": ["2030"]])
    #expect(try page(query).words.contains("The day must not be in the future"))
  }

  @Test func a_fact_without_versions_is_none() throws {
    let sample = try Sample()
    #expect(FactPage(FactID(raw: 77), history: [], of: sample.seen(), in: sample.setting) == nil)
  }
}
