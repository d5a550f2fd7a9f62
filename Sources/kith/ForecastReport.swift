import CivilTime
import Forecast
import Foundation
import Statistics

/// A forecast in words and columns.
enum ForecastReport {
  /// Each month, one line for each number: comma-separated, with a header.
  static func lines(of forecasts: [CareForecast]) -> [String] {
    CareForecast.rows(of: forecasts).map { $0.map(quoted).joined(separator: ",") }
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
      [first.numbers[place].name]
        + shown.map { month in
          let interval = month.numbers[place].count.interval()
          return "\(whole(interval.value)) (\(whole(interval.lower)) to \(whole(interval.upper)))"
        }
    }
    Terminal.table([""] + shown.map(\.end.spoken), rows)
  }

  /// How the same forecast would have done from earlier months.
  static func sayBacktests(of history: CareHistory) {
    Terminal.say()
    let rows = [12, 24, 36].compactMap { horizon -> [String]? in
      let settings = ForecastSettings(draws: 40)
      let backtest = CareBacktest(history, horizon: horizon, step: 3, settings: settings)
      guard let summary = backtest.summary else { return nil }
      let held = backtest.trials.count { $0.forecast.contains($0.actual) }
      return [
        "\(horizon) months", "\(summary.count)", percent(summary.error),
        percent(summary.errorOfSameAsNow), percent(summary.errorOfConstantRate),
        "\(held) of \(summary.count)",
      ]
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
    Terminal.say(
      "Forecasts of neighbouring months share most of their time, so they count for fewer.")
  }

  private static func whole(_ value: Double) -> String { String(Int(value.rounded())) }

  private static func percent(_ value: Double) -> String { String(format: "%.1f%%", 100 * value) }

  private static func quoted(_ text: String) -> String {
    text.contains(",") || text.contains("\"")
      ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
