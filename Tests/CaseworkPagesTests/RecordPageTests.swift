import Access
import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Store
import Testing

@Suite struct RecordPageTests {
  @Test func the_overview_says_what_holds_for_how_long_and_where_the_child_lives() throws {
    var sample = try Sample()
    sample.born()
    let period = sample.hold(CarePeriod.self) { $0.from = day("2026-09-22") }
    sample.hold(LegalStatusSpan.self) {
      $0.carePeriod = period
      $0.status = "C2"
      $0.from = day("2026-09-22")
    }
    sample.hold(Placement.self) {
      $0.carePeriod = period
      $0.type = "U6"
      $0.from = day("2026-10-01")
    }
    let words = RecordOverview(sample.seen(), in: sample.setting).page(in: sample.setting).words
    #expect(words.contains("In care since 22 September 2026, 60 days"))
    #expect(words.contains("since 1 October 2026"))
    #expect(words.contains("4 years old"))
    #expect(words.contains("You are the allocated social worker."))
    #expect(!words.contains("not a known code"))
  }

  @Test func care_that_began_on_an_unknown_day_is_said_to_be_older() throws {
    var sample = try Sample()
    sample.born("2010-01-01")
    sample.hold(CarePeriod.self) {
      $0.from = day("2017-09-13")
      $0.earlierStart = "P"
    }
    let overview = RecordOverview(sample.seen(), in: sample.setting).page(in: sample.setting).words
    #expect(overview.contains("In care since before 13 September 2017, more than"))
    let timeline = RecordTimeline(sample.seen(), in: sample.setting).page(in: sample.setting).words
    #expect(timeline.contains("began before this date"))
    let chronology = RecordChronology(sample.seen(), in: sample.setting)
      .page(in: sample.setting).words
    #expect(chronology.contains("Began before this date"))
  }

  @Test func dates_that_contradict_each_other_are_shown_as_recorded_on_every_page() throws {
    var sample = try Sample()
    sample.born()
    let fact = sample.hold(ChildProtectionPlan.self) {
      $0.from = day("2026-03-05")
      $0.to = day("2026-03-01")
    }
    let setting = sample.setting
    let version = FactVersion(
      version: 1, fact: sample.record[ChildProtectionPlan.self][0].fact,
      author: Author("dana", through: "import"), authorName: "Dana", known: setting.at,
      recorded: nil, reason: nil)
    let pages = [
      RecordOverview(sample.seen(), in: setting).page(in: setting),
      RecordTimeline(sample.seen(), in: setting).page(in: setting),
      RecordChronology(sample.seen(), in: setting).page(in: setting),
      try #require(FactPage(fact, history: [version], of: sample.seen(), in: setting))
        .page(in: setting),
    ]
    for page in pages {
      #expect(page.words.contains("The end is before the start"))
      #expect(page.words.contains("5 March 2026"))
      #expect(page.words.contains("1 March 2026"))
    }
  }

  @Test func a_child_without_a_name_is_called_by_the_number() throws {
    var sample = try Sample()
    sample.born(named: " ")
    let words = RecordOverview(sample.seen(), in: sample.setting).page(in: sample.setting).words
    #expect(words.contains("Name not known (child C1001)"))
  }

  @Test func a_child_who_is_not_born_yet_has_no_age() throws {
    var sample = try Sample()
    sample.hold(PersonIdentity.self) { $0.expectedBirthDate = day("2027-02-01") }
    let words = RecordOverview(sample.seen(), in: sample.setting).page(in: sample.setting).words
    #expect(words.contains("unborn, expected 1 February 2027"))
    #expect(words.contains("Born Unborn"))
  }

  @Test func a_last_visit_that_did_not_see_the_child_is_followed_by_the_last_that_did() throws {
    var sample = try Sample()
    sample.born()
    for (on, seen) in [("2026-10-01", true), ("2026-11-11", false)] {
      let visit = sample.hold(Visit.self) { $0.on = day(on) }
      sample.hold(ChildAtVisit.self) {
        $0.visit = visit
        $0.on = day(on)
        $0.childSeen = seen
        $0.childSeenAlone = seen ? false : nil
      }
    }
    let words = RecordOverview(sample.seen(), in: sample.setting).page(in: sample.setting).words
    #expect(words.contains("11 November 2026 (10 days ago): was not seen"))
    #expect(words.contains("Last seen: 1 October 2026 (51 days ago): was seen, but not alone"))
  }

  @Test func masked_texts_say_so_and_how_to_read_them() throws {
    var sample = try Sample(role: .dataOfficer)
    sample.born()
    sample.hold(CaseNote.self) {
      $0.on = day("2026-11-01")
      $0.title = "School"
      $0.note = "What the teacher said"
    }
    let page = RecordChronology(sample.seen(.returnFields, .role(.dataOfficer)), in: sample.setting)
      .page(in: sample.setting)
    #expect(!page.words.contains("What the teacher said"))
    #expect(page.words.contains("What people wrote is hidden from you. To read it, give a reason"))
    #expect(page.text.contains("/open\""))
    #expect(!page.words.contains("Record a visit"))
  }

