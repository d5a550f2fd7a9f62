import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Store
import Testing

@Suite struct ChronologyTests {
  private func manyFacts(_ count: Int) throws -> Sample {
    var sample = try Sample()
    sample.born("2010-01-01")
    for number in 0..<count {
      sample.hold(CaseNote.self) {
        $0.on = day("2026-11-01") - number
        $0.title = "Note number \(number)."
        $0.note = "Text"
      }
    }
    return sample
  }

  @Test(arguments: [(1, 50, "Page 1 of 6"), (6, 50, "Page 6 of 6"), (99, 50, "Page 6 of 6")])
  func three_hundred_facts_are_shown_fifty_to_a_page(
    _ page: Int, _ shown: Int, _ words: String
  ) throws {
    let sample = try manyFacts(300)
    let question = ChronologyQuestion(FormState(["page": [String(page)]]))
    let text = RecordChronology(sample.seen(), question: question, in: sample.setting)
      .page(in: sample.setting)
    #expect(text.text.components(of: "kith-timeline__event").count - 1 == shown)
    #expect(text.words.contains("300 entries. \(words)"))
  }

  @Test func entries_are_grouped_by_month_the_latest_first() throws {
    let sample = try manyFacts(40)
    let words = RecordChronology(sample.seen(), in: sample.setting).page(in: sample.setting).words
    let november = try #require(words.firstRange(of: "November 2026 1 November 2026"))
    let october = try #require(words.firstRange(of: "October 2026 31 October 2026"))
    #expect(november.lowerBound < october.lowerBound)
  }

  @Test func a_period_and_kinds_narrow_it_and_can_be_taken_away() throws {
    var sample = try manyFacts(60)
    sample.hold(Referral.self) { $0.on = day("2026-10-15") }
    let question = ChronologyQuestion(
      FormState([
        "kind": ["referral"], "from-day": ["1"], "from-month": ["10"], "from-year": ["2026"],
      ]))
    let page = RecordChronology(sample.seen(), question: question, in: sample.setting)
      .page(in: sample.setting)
    #expect(page.words.contains("1 entry of 61."))
    #expect(page.words.contains("Remove this filter: Referral"))
    #expect(page.words.contains("Remove this filter: From 1 October 2026"))
  }

  @Test func a_period_the_wrong_way_round_is_refused_in_words() throws {
    let sample = try manyFacts(1)
    let question = ChronologyQuestion(
      FormState([
        "from-day": ["2"], "from-month": ["10"], "from-year": ["2026"], "to-day": ["1"],
        "to-month": ["10"], "to-year": ["2026"],
      ]))
    let page = RecordChronology(sample.seen(), question: question, in: sample.setting)
      .page(in: sample.setting)
    #expect(page.words.contains("The last day must be on or after the first day"))
  }

  // Five working days from Monday 2 November are Monday 9 November.
  @Test(arguments: [("2026-11-09", false), ("2026-11-10", true), ("2026-11-02", false)])
  func what_people_write_more_than_five_working_days_later_is_shown_as_late(
    _ known: String, _ isLate: Bool
  ) throws {
    var sample = try Sample()
    sample.hold(CaseNote.self, known: moment(known)) {
      $0.on = day("2026-11-02")
      $0.title = "Call"
      $0.note = "Text"
    }
    let words = RecordChronology(sample.seen(), in: sample.setting).page(in: sample.setting).words
    #expect(words.contains("days later") == isLate)
    if isLate { #expect(words.contains("Recorded 8 days later")) }
  }

  @Test func a_later_version_is_not_taken_for_a_late_record() throws {
    var sample = try Sample()
    sample.hold(CaseNote.self, version: 2, known: moment("2026-11-20")) {
      $0.on = day("2026-03-02")
      $0.title = "Call"
      $0.note = "Text"
    }
    let words = RecordChronology(sample.seen(), in: sample.setting).page(in: sample.setting).words
    #expect(!words.contains("later"))
    #expect(words.contains("Changed since"))
  }

  @Test func a_visit_and_what_it_found_about_the_child_are_one_entry() throws {
    var sample = try Sample()
    let visit = sample.hold(Visit.self) {
      $0.on = day("2026-11-02")
      $0.purpose = "childProtection"
      $0.note = "We talked in the kitchen"
    }
    sample.hold(ChildAtVisit.self) {
      $0.visit = visit
      $0.on = day("2026-11-02")
      $0.childSeen = true
      $0.childSeenAlone = true
      $0.note = "Ada showed her drawings"
    }
    let page = RecordChronology(sample.seen(), in: sample.setting).page(in: sample.setting)
    #expect(page.words.contains("1 entry."))
    #expect(page.words.contains("Visit: Child protection, was seen, and seen alone"))
    #expect(page.words.contains("We talked in the kitchen"))
    #expect(page.words.contains("Ada showed her drawings"))
  }

  @Test func a_short_text_stands_open_and_a_long_one_is_folded() throws {
    var sample = try Sample()
    for (on, text) in [
      ("2026-11-02", "Short"), ("2026-11-03", String(repeating: "long ", count: 200)),
    ] {
      sample.hold(CaseNote.self) {
        $0.on = day(on)
        $0.title = "Note"
        $0.note = Narrative(text)
      }
    }
    let page = RecordChronology(sample.seen(), in: sample.setting).page(in: sample.setting)
    #expect(page.text.components(of: "Read what was written").count == 2)
  }

  @Test func what_people_typed_is_never_markup() throws {
    var sample = try Sample()
    sample.hold(CaseNote.self) {
      $0.on = day("2026-11-02")
      $0.title = "<script>alert(1)</script>"
      $0.note = "<img src=x onerror=alert(1)>"
    }
    let text = RecordChronology(sample.seen(), in: sample.setting).page(in: sample.setting).text
    #expect(!text.contains("<script>alert"))
    #expect(!text.contains("<img"))
    #expect(text.contains("&lt;img src=x onerror=alert(1)&gt;"))
  }
}
