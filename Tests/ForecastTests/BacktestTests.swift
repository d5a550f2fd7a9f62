import CivilTime
import Foundation
import Published
import Statistics
import Testing

@testable import Forecast

@Suite struct BacktestTests {
  /// Twelve made-up authorities: growing, falling, steady, large and small.
  @Test func made_up_authorities_are_foretold_as_surely_as_is_said() throws {
    var trials: [BacktestTrial] = []
    for number: UInt64 in 1...12 {
      trials +=
        CareBacktest(
          MadeUpCare.authority(number, years: 6).history(), horizon: 12, step: 12, learning: 24,
          settings: ForecastSettings(draws: 8)
        ).trials
    }
    let summary = try #require(BacktestSummary(trials))
    try note("made-up authorities, 12 months", summary)
    #expect(summary.count == 48)
    #expect(summary.error < summary.errorOfConstantRate)
    // Their arrivals do not wander as real ones do, so the intervals hold more than they promise.
    #expect(summary.coverage.value >= 0.8)
  }

  @Test func the_sample_history_is_foretold() throws {
    let history = try Self.sample()
    #expect(history.monthCount == 60)
    let backtest = CareBacktest(
      history, horizon: 12, step: 3, settings: ForecastSettings(draws: 12))
    let summary = try #require(backtest.summary)
    try note("sample history, 12 months", summary)
    for trial in backtest.trials {
      try note(
        "  \(trial.name): \(trial.actual), foretold \(trial.forecast.value) "
          + "(\(trial.forecast.lower) to \(trial.forecast.upper)), "
          + "same \(trial.sameAsNow), constant \(trial.constantRate)")
    }
    #expect(summary.error < summary.errorOfSameAsNow / 2)
    // It collapses. The last year's rates, believed whole, are then as good as rates that are doubted.
    #expect(summary.error < 1.1 * summary.errorOfConstantRate)
  }

  /// All authorities, each year from 2014, by the figures first published.
  @Test(arguments: [1, 3]) func published_years_are_foretold(ahead: Int) throws {
    let figures = try PublishedFigures.shipped()
    func series(_ measure: String) -> [String: [Int: Double]] {
      var all: [String: [Int: Double]] = [:]
      for area in figures.authorities() {
        let numbers = figures.series(of: measure, for: area.code, edition: .firstPublished).numbers
        all[area.code] = Dictionary(uniqueKeysWithValues: numbers.map { ($0.year, $0.number) })
      }
      return all
    }
    let backtest = YearlyBacktest(
      series("lookedAfter"), started: series("startedCare"), ceased: series("ceasedCare"),
      origins: 2014...2025 - ahead, ahead: ahead)
    let summary = try #require(backtest.summary)
    let naive = backtest.areasBetter { $0.sameAsNow }
    let plain = backtest.areasBetter { $0.constantRate }
    try note(
      "published years, \(ahead) ahead: better than the same in \(naive), than constant in \(plain)",
      summary)
    #expect(summary.error < summary.errorOfSameAsNow)
    #expect(summary.error < summary.errorOfConstantRate)
    #expect(naive.better * 2 > naive.of)
    #expect(plain.better * 2 > plain.of)
    #expect((0.72...0.88).contains(summary.coverage.value))
  }

  @Test func an_area_without_a_past_has_no_forecast() {
    let series = ["a": [2020: 100.0, 2021: 110], "b": [2021: 5.0], "c": [2019: 8.0, 2020: 0]]
    let trend = PooledTrend(series, origin: 2021, years: 2)
    #expect(trend.forecast(of: "a").count == 2)
    #expect(trend.forecast(of: "a").first?.upper == .infinity)
    #expect(trend.forecast(of: "a").first?.lower == 0)
    #expect(trend.forecast(of: "b").isEmpty)
    #expect(trend.forecast(of: "c").isEmpty)
    #expect(trend.forecast(of: "d").isEmpty)
    #expect(PooledTrend([:], origin: 2021, years: 1).forecast(of: "a").isEmpty)
  }

  // MARK: - Reading the sample

  /// Five years of files, to 31 March 2018 to 2022, read plainly.
  static func sample() throws -> CareHistory {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Samples/ssda903-history")
    var births: [String: Day] = [:]
    var spans: [CareSpan] = []
    for year in 2017...2021 {
      for row in try rows(folder.appending(path: "\(year)-header.csv")) {
        births[row["CHILD"] ?? ""] = day(row["DOB"])
      }
      for row in try rows(folder.appending(path: "\(year)-episodes.csv")) {
        let child = row["CHILD"] ?? ""
        spans.append(
          CareSpan(
            child: child, born: births[child] ?? .unset, home: HomeKind(place: row["PLACE"] ?? ""),
            legalStatus: row["LS"] ?? "", start: day(row["DECOM"]),
            end: row["DEC"].flatMap { $0.isEmpty ? nil : day($0) }, reasonEnded: row["REC"] ?? ""))
      }
    }
    let begin = try #require(Day(year: 2017, month: 4, day: 1))
    let end = try #require(Day(year: 2022, month: 4, day: 1))
    return CareHistory(spans, observed: DaySpan(from: begin, to: end))
  }

  private static func rows(_ file: URL) throws -> [[String: String]] {
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    let header = (lines.first ?? "").split(separator: ",").map(String.init)
    return lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Dictionary(zip(header, fields), uniquingKeysWith: { first, _ in first })
    }
  }

  private static func day(_ text: String?) -> Day {
    let parts = (text ?? "").split(separator: "/").compactMap { Int($0) }
    guard parts.count == 3 else { return .unset }
    return Day(year: parts[2], month: parts[1], day: parts[0]) ?? .unset
  }

  // MARK: - Figures for the documentation, where they are asked for

  private func note(_ name: String, _ summary: BacktestSummary) throws {
    func percent(_ value: Double) -> String { String(format: "%.2f", 100 * value) }
    try note(
      "\(name): \(summary.count) forecasts, error \(percent(summary.error)), same "
        + "\(percent(summary.errorOfSameAsNow)), constant \(percent(summary.errorOfConstantRate)), "
        + "coverage \(percent(summary.coverage.value)) "
        + "(\(percent(summary.coverage.lower)) to \(percent(summary.coverage.upper)))")
  }

  /// Written to the file that `KITH_BACKTESTS` names, if it names one.
  private func note(_ line: String) throws {
    guard let path = ProcessInfo.processInfo.environment["KITH_BACKTESTS"] else { return }
    let url = URL(filePath: path)
    if !FileManager.default.fileExists(atPath: path) { try Data().write(to: url) }
    let handle = try FileHandle(forWritingTo: url)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data((line + "\n").utf8))
    try handle.close()
  }
}