  @Test func who_may_not_see_addresses_is_told_so_and_not_that_there_are_none() throws {
    var sample = try Sample(role: .dataOfficer)
    sample.born()
    sample.hold(Address.self) { $0.lines = "1 Made-up Road" }
    let page = RecordDetails(sample.seen(.returnFields, .role(.dataOfficer)), in: sample.setting)
      .page(in: sample.setting)
    #expect(page.words.contains("Addresses are hidden from you."))
    #expect(!page.words.contains("No address is recorded"))
  }

  @Test func a_protected_address_stands_on_no_page_unless_it_is_asked_for() throws {
    var sample = try Sample()
    sample.born()
    let fact = sample.hold(Address.self) {
      $0.from = day("2026-10-01")
      $0.lines = "7 Refuge Lane"
      $0.isProtected = true
    }
    let setting = sample.setting
    let version = FactVersion(
      version: 1, fact: sample.record[Address.self][0].fact,
      author: Author("sam.okoro", through: "web"), authorName: "Sam Okoro", known: setting.at,
      recorded: nil, reason: nil)
    let seen = sample.seen()
    for page in [
      RecordOverview(seen, in: setting).page(in: setting),
      RecordChronology(seen, in: setting).page(in: setting),
      RecordDetails(seen, in: setting).page(in: setting),
      try #require(FactPage(fact, history: [version], of: seen, in: setting)).page(in: setting),
    ] { #expect(!page.words.contains("Refuge Lane")) }
    let shown = RecordDetails(seen, showsProtected: true, in: setting).page(in: setting)
    #expect(shown.words.contains("7 Refuge Lane"))
  }

  @Test(arguments: RecordPart.allCases)
  func every_page_of_a_past_day_says_so_and_leads_back(_ part: RecordPart) throws {
    var sample = try Sample()
    sample.born()
    let known = day("2026-06-01")
    let setting = sample.setting
    let seen = sample.seen()
    let page =
      switch part {
      case .overview: RecordOverview(seen, knownOn: known, in: setting).page(in: setting)
      case .timeline: RecordTimeline(seen, knownOn: known, in: setting).page(in: setting)
      case .chronology: RecordChronology(seen, knownOn: known, in: setting).page(in: setting)
      case .family:
        RecordFamily(seen, members: [], headlines: [], knownOn: known, in: setting)
          .page(in: setting)
      case .details: RecordDetails(seen, knownOn: known, in: setting).page(in: setting)
      case .returns:
        RecordReturns(seen, findings: [], years: [], undecided: [], knownOn: known, in: setting)
          .page(in: setting)
      }
    #expect(page.words.contains("You are looking at the past"))
    #expect(page.words.contains("This is what Kith knew at the end of 1 June 2026"))
    #expect(page.words.contains("Go back to the record as it is now"))
    #expect(!page.words.contains("Record a visit"))
    for other in RecordPart.allCases {
      let link = Link.record(of: seen.record.subject, other, knownOn: known).text
      #expect(page.text.contains("href=\"\(link)\""), "the way to \(other) keeps the day")
    }
  }

  @Test func before_the_first_entry_nothing_was_held() throws {
    let sample = try Sample()
    let page = RecordOverview(sample.seen(), knownOn: day("2020-01-01"), in: sample.setting)
      .page(in: sample.setting)
    #expect(page.words.contains("Kith held nothing about this child then."))
    #expect(!page.words.contains("No open case since"))
  }

  @Test func a_past_day_ends_at_midnight_in_london() {
    #expect(AsKnown.instant(endOf: day("2026-06-01")) == Instant(iso: "2026-06-01T22:59:59.999Z"))
    #expect(AsKnown.instant(endOf: day("2026-12-01")) == Instant(iso: "2026-12-01T23:59:59.999Z"))
  }

  @Test(arguments: [
    ("2026-11-20", true), ("2026-11-21", false), ("2027-01-01", false), ("20 May", false),
  ])
  func only_a_day_before_today_is_past(_ text: String, _ isPast: Bool) {
    #expect((AsKnown.day(in: text, today: day("2026-11-21")) != nil) == isPast)
  }

  @Test func brothers_and_sisters_are_headlines_only_and_the_child_is_not_among_them() throws {
    var sample = try Sample()
    sample.born()
    let family = [
      sample.headline(2_000_001, "Ben Example"),
      sample.headline(1_000_001, "Ada Example"),
      sample.headline(2_000_002, "", expected: "2027-02-01", status: .assessment),
    ]
    let words = RecordFamily(sample.seen(), members: [], headlines: family, in: sample.setting)
      .page(in: sample.setting).words
    #expect(words.contains("Ben Example 8 years old Child protection plan"))
    #expect(words.contains("does not open with this one"))
    #expect(words.components(of: "Ada Example").count == 3, "title, bar and nothing else")
  }

  @Test func the_reason_by_which_a_record_is_open_is_said_with_its_end() throws {
    var sample = try Sample()
    sample.born()
    let words = RecordOverview(
      sample.seen(.everything, .reason),
      opening: Opening(reason: "On duty: a call", until: moment("2026-11-21", 10, 45)),
      in: sample.setting
    ).page(in: sample.setting).words
    #expect(words.contains("“On duty: a call”. The record is open to you until 10:45am."))
  }
}

extension String {
  func components(of part: String) -> [Substring] {
    split(separator: part, omittingEmptySubsequences: false)
  }
}
