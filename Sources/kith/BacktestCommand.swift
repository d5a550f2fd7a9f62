import ArgumentParser
import Exchange
import Forecast
import Foundation
import Published
import Returns
import Statistics

struct BacktestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Say how forecasts would have done in the past.",
    discussion: """
      Makes each forecast again from earlier years or months, knowing nothing later, and holds it \
      against what came: on the published years of every authority, and on the SSDA903 files of each \
      path, which are those of one authority.

        kith backtest
        kith backtest returns-of-leeds returns-of-essex --group "Two authorities"
      """)

  @Argument(
    help: "For each authority, a folder or zip with its SSDA903 files.", completion: .file())
  var paths: [String] = []

  @Option(help: "What the authorities of these paths are called in the table.")
  var group = "Files"

  @Option(
    name: .customLong("months"), parsing: .upToNextOption, help: "How many months ahead.")
  var horizons = [12, 36]

  @Option(help: "Months between one forecast and the next.")
  var step = 3

  @Option(help: "text, or markdown for a document.")
  var format = BacktestFormat.text

  enum BacktestFormat: String, ExpressibleByArgument { case text, markdown }

  func run() async throws {
    try await Kith.perform {
      guard horizons.allSatisfy({ (1...120).contains($0) }), step > 0 else {
        throw Unusable("Ask for 1 to 120 months ahead, and a step of a month or more.")
      }
      var rows = try [1, 3].compactMap(published)
      rows += try files()
      let header = [
        "Past", "Ahead", "Forecasts", "Error", "Same", "Constant", "Within the interval",
        "Better than same, constant",
      ]
      switch format {
      case .text: Terminal.table(header, rows)
      case .markdown:
        for line in [header, header.map { _ in "---" }] + rows {
          Terminal.say("| \(line.joined(separator: " | ")) |")
        }
      }
    }
  }

  /// The years of every authority by the figures first published, each year from 2014.
  private func published(ahead: Int) throws -> [String]? {
    let figures: PublishedFigures
    do {
      figures = try PublishedFigures.shipped()
    } catch {
      throw Unusable(error.description)
    }
    func series(_ measure: String) -> [String: [Int: Double]] {
      figures.authorities().reduce(into: [:]) { all, area in
        let numbers = figures.series(of: measure, for: area.code, edition: .firstPublished).numbers
        all[area.code] = Dictionary(
          numbers.map { ($0.year, $0.number) }, uniquingKeysWith: { first, _ in first })
      }
    }
    let backtest = YearlyBacktest(
      series("lookedAfter"), started: series("startedCare"), ceased: series("ceasedCare"),
      origins: 2014...2025 - ahead, ahead: ahead)
    return backtest.summary.map { summary in
      row(
        "Published years of all authorities", ahead == 1 ? "1 year" : "\(ahead) years", summary,
        same: backtest.areasBetter { $0.sameAsNow },
        constant: backtest.areasBetter { $0.constantRate })
    }
  }

  /// Each path's own past, all paths together.
  private func files() throws -> [[String]] {
    let histories = try paths.map { path in
      let files = ForecastFiles(ReturnFiles(paths: [path]))
      guard let history = files.history else {
        throw Unusable("There are no SSDA903 episodes in \(path) to learn from.")
      }
      return history
    }
    return horizons.compactMap { months in
      let trials = histories.map { history in
        CareBacktest(
          history, horizon: months, step: step, settings: ForecastSettings(draws: 40)
        ).trials
      }.filter { !$0.isEmpty }
      guard let summary = BacktestSummary(trials.flatMap { $0 }) else { return nil }
      func better(than other: (BacktestTrial) -> Double) -> (better: Int, of: Int) {
        let better = trials.count { trials in
          trials.reduce(0) { $0 + abs($1.forecast.value - $1.actual) }
            < trials.reduce(0) { $0 + abs(other($1) - $1.actual) }
        }
        return (better, trials.count)
      }
      return row(
        group, "\(months) months", summary, same: better { $0.sameAsNow },
        constant: better { $0.constantRate })
    }
  }

  private func row(
    _ name: String, _ ahead: String, _ summary: BacktestSummary, same: (better: Int, of: Int),
    constant: (better: Int, of: Int)
  ) -> [String] {
    func percent(_ share: Double) -> String { String(format: "%.1f%%", 100 * share) }
    let held = Int((summary.coverage.value * Double(summary.count)).rounded())
    return [
      name, ahead, "\(summary.count)", percent(summary.error), percent(summary.errorOfSameAsNow),
      percent(summary.errorOfConstantRate), "\(held) of \(summary.count)",
      same.of > 1 ? "\(same.better), \(constant.better) of \(same.of)" : "",
    ]
  }
}
