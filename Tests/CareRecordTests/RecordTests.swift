import CareRecord
import CivilTime
import Testing

@Suite struct StatusSpanTests {
  let workingDays: WorkingDayCalendar
  init() throws { workingDays = try WorkingDayCalendar.england() }

  @Test func a_looked_after_child_can_also_be_under_an_enquiry_and_the_weightier_comes_first()
    throws
  {
    var record = ChildRecord.made()
    record.hold(CarePeriod.self) { $0.from = day("2026-01-05") }
    record.hold(Section47Enquiry.self) { $0.started = day("2026-02-02") }
    let holding = record.statusSpans(workingDays: workingDays)
      .filter { $0.holds(on: day("2026-02-04")) }
    #expect(Set(holding.map(\.status)) == [.lookedAfter, .section47Enquiry])
    let headline = record.headlineStatus(on: day("2026-02-04"), workingDays: workingDays)
    #expect(headline?.status == .lookedAfter)
  }

  @Test func an_enquiry_ends_with_its_conference_or_after_fifteen_working_days() {
    var record = ChildRecord.made()
    let enquiry = record.hold(Section47Enquiry.self) { $0.started = day("2026-03-02") }
    #expect(record.statusSpans(workingDays: workingDays).first?.to == day("2026-03-23"))
    record.hold(InitialConference.self) {
      $0.enquiry = enquiry
      $0.heldOn = day("2026-03-12")
    }
    #expect(record.statusSpans(workingDays: workingDays).first?.to == day("2026-03-12"))
  }

  @Test func a_period_of_short_breaks_alone_is_not_care() {
    var record = ChildRecord.made()
    let period = record.hold(CarePeriod.self) { $0.from = day("2026-01-05") }
    record.hold(LegalStatusSpan.self) {
      $0.carePeriod = period
      $0.status = .shortBreakAgreement
      $0.from = day("2026-01-05")
    }
    #expect(record.statusSpans(workingDays: workingDays).map(\.status) == [.shortBreaks])
  }

  @Test(arguments: [
    ("2026-01-04", false), ("2026-01-05", true), ("2026-01-09", true), ("2026-01-10", false),
  ])
  func a_status_holds_from_its_first_day_until_the_day_before_it_ended(
    _ on: String, _ holds: Bool
  ) {
    let span = StatusSpan(
      .familyPlan, from: day("2026-01-05"), to: day("2026-01-10"), source: FactID(raw: 1))
    #expect(span.holds(on: day(on)) == holds)
  }

  @Test func an_open_assessment_ends_when_its_case_is_closed() {
    var record = ChildRecord.made()
    let referral = record.hold(Referral.self) { $0.on = day("2026-01-05") }
    record.hold(SocialCareEpisode.self) {
      $0.referral = referral
      $0.from = day("2026-01-05")
      $0.to = day("2026-02-05")
    }
    record.hold(ChildAndFamilyAssessment.self) {
      $0.referral = referral
      $0.started = day("2026-01-06")
    }
    #expect(record.headlineStatus(on: day("2026-03-01"), workingDays: workingDays) == nil)
  }
}

@Suite struct ChronologyTests {
  @Test func the_latest_comes_first_and_kinds_and_days_can_be_chosen() {
    var record = ChildRecord.made()
    record.hold(Referral.self) { $0.on = day("2026-01-05") }
    record.hold(CaseNote.self) { $0.on = day("2026-01-09") }
    record.hold(FamilyPlan.self) {
      $0.from = day("2026-01-07")
      $0.to = day("2026-06-01")
    }
    #expect(record.chronology().map(\.kind.name) == ["case_note", "family_plan", "referral"])
    #expect(record.chronology(kinds: ["referral"]).count == 1)
    let spring = DaySpan(from: day("2026-03-01"), to: day("2026-04-01"))
    #expect(record.chronology(touching: spring).map(\.kind.name) == ["family_plan"])
  }

  @Test func a_headline_says_codes_in_words_and_keeps_an_unknown_code_as_received() {
    let text = FactText { set, code in
      set == "ssda903.LS" && code == "C2" ? "Full care order" : nil
    }
    var known = LegalStatusSpan()
    known.status = "C2"
    #expect(text.headline(of: known) == "Full care order")
    var unknown = LegalStatusSpan()
    unknown.status = "Q9"
    #expect(text.headline(of: unknown) == "Q9 (not a known code)")
  }
}

@Suite struct RecordEditTests {
  @Test func the_same_again_changes_nothing() {
    var record = ChildRecord.made()
    record.hold(LookedAfterReview.self) { $0.on = day("2026-01-05") }
    var edit = RecordEdit(record, at: .init(milliseconds: 5), identifiers: .counting())
    var same = LookedAfterReview()
    same.on = day("2026-01-05")
    edit.put(same, inPlaceOf: { $0.on == same.on })
    #expect(edit.changes(because: "again").isEmpty)
  }

  @Test func what_differs_replaces_the_version_that_was_there_and_says_why() throws {
    var record = ChildRecord.made()
    let id = record.hold(LookedAfterReview.self) { $0.on = day("2026-01-05") }
    var edit = RecordEdit(record, at: .init(milliseconds: 5), identifiers: .counting())
    var other = LookedAfterReview()
    other.on = day("2026-01-05")
    other.participation = "PN1"
    edit.put(other, inPlaceOf: { $0.on == other.on })
    edit.put(CaseNote(), inPlaceOf: { _ in false })
    edit.withdraw(Referral.self) { _ in true }
    let changes = edit.changes(because: "received again")
    #expect(changes.count == 2)
    let change = try #require(changes.first { $0.fact == id })
    #expect(change.replaces == 1)
    #expect(change.reason == "received again")
  }
}

@Suite struct IdentifierTests {
  @Test(arguments: [0, 1, 42, Int64.max]) func an_identifier_survives_its_text(_ raw: Int64) {
    let identifier = FactID(raw: raw)
    #expect(FactID(text: identifier.text) == identifier)
    #expect(identifier.text.utf8.count == 13)
  }

  @Test(arguments: ["", "0", "zzzzzzzzzzzzz", "000000000000u", "00000000000000", "ILOU000000000"])
  func other_texts_are_no_identifiers(_ text: String) {
    #expect(FactID(text: text) == nil)
  }

  @Test func a_source_never_repeats_itself_within_a_millisecond_or_when_the_clock_goes_back() {
    var source = IdentifierSource(milliseconds: { 1_800_000_000_000 })
    var last = FactID(raw: 0)
    for _ in 0..<10_000 {
      let next: FactID = source.next()
      #expect(next > last)
      last = next
    }
  }
}

func day(_ iso: String) -> Day { Day(iso: iso) ?? .unset }

extension IdentifierSource {
  static func counting() -> IdentifierSource { IdentifierSource(milliseconds: { 1 }) }
}

extension ChildRecord {
  static func made() -> ChildRecord { ChildRecord(.child(SubjectID(raw: 1))) }

  @discardableResult
  mutating func hold<F: Fact>(_ type: F.Type, _ fill: (inout F) -> Void) -> FactID {
    var fact = F()
    fill(&fact)
    let id = FactID(raw: Int64(all.count) + 100)
    self[type].append(Held(id: id, version: 1, known: .init(milliseconds: 0), fact))
    return id
  }
}
