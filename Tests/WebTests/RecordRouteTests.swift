import Access
import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Store
import Testing

@testable import Web

@Suite struct RecordRouteTests {
  let site: TestSite

  init() async throws { site = try await TestSite.withFamily() }

  static let ada = Link.record(of: TestFamily.ada).text
  static let reading =
    ["", "/timeline", "/chronology", "/family", "/details", "/as-known"]
    .map { ada + $0 } + [Link.fact(TestFamily.identity, of: TestFamily.ada).text]
  static let writing = ["/visits/new", "/notes/new"].map { ada + $0 }

  // MARK: - Who may

  @Test(arguments: [("wren", 200), ("moss", 200), ("data", 200), ("fern", 303), ("sorrel", 403)])
  func every_page_of_a_record_asks_who_reads(user: String, status: Int) async throws {
    let client = try await site.client(as: user)
    for page in RecordRouteTests.reading {
      let answer = try await client.get(page)
      #expect(answer.status == status, "\(page)")
      if status == 303 {
        #expect(answer.location?.hasPrefix(RecordRouteTests.ada + "/open?next=") == true)
      }
      if status != 200 { #expect(!answer.text.contains("Ada")) }
    }
  }

  @Test(arguments: [("wren", 200), ("moss", 200), ("data", 403), ("fern", 303), ("sorrel", 403)])
  func only_those_who_write_get_a_form(user: String, status: Int) async throws {
    let client = try await site.client(as: user)
    for page in RecordRouteTests.writing {
      var answer = try await client.get(page)
      if status == 200, answer.status == 303 { answer = try await client.follow(answer) }
      #expect(answer.status == status, "\(page)")
    }
  }

  @Test func a_record_that_is_not_there_is_not_found() async throws {
    let client = try await site.client(as: "wren")
    for page in [
      Link.record(of: .child(SubjectID(raw: 999))).text, "/children/nobody",
      RecordRouteTests.ada + "/facts/0000000000009",
      RecordRouteTests.ada + "/visits/0000000000009",
      RecordRouteTests.ada + "/notes/0000000000009",
      Link.record(of: TestFamily.family).text,
    ] { #expect(try await client.get(page).status == 404, "\(page)") }
  }

  // MARK: - Opening with a reason

  @Test func a_reason_opens_the_record_and_leads_back() async throws {
    let client = try await site.client(as: "fern")
    let page = RecordRouteTests.ada + "/details"
    let asked = try await client.follow(try await client.get(page))
    #expect(asked.status == 200)
    #expect(asked.text.contains("Ada Example"))
    #expect(asked.text.contains("2017"))
    #expect(!asked.text.contains("4 March 2017"))

    let open = RecordRouteTests.ada + "/open"
    let refused = try await client.submit(open, on: asked, ["reason": "The school rang"])
    #expect(refused.status == 422)
    #expect(refused.text.contains("The school rang"))

    let opened = try await client.submit(
      open, on: asked, ["ground": "duty", "reason": "The school rang"])
    #expect(opened.location == page)
    let record = try await client.follow(opened)
    #expect(record.text.contains("4 March 2017"))
    site.clock.advance(minutes: 59)
    #expect(try await client.get(page).status == 200)
    site.clock.advance(minutes: 1)
    #expect(try await client.get(page).status == 303)
  }

  @Test func it_leads_to_no_other_host() async throws {
    let client = try await site.client(as: "fern")
    let open = RecordRouteTests.ada + "/open"
    let page = try await client.get(open + "?next=//elsewhere.test/")
    let opened = try await client.submit(
      open, on: page,
      ["ground": "duty", "reason": "The school rang", "next": "https://elsewhere.test"])
    #expect(opened.location == RecordRouteTests.ada)
  }

  @Test func a_data_officer_reads_what_people_wrote_after_a_reason() async throws {
    var note = CaseNote()
    note.on = site.clock.now.inLondon.day
    note.title = "Call"
    note.note = "Only for those who work with Ada"
    try await site.receive([.new(note, id: FactID(raw: 77), of: [TestFamily.ada])])
    let client = try await site.client(as: "data")
    let page = RecordRouteTests.ada + "/chronology"
    let masked = try await client.get(page)
    #expect(masked.text.contains(Sight.mask))
    #expect(!masked.text.contains(note.note.text))
    let open = RecordRouteTests.ada + "/open"
    _ = try await client.submit(
      open, on: try await client.get(open), ["ground": "texts", "reason": "Asked by the court"])
    #expect(try await client.get(page).text.contains(note.note.text))
  }

  // MARK: - Family

  @Test func the_family_shows_brothers_sisters_and_grown_ups() async throws {
    let page = try await site.client(as: "wren").get(RecordRouteTests.ada + "/family").text
    for name in ["Ben Example", "Cal Example", "Dot Example", "Mae Example"] {
      #expect(page.contains(name), "\(name)")
    }
    #expect(page.contains(Link.record(of: TestFamily.dot).text))
  }

  @Test func a_brothers_record_does_not_open_with_this_one() async throws {
    let client = try await site.client(as: "wren")
    #expect(try await client.get(Link.record(of: TestFamily.dot).text).status == 303)
  }

  // MARK: - As known on a past day

  @Test func a_past_day_shows_what_was_known_then() async throws {
    let then = site.clock.now.inLondon.day
    site.clock.advance(minutes: 3 * 24 * 60)
    let held = try await site.record(TestFamily.ada)[PersonIdentity.self]
    var corrected = try #require(held.first?.fact)
    corrected.givenNames = "Adelaide"
    try await site.receive([
      Change(
        TestFamily.identity, replaces: 1, of: [TestFamily.ada], .put(corrected),
        reason: "The birth certificate")
    ])
    let client = try await site.client(as: "wren")
    for part in RecordPart.allCases {
      let now = try await client.get(Link.record(of: TestFamily.ada, part).text).text
      let past = try await client.get(
        Link.record(of: TestFamily.ada, part, knownOn: then).text
      ).text
      #expect(now.contains("Adelaide Example"), "\(part)")
      #expect(past.contains("Ada Example"), "\(part)")
      #expect(!past.contains("Adelaide"), "\(part)")
      #expect(past.contains("You are looking at the past"), "\(part)")
    }
    let fact = try await client.get(Link.fact(TestFamily.identity, of: TestFamily.ada).text).text
    #expect(fact.contains("The birth certificate"))
    let pastFact = try await client.get(
      Link.fact(TestFamily.identity, of: TestFamily.ada, knownOn: then).text)
    #expect(!pastFact.text.contains("The birth certificate"))
  }

  @Test(arguments: ["2026-03-04", "2099-01-01", "31/02/2025", "yesterday"])
  func what_is_no_past_day_never_shows_a_record_under_its_name(day: String) async throws {
    let client = try await site.client(as: "wren")
    let answer = try await client.get(
      Link.record(of: TestFamily.ada).setting(AsKnown.name, day).text)
    #expect(answer.status == 303)
    #expect(answer.location == RecordRouteTests.ada + "/as-known")
  }

  @Test(arguments: [
    ("on-day=3&on-month=3&on-year=2026", 303), ("on-day=31&on-month=2&on-year=2025", 422),
    ("on-day=5&on-month=3&on-year=2026", 422), ("on-day=&on-month=&on-year=", 422),
  ])
  func the_day_is_asked_for(query: String, status: Int) async throws {
    let client = try await site.client(as: "wren")
    let answer = try await client.get(RecordRouteTests.ada + "/as-known?" + query)
    #expect(answer.status == status)
    if status == 303 {
      #expect(answer.location == RecordRouteTests.ada + "?known=2026-03-03")
    }
  }
}
