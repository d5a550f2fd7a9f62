import Access
import CaseworkPages
import CivilTime
import HTTPTypes
import Store
import Testing

@testable import Web

@Suite struct BackgroundTests {
  let site: TestSite

  init() async throws { site = try await TestSite() }

  /// Asks for a page until it no longer says that it will change by itself.
  private func settled(_ path: String, by client: TestClient) async throws -> Answer {
    for _ in 0..<3_000 {
      let answer = try await client.get(path)
      if answer.headers[.refresh] == nil { return answer }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw NeverSettled()
  }

  private struct NeverSettled: Error {}

  private func makeReturn(
    _ form: String, _ year: String, by client: TestClient
  ) async throws -> Answer {
    let page = try await client.get("/exports")
    return try await client.submit("/exports", on: page, ["return": form, "year": year])
  }

  @Test(arguments: ["wren", "moss", "sorrel"])
  func only_data_officers_make_returns(user: String) async throws {
    let client = try await site.client(as: user)
    for page in ["/exports", "/exports/1", "/exports/1/all", "/jobs"] {
      #expect(try await client.get(page).status == 403, "\(page)")
    }
  }

  @Test func a_return_is_made_in_the_background_and_its_files_fetched() async throws {
    let client = try await site.client(as: "data")
    let asked = try await makeReturn("ssda903", "2025", by: client)
    let path = try #require(asked.location)
    let done = try await settled(path, by: client)
    #expect(done.text.contains("Download all as a zip file"), "\(done.text)")
    #expect(done.text.contains("header.csv"))
    let file = try await client.get(path + "/files/header.csv")
    #expect(file.text.hasPrefix("CHILD,SEX,DOB"))
    #expect(file.headers[.contentDisposition] == "attachment; filename=\"header.csv\"")
    let all = try await client.get(path + "/all")
    #expect(all.headers[.contentType] == "application/zip")
    #expect(try await client.get(path + "/files/other.csv").status == 404)
    #expect(try await client.get("/jobs").text.contains("SSDA903, 2024-25"))
  }

  @Test func only_whoever_asked_fetches_the_files() async throws {
    try await site.add(
      Person(
        user: "other", name: "Other Fable", authority: TestSite.authority, roles: [.dataOfficer]))
    let client = try await site.client(as: "data")
    let path = try #require(try await makeReturn("cin", "2025", by: client).location)
    _ = try await settled(path, by: client)
    let other = try await site.client(as: "other")
    #expect(try await other.get(path).text.contains("Only data, who asked for it"))
    #expect(try await other.get(path + "/all").status == 403)
  }

  @Test(arguments: [("", "2025"), ("ssda904", "2025"), ("cin", "1066"), ("cin", "next")])
  func a_return_that_is_none_is_refused_in_the_form(form: String, year: String) async throws {
    let client = try await site.client(as: "data")
    let answer = try await makeReturn(form, year, by: client)
    #expect(answer.status == 422)
    #expect(answer.text.contains("There is a problem"))
    #expect(try await site.store.jobs(limit: 10).isEmpty)
  }

  @Test func work_that_a_server_left_behind_is_done_by_the_next() async throws {
    // Asked for, begun, and then the server was killed.
    _ = try await site.store.addJob(
      "exporting", of: #"{"form":"cin","year":2025}"#, by: "data", at: site.clock.now)
    _ = try await site.store.takeJob(by: "a server that is gone", at: site.clock.now)
    let client = try await site.client(as: "data")
    _ = try await makeReturn("ssda903", "2025", by: client)
    // Nobody takes what may still be at work.
    try await Task.sleep(for: .milliseconds(50))
    #expect(try await site.store.jobs(limit: 10).allSatisfy { $0.ended == nil })
    site.clock.advance(minutes: 2)
    _ = try await makeReturn("cin", "2024", by: client)
    for number in 1...3 { _ = try await settled("/exports/\(number)", by: client) }
    #expect(try await site.store.jobs(limit: 10).map(\.outcome) == [.done, .done, .done])
  }

  @Test func what_waits_is_taken_out_of_the_line_by_a_button() async throws {
    for _ in 1...2 {
      _ = try await site.store.addJob(
        "exporting", of: #"{"form":"cin","year":2025}"#, by: "data", at: site.clock.now)
    }
    let client = try await site.client(as: "data")
    let page = try await client.get("/jobs")
    _ = try await site.store.takeJob(by: "another server", at: site.clock.now)
    let later = try await client.get("/jobs")
    #expect(later.text.contains("Under way"))
    #expect(later.text.contains("Waiting"))
    #expect(try await client.get("/exports/2").text.contains("1 task will be done before it"))
    #expect(try await client.submit("/jobs/2/cancel", on: page).location == "/jobs")
    #expect(try await client.submit("/jobs/1/cancel", on: page).status == 409)
    #expect(try await client.get("/jobs").text.contains("Cancelled"))
  }

  @Test func work_of_somebody_who_has_left_is_not_done() async throws {
    _ = try await site.store.addJob(
      "exporting", of: #"{"form":"cin","year":2025}"#, by: "wren", at: site.clock.now)
    let client = try await site.client(as: "data")
    _ = try await makeReturn("cin", "2025", by: client)
    _ = try await settled("/exports/2", by: client)
    let first = try #require(try await site.store.job(1))
    #expect(first.outcome == .failed)
    #expect(first.words.contains("may no longer do this"))
  }
}
