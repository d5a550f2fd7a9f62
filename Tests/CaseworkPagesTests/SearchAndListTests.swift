import Access
import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Store
import Testing

@Suite struct SearchAndListTests {
  @Test func a_hit_without_a_case_relationship_shows_the_minimum() throws {
    let sample = try Sample()
    var child = sample.headline(2, "Ben Example")
    child.hasAlert = true
    let page = SearchPage(
      query: "ben", hits: [SearchHit(headline: child, minimum: true, because: "Name")],
      today: sample.today
    ).page(in: sample.setting)
    #expect(page.words.contains("Ben Example Alert Born in 2018. Give a reason to open"))
    for hidden in ["8 years old", "Child protection plan", "Worker:", "6 May"] {
      #expect(!page.words.contains(hidden))
    }
  }

  @Test func a_hit_of_an_own_child_says_age_status_worker_and_why_it_was_found() throws {
    let sample = try Sample()
    let page = SearchPage(
      query: "ben",
      hits: [
        SearchHit(
          headline: sample.headline(2, "Ben Example"), minimum: false, because: "Name sounds alike")
      ], today: sample.today
    ).page(in: sample.setting)
    #expect(page.words.contains("1 child found."))
    #expect(page.words.contains("Ben Example Child protection plan 8 years old. Worker: Sam Okoro"))
    #expect(page.words.contains("Found by: Name sounds alike"))
  }

  @Test func nothing_found_comes_with_advice() throws {
    let sample = try Sample()
    let words = SearchPage(query: "<b>", today: sample.today).page(in: sample.setting).text
    #expect(words.contains("No child found for “&lt;b&gt;”."))
    #expect(words.contains("You could try"))
  }

  @Test func what_a_list_asks_is_in_its_address_and_comes_back_from_it() {
    let query = FormState([
      "status": ["lookedAfter", "nonsense", "protectionPlan"], "age": ["5-9"],
      "placement": ["U6"], "open": ["90"], "team": ["Hillside"], "worker": ["SW1"],
      "sort": ["daysOpen"], "direction": ["descending"], "page": ["3"],
    ])
    let list = ChildrenQuestion(query).list
    #expect(list.statuses == [.lookedAfter, .protectionPlan])
    #expect(list.ages == 5...9)
    #expect(list.placements == ["U6"])
    #expect(list.openForDays == 90)
    #expect(list.worker == "SW1")
    #expect(list.team == "Hillside")
    #expect(list.order == .daysOpen)
    #expect(list.descending)
    #expect(list.offset == 100)
    #expect(list.limit == 50)
  }

  @Test func a_list_can_be_sorted_by_its_headings_and_kept_as_a_file() throws {
    let sample = try Sample()
    let question = ChildrenQuestion(
      FormState(["status": ["lookedAfter"], "sort": ["age"], "direction": ["ascending"]]))
    let page = ChildrenListPage(
      question, ChildListPage(children: [sample.headline(2, "Ben Example")], total: 120),
      in: sample.setting
    ).page(in: sample.setting)
    #expect(page.text.contains("aria-sort=\"ascending\""))
    #expect(
      page.text.contains("/children?status=lookedAfter&amp;sort=age&amp;direction=descending"))
    #expect(page.text.contains("/children.csv?status=lookedAfter&amp;sort=age"))
    #expect(page.words.contains("120 children. Page 1 of 3."))
    #expect(page.words.contains("81"), "days since 1 September")
    #expect(page.text.contains("data-label=\"Status\""))
  }

  @Test func a_reason_needs_a_ground_and_a_sentence() {
    #expect(OpenWithReason.reason(in: FormState()).form.errors.count == 2)
    let given = OpenWithReason.reason(
      in: FormState(["ground": ["duty"], "reason": ["  The school rang about an injury "]]))
    #expect(given.reason == "On duty: The school rang about an injury")
  }

  @Test func asking_for_a_reason_shows_no_more_than_the_minimum() throws {
    let sample = try Sample()
    let page = OpenWithReasonPage(sample.headline(2, "Ben Example")).page(in: sample.setting)
    #expect(page.words.contains("60 minutes"))
    #expect(page.words.contains("Year of birth 2018"))
    for hidden in ["6 May 2018", "Sam Okoro recorded", "Child protection plan", "C2"] {
      #expect(!page.words.contains(hidden))
    }
  }
}
