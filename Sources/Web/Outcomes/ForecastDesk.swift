import Exchange
import Forecast
import OutcomePages
import Store

/// Reckons forecasts, one after the other, so that they take no more than one core from whoever
/// records; what does not change with the question is kept while the record's history is the same.
actor ForecastDesk {
  #if DEBUG
    // Unoptimised, it takes a hundred times as long: enough to see that a page is whole.
    private static let (draws, drawsLookingBack, step) = (10, 4, 24)
  #else
    private static let (draws, drawsLookingBack, step) = (100, 40, 6)
  #endif

  private var looks: (history: CareHistory, looks: [ForecastPage.Look])?

  /// Reads the history anew for each page, as each read is somebody's and is logged.
  func page(
    _ question: ForecastQuestion, from records: any RecordStore, for reading: Reading
  ) async throws -> ForecastPage {
    let read = try await ForecastRecords(from: records, for: reading)
    let past = ForecastPage.Past(
      history: read.history, years: read.years, gaps: read.gaps,
      episodeCount: read.episodeCount, futureCount: read.futureCount,
      districts: read.homes.map { .init($0.district, $0.children) })
    guard let history = read.history else {
      return ForecastPage(question, past: past, forecasts: [], looks: [])
    }
    let forecasts = CareForecast.sideBySide(
      history, scenarios: question.scenarios, costs: question.costs,
      settings: ForecastSettings(months: question.months, draws: Self.draws))
    return ForecastPage(
      question, past: past, forecasts: forecasts, looks: looks(back: history))
  }

  private func looks(back history: CareHistory) -> [ForecastPage.Look] {
    if let looks, looks.history == history { return looks.looks }
    let found = [12, 24, 36].compactMap { months in
      ForecastPage.Look(
        CareBacktest(
          history, horizon: months, step: Self.step,
          settings: ForecastSettings(draws: Self.drawsLookingBack)),
        months: months)
    }
    looks = (history, found)
    return found
  }
}
