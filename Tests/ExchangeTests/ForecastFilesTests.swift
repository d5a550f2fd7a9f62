import CivilTime
import Exchange
import Forecast
import Foundation
import Returns
import Testing

@Suite struct ForecastFilesTests {
  private static let header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,04/05/2012,WBRI,,,\n"
  private static let columns =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

  private func read(_ episodes: [String], years: ClosedRange<CollectionYear>? = nil)
    -> ForecastFiles
  {
    let uploads =
      [(name: "header.csv", bytes: Array(Self.header.utf8))]
      + episodes.enumerated().map { index, rows in
        (name: "episodes-\(index).csv", bytes: Array((Self.columns + rows).utf8))
      }
    return ForecastFiles(ReturnFiles(uploads: uploads), years: years)
  }

  private func years(_ first: String, _ last: String) throws -> ClosedRange<CollectionYear> {
    try #require(CollectionYear(first))...(try #require(CollectionYear(last)))
  }

  @Test func five_years_of_files_are_one_history() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Samples/ssda903-history").path(percentEncoded: false)
    let files = ForecastFiles(ReturnFiles(paths: [folder]))
    let asked = try years("2017-18", "2021-22")
    #expect(files.years == asked)
    let history = try #require(files.history)
    #expect(history.monthCount == 60)
    #expect(files.episodeCount == 3737)
    // As another reader of the same files counts them.
    #expect(history.total(at: history.lastDay) == 75)
    #expect(history.notes[.shortBreak] ?? 0 > 300)
  }

  @Test func the_end_counts_whichever_file_is_read_first() throws {
    let open = "1,10/05/2020,S,C2,N1,U4,PR1,,,,,,\n"
    let ended = "1,10/05/2020,S,C2,N1,U4,PR1,15/06/2021,E4A,,,,\n"
    for episodes in [[open, ended], [ended, open]] {
      let files = read(episodes, years: try years("2020-21", "2021-22"))
      let history = try #require(files.history)
      #expect(history.total(at: try #require(Day(iso: "2021-05-31"))) == 1)
      #expect(history.total(at: try #require(Day(iso: "2021-06-30"))) == 0)
    }
  }

  @Test func what_cannot_be_read_is_named_and_the_rest_is_used() throws {
    let files = read(
      [
        "1,31/02/2020,S,C2,N1,U4,PR1,,,,,,\n1,,S,C2,N1,U4,PR1,,,,,,\n"
          + "1,10/05/2020,S,C2,N1,U4,PR1,15/06/2021,E4A,,,,\n1,20/06/2021,S,C2,N1,U4,PR1,soon,,,,,\n"
      ], years: try years("2020-21", "2021-22"))
    #expect(files.episodeCount == 1)
    let dates = files.refusals.compactMap(\.field).filter { ["DECOM", "DEC"].contains($0) }
    #expect(dates.count == 3)
    #expect(files.refusals.contains { $0.value == "31/02/2020" })
    #expect(files.refusals.contains { $0.value == "soon" })
    #expect(files.history?.total(at: try #require(Day(iso: "2021-05-31"))) == 1)
  }

  @Test func files_without_an_end_do_not_say_which_years_they_are_of() {
    #expect(read(["1,10/05/2020,S,C2,N1,U4,PR1,,,,,,\n"]).history == nil)
    #expect(ForecastFiles(ReturnFiles(uploads: [])).history == nil)
  }
}
