import CivilTime
import Forecast
import Foundation
import Statistics

/// A forecast in words and columns.
enum ForecastReport {
  /// Each month, one line for each number: comma-separated, with a header.
  static func lines(of forecasts: [CareForecast]) -> [String] {
    var lines = ["scenario,month_end,group,name,expected,lower_80,upper_80"]
    for forecast in forecasts {
      for month in forecast.months {
        for number in numbers(month) {
          let interval = number.count.interval()
          let values = [interval.value, interval.lower, interval.upper]
            .map { String(format: "%.1f", $0) }
          lines.append(
            "\(quoted(forecast.scenario.name)),\(month.end.iso),\(number.group),\(quoted(number.name)),"
              + values.joined(separator: ","))
        }
      }
    }
    return lines
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
    let rows = numbers(first).indices.map { place in
      [numbers(first)[place].name]
        + shown.map { month in
          let interval = numbers(month)[place].count.interval()
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

  private struct Number {
    let group: String
    let name: String
    let count: ForecastCount
  }

  private static func numbers(_ month: ForecastMonth) -> [Number] {
    var numbers = [Number(group: "total", name: "All children in care", count: month.total)]
    for home in HomeKind.allCases {
      guard let count = month.byHome[home] else { continue }
      numbers.append(Number(group: "home", name: home.words, count: count))
    }
    for band in AgeBand.allCases {
      guard let count = month.byBand[band] else { continue }
      numbers.append(Number(group: "age", name: band.words, count: count))
    }
    return numbers
  }

  private static func whole(_ value: Double) -> String { String(Int(value.rounded())) }

  private static func percent(_ value: Double) -> String { String(format: "%.1f%%", 100 * value) }

  private static func quoted(_ text: String) -> String {
    text.contains(",") || text.contains("\"")
      ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}

extension CareHistory.Note {
  /// What was left out, after a number.
  var words: String {
    switch self {
    case .noBirth: "left out: no date of birth, or one after the episode began"
    case .datesReversed: "left out: ended before they began"
    case .shortBreak: "left out: series of short breaks, which are not counted as care"
    case .overlapped: "ended where the child's next one began"
    case .pastEighteen: "ended on the eighteenth birthday"
    }
  }
}
