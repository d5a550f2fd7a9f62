import ArgumentParser
import CivilTime
import Exchange
import Forecast
import Foundation
import Published
import Returns
import Simulation
import Statistics
import Store

struct BacktestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Say how forecasts would have done in the past.",
    discussion: """
      Makes each forecast again from earlier years or months, knowing nothing later, and holds it \
      against what came: on the published years of every authority, and on the SSDA903 files of each \
      path, which are those of one authority. Authorities that are made up can stand beside them: the \
      same seed makes the same ones everywhere.

        kith backtest
        kith backtest returns-of-leeds returns-of-essex --group "Two authorities"
        kith backtest --made-up 42 --simulated 6 --seed 101 --step 6 --format markdown
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

  @Option(help: "The first published year to forecast from.")
  var since = 2014

  @Option(
    help: "How many authorities to make up by known rates, once steady or drifting, once wandering."
  )
  var madeUp = 0

  @Option(help: "How many authorities to simulate, as kith simulate makes them.")
  var simulated = 0

  @Option(help: "The seed of the first authority that is made up or simulated.")
  var seed: UInt64 = 1

  @Option(help: "text, or markdown for a document.")
  var format = BacktestFormat.text

  enum BacktestFormat: String, ExpressibleByArgument { case text, markdown }

  func run() async throws {
    try await Kith.perform {
      guard horizons.allSatisfy({ (1...120).contains($0) }), step > 0 else {
        throw Unusable("Ask for 1 to 120 months ahead, and a step of a month or more.")
      }
      guard (2011...2024).contains(since) else {
        throw Unusable("Published years can be foretold from 2011 to 2024.")
      }
      guard (0...1_000).contains(madeUp), (0...100).contains(simulated), seed < 1 << 32 else {
        throw Unusable(
          "Ask for at most 1,000 authorities made up and 100 simulated, with a seed below 4,294,967,296."
        )
      }
      var rows = try [1, 3].compactMap(published)
      for past in try pasts() { rows += await past.rows(horizons: horizons, step: step) }
      switch format {
      case .text: Terminal.table(BacktestRow.header, rows.map(\.cells))
      case .markdown:
        for line in [BacktestRow.header, BacktestRow.header.map { _ in "---" }] + rows.map(\.cells)
        {
          Terminal.say("| \(line.joined(separator: " | ")) |")
        }
      }
    }
  }

  /// The years of every authority by the figures first published.
  private func published(ahead: Int) throws -> BacktestRow? {
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
    guard since <= 2025 - ahead else { return nil }
    let backtest = YearlyBacktest(
      series("lookedAfter"), started: series("startedCare"), ceased: series("ceasedCare"),
      origins: since...2025 - ahead, ahead: ahead)
    return BacktestRow(
      "Published years of all authorities", ahead == 1 ? "1 year" : "\(ahead) years",
      Array(backtest.trials.values))
  }

  /// Each group of authorities of which the months are known.
  private func pasts() throws -> [BacktestPast] {
    var pasts: [BacktestPast] = []
    if !paths.isEmpty { pasts.append(BacktestPast(group, try paths.map(history), learning: 12)) }
    if madeUp > 0 {
      let numbers = (0..<UInt64(madeUp)).map { seed + $0 }
      for (name, wandering) in [
        ("made up, arrivals wandering as real ones do", 0.039),
        ("made up, arrivals steady or drifting", 0),
      ] {
        pasts.append(
          BacktestPast(
            "\(madeUp) \(name)",
            numbers.map { MadeUpCare.authority($0, wandering: wandering).history() }, learning: 24))
      }
    }
    if simulated > 0 {
      let histories = try (0..<simulated).map(simulation)
      let children = histories.compactMap { $0.total(at: $0.lastDay) }
      pasts.append(
        BacktestPast(
          "\(simulated) simulated, with \(children.min() ?? 0) to \(children.max() ?? 0) children in care",
          histories, learning: 24))
    }
    return pasts
  }

  private func history(_ path: String) throws -> CareHistory {
    guard let history = ForecastFiles(ReturnFiles(paths: [path])).history, history.hasChildren
    else {
      throw Unusable(
        "There are no SSDA903 episodes in \(path) to learn from. Give episodes and header files: the latter hold the dates of birth."
      )
    }
    return history
  }

  /// Ten years of a fictional authority: small, middling, large, in turn.
  private func simulation(_ number: Int) throws -> CareHistory {
    let lastDay = Day(year: 2026, month: 4, day: 1) ?? .unset
    let authority = try FictionalAuthority(
      children: [1_000, 3_000, 9_000][number % 3], seed: seed + UInt64(number), lastDay: lastDay,
      authority: Demonstration.authority, years: 10, casework: false, versions: .final,
      parameters: EnglandParameters(), names: FictionalNames(),
      workingDays: try WorkingDayCalendar.england())
    let records = authority.families.lazy.flatMap(\.childRecords)
    guard let history = ForecastRecords(of: records, today: lastDay).history else {
      throw Unusable("No child of the simulated authority \(number) came into care.")
    }
    return history
  }
}

/// The histories of a group of authorities, to be foretold from within.
private struct BacktestPast: Sendable {
  let name: String
  let histories: [CareHistory]
  /// The fewest months to learn from.
  let learning: Int

  init(_ name: String, _ histories: [CareHistory], learning: Int) {
    self.name = name
    self.histories = histories
    self.learning = learning
  }

  func rows(horizons: [Int], step: Int) async -> [BacktestRow] {
    var rows: [BacktestRow] = []
    for months in horizons {
      let backtests = await withTaskGroup(of: CareBacktest.self) { group in
        for history in histories {
          group.addTask {
            CareBacktest(
              history, horizon: months, step: step, learning: learning,
              areas: Areas(whereMostComeFromIn: history), settings: ForecastSettings(draws: 40))
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      rows += [
        BacktestRow(name, "\(months) months", backtests.map(\.trials)),
        BacktestRow(
          "\(name), by area and kind of home", "\(months) months", backtests.map(\.areaTrials)),
      ].compactMap(\.self)
    }
    return rows
  }
}

/// A line of the table: how the forecasts of a group of authorities did.
private struct BacktestRow {
  static let header = [
    "Past", "Ahead", "Forecasts", "Error", "Same", "Constant", "Within the interval",
    "Better than same, constant",
  ]

  let cells: [String]

  /// Nil where nothing could be foretold and held against what came.
  ///
  /// - Parameter trials: those of each authority.
  init?(_ name: String, _ ahead: String, _ trials: [[BacktestTrial]]) {
    let trials = trials.filter { !$0.isEmpty }
    guard let summary = BacktestSummary(trials.flatMap { $0 }) else { return nil }
    func percent(_ share: Double) -> String { String(format: "%.1f%%", 100 * share) }
    func better(than other: (BacktestTrial) -> Double) -> Int {
      trials.count { trials in
        trials.reduce(0) { $0 + abs($1.forecast.value - $1.actual) }
          < trials.reduce(0) { $0 + abs(other($1) - $1.actual) }
      }
    }
    cells = [
      name, ahead, "\(summary.count)", percent(summary.error), percent(summary.errorOfSameAsNow),
      percent(summary.errorOfConstantRate), "\(summary.held) of \(summary.count)",
      trials.count > 1
        ? "\(better { $0.sameAsNow }), \(better { $0.constantRate }) of \(trials.count)" : "",
    ]
  }
}
