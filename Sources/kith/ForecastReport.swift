import CivilTime
import Forecast
import Foundation
import Statistics

/// A forecast in words and columns.
enum ForecastReport {
  /// Each month, one line for each number: comma-separated, with a header.
  static func lines(of forecasts: [CareForecast], hiding small: SmallCounts) -> [String] {
    CareForecast.rows(of: forecasts, hiding: small).map { $0.map(quoted).joined(separator: ",") }
  }

  static func say(_ forecast: CareForecast) {
    Terminal.say()
    Terminal.say(
      "\(forecast.scenario.name): \(forecast.inCareAtOrigin) children in care on \(forecast.origin.spoken)"
    )
    let shown = forecast.months.enumerated()
      .filter { ($0.offset + 1) % 12 == 0 || $0.offset + 1 == forecast.months.count }
      .map(\.element)
    guard let first = shown.first else { return }
    let rows = first.numbers.indices.map { place in
      [first.numbers[place].name] + shown.map { words($0.numbers[place].count.interval()) }
    }
    Terminal.table([""] + shown.map(\.end.spoken), rows)
    let years = stride(from: 0, to: forecast.months.count, by: 12).map {
      $0..<min($0 + 12, forecast.months.count)
    }
    let costs = years.compactMap { year in
      forecast.cost(ofMonths: year).map {
        [forecast.months[year.upperBound - 1].end.spoken, whole($0.mean), words($0.interval())]
      }
    }
    if !costs.isEmpty {
      Terminal.table(["Twelve months to", "Pounds expected", "Middle, and eight in ten"], costs)
    }
  }

  /// Homes needed by where children come from, against those listed.
  static func sayAreas(_ forecast: CareForecast, _ history: CareHistory, _ listed: ListedHomes) {
    guard let areas = forecast.shares?.areas, let last = forecast.months.last else { return }
    let now = history.now(by: areas)
    let needs = forecast.needs(month: forecast.months.count - 1)
    for home in HomeKind.found where now[home] != nil || listed.has(home) {
      Terminal.say()
      Terminal.say("\(home.words), by where children come from")
      let rows = needs.filter { $0.home == home }.map { need -> [String] in
        let count = now[home]?[need.place] ?? AreaCount()
        let isNamed = areas.named.indices.contains(need.place)
        var row = [need.area, "\(count.children)", isNamed ? "\(count.livingThere)" : ""]
        row.append(words(need.count.interval()))
        if isNamed, let homes = listed.homes(home, in: need.area) {
          let enough = Sufficiency(need.count, available: homes)
          row += ["\(homes)", percent(enough.chanceOfShortage), "\(enough.toFind)"]
        } else {
          row += ["", "", ""]
        }
        return row
      }
      Terminal.table(
        [
          "Came from", forecast.origin.spoken, "Living there", "Needed on \(last.end.spoken)",
          "There are", "Chance too few", "To find",
        ], rows)
    }
  }

  /// Why episodes were left out, in brackets; nothing where none was.
  static func left(out history: CareHistory) -> String {
    let why = CareHistory.Note.allCases.compactMap { note in
      history.notes[note].map { "\($0) \(note.words)" }
    }
    return why.isEmpty ? "" : " (\(why.joined(separator: "; ")))"
  }

  /// How the same forecast would have done from earlier months.
  static func sayBacktests(of history: CareHistory, by areas: Areas?) {
    Terminal.say()
    var rows: [[String]] = []
    var looks: [(months: Int, summary: BacktestSummary)] = []
    for horizon in [12, 24, 36] {
      let backtest = CareBacktest(
        history, horizon: horizon, step: 3, areas: areas, settings: ForecastSettings(draws: 40))
      if let summary = backtest.summary { looks.append((horizon, summary)) }
      for (name, summary) in [
        ("", backtest.summary), (" by area and kind", BacktestSummary(backtest.areaTrials)),
      ] {
        guard let summary else { continue }
        rows.append([
          "\(horizon) months\(name)", "\(summary.count)", percent(summary.error),
          percent(summary.errorOfSameAsNow), percent(summary.errorOfConstantRate),
          "\(summary.held) of \(summary.count)",
        ])
      }
    }
    guard !rows.isEmpty else {
      Terminal.say("There is too little past to say how such forecasts would have done.")
      return
    }
    Terminal.say("How forecasts made like this one would have done in your past (mean error):")
    Terminal.table(
      [
        "Ahead", "Forecasts", "This", "Same as now", "Constant rates", "Within the interval",
      ], rows)
    for warning in BacktestSummary.warnings(looks) { Terminal.say(warning) }
    Terminal.say(
      "Forecasts of neighbouring months share most of their time, so they count for fewer.")
  }

  private static func words(_ interval: Estimate) -> String {
    "\(whole(interval.value)) (\(whole(interval.lower)) to \(whole(interval.upper)))"
  }

  private static func whole(_ value: Double) -> String { String(Int(value.rounded())) }

  private static func percent(_ value: Double) -> String { String(format: "%.1f%%", 100 * value) }

  private static func quoted(_ text: String) -> String {
    text.contains(",") || text.contains("\"")
      ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
