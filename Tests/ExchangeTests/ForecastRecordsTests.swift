import Access
import CareRecord
import CivilTime
import Forecast
import Foundation
import Returns
import Store
import Testing

@testable import Exchange

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
    let areas = Areas(whereMostComeFromIn: history, atMost: 3, fewest: 1)
    let now = history.now(by: areas).values.flatMap { $0 }
    #expect(now.reduce(0) { $0 + $1.children } == one.last?.children)
    #expect(areas.named.count == 3)
    #expect(now.reduce(0) { $0 + $1.homeNotRecorded } < now.reduce(0) { $0 + $1.children })
  }

  @Test func nobody_in_care_gives_no_history() async throws {
    let site = try await Site()
    defer { site.remove() }
    let found = try await read(site)
    #expect(found.history == nil && found.episodeCount == 0)
  }

  @Test(arguments: [Role.socialWorker, .systemCustodian])
  func who_may_not_have_everyone_counted_is_refused(role: Role) async throws {
    let site = try await Site()
    defer { site.remove() }
    await #expect(throws: ReadRefused.self) { try await read(site, [role]) }
  }

  /// Leavers of each year to 31 March, from the one to 2018 on.
  @Test(
    arguments: [
      // All known from the first file on, as files of each year are: a small authority shrinks.
      ([200, 160, 90, 60, 45], false, 2018...2022),
      // A record begun in 2021: of those who left before, only who is known since.
      ([11, 52, 86, 153, 195, 194, 214], true, 2021...2024),
      ([0, 2, 5, 3, 4], true, 2019...2022),
    ])
  func years_before_a_record_began_are_not_taken_for_growth(
    leavers: [Int], beganLater: Bool, expected: ClosedRange<Int>
  ) throws {
    let ends = Dictionary(
      uniqueKeysWithValues: leavers.enumerated().map { (CollectionYear.ending(2018 + $0), $1) })
    let observed = try #require(ObservedYears(ends, beganLater: beganLater))
    #expect(observed.range.lowerBound.endYear == expected.lowerBound)
    #expect(observed.range.upperBound.endYear == expected.upperBound)
  }

  @Test func a_move_within_care_is_no_leaving() {
    #expect(!ObservedYears.isLeaving("X1"))
    #expect(ObservedYears.isLeaving("E4A") && ObservedYears.isLeaving(""))
  }
}
