import Access
import CareRecord
import CivilTime
import Exchange
import Forecast
import Foundation
import Returns
import Store
import Testing

@Suite struct ForecastRecordsTests {
  private static let history = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Samples/ssda903-history")

  private func read(_ site: Site, _ roles: Set<Role> = [.dataOfficer], on day: Day? = nil)
    async throws -> ForecastRecords
  {
    let person = Person(user: "olive", name: "Olive", authority: .fictional, roles: roles)
    return try await ForecastRecords(
      from: site.store,
      for: Reading(
        by: person, at: Site.now, today: day ?? Site.now.inLondon.day, purpose: "forecast"))
  }

  /// What was imported year by year is the same history as the files give.
  @Test func the_record_of_five_years_gives_what_the_files_give() async throws {
    let site = try await Site()
    defer { site.remove() }
    for year in 2017...2021 {
      let files = try ["header", "episodes"].map { table in
        (
          "\(table).csv",
          try String(
            contentsOf: Self.history.appending(path: "\(year)-\(table).csv"), encoding: .utf8)
        )
      }
      try await site.take(files, year: CollectionYear.ending(year + 1).description)
    }
    let found = try await read(site)
    let history = try #require(found.history)
    let files = ForecastFiles(ReturnFiles(paths: [Self.history.path(percentEncoded: false)]))
    let expected = try #require(files.history)
    #expect(found.years?.first == "2017-18" && found.years?.last == "2021-22")
    #expect(found.gaps.isEmpty && found.futureCount == 0)
    #expect(history.lastDay == expected.lastDay && history.monthCount == expected.monthCount)
    let (one, other) = (history.totals, expected.totals)
    #expect(one.count == other.count)
    let apart = zip(one, other).map { abs($0.children - $1.children) }.max() ?? 0
    #expect(apart <= 2, "the record and the files differ by up to \(apart) children")
    #expect(found.homes.reduce(0) { $0 + $1.count } == one.last?.children)
  }

  @Test func nobody_in_care_gives_no_history() async throws {
    let site = try await Site()
    defer { site.remove() }
    let found = try await read(site)
    #expect(found.history == nil && found.episodeCount == 0 && found.homes.isEmpty)
  }

  @Test(arguments: [Role.socialWorker, .systemCustodian])
  func who_may_not_have_everyone_counted_is_refused(role: Role) async throws {
    let site = try await Site()
    defer { site.remove() }
    await #expect(throws: ReadRefused.self) { try await read(site, [role]) }
  }
}
