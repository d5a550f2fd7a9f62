import CivilTime
public import Forecast
import Statistics

/// Children in care foretold from the authority's own record, with how sure that is and how such
/// forecasts did before.
public struct ForecastPage: Sendable {
  /// What the record holds to learn from.
  public struct Past: Sendable {
    let history: CareHistory?
    let years: (first: String, last: String)?
    let gaps: [String]
    let episodeCount: Int
    let futureCount: Int

    public init(
      history: CareHistory?, years: (first: String, last: String)?, gaps: [String] = [],
      episodeCount: Int, futureCount: Int = 0
    ) {
      self.history = history
      self.years = years
      self.gaps = gaps
      self.episodeCount = episodeCount
      self.futureCount = futureCount
    }
  }

  /// How forecasts so many months ahead did in the authority's own past.
  public struct Look: Sendable {
    let months: Int
    let summary: BacktestSummary
    /// The same for homes by area; nil where no child was in any.
    let byArea: BacktestSummary?

    /// Nil where the past is too short for any.
    public init?(_ backtest: CareBacktest, months: Int) {
      guard let summary = backtest.summary else { return nil }
      self.months = months
      self.summary = summary
      byArea = BacktestSummary(backtest.areaTrials)
    }
  }

  let question: ForecastQuestion
  let past: Past
  /// In the order of the question's scenarios; empty where nothing can be foretold.
  let forecasts: [CareForecast]
  let looks: [Look]
  /// What paper and files do not hold.
  let small: SmallCounts
  /// Children in care on the last day known, by band of age and kind of home.
  let now: [AgeBand: [HomeKind: Int]]

  public init(
    _ question: ForecastQuestion, past: Past, forecasts: [CareForecast], looks: [Look]
  ) {
    self.question = question
    self.past = past
    self.forecasts = forecasts
    self.looks = looks
    let history = past.history ?? CareHistory([], observed: DaySpan(from: .unset, to: nil))
    small = SmallCounts(history, by: forecasts.first?.shares?.areas)
    now = history.now
  }

  /// Whether it says what was wrong with what was asked.
  public var isRefused: Bool { question.isRefused }

  /// Every number of every month that may leave the authority, the header first.
  public var rows: [[String]] { CareForecast.rows(of: forecasts, hiding: small) }

  /// The months that tables show: each year's last.
  var shown: [Int] {
    (0..<(forecasts.first?.months.count ?? 0)).filter { ($0 + 1) % 12 == 0 }
  }

  /// Why nothing is foretold; nil where something is.
  var nothing: String? {
    guard let history = past.history else {
      return past.episodeCount == 0
        ? "No child in the record has been in care yet, so there is nothing to learn from."
        : "No child in the record has left care yet, so there is nothing to learn from."
    }
    if history.monthCount < 12 {
      return
        "The record covers \(Spoken.counted(history.monthCount, "month", "months")) of care. A forecast needs twelve at least, and three years to be of much use."
    }
    return forecasts.isEmpty ? "Nothing can be foretold from this record." : nil
  }
}
