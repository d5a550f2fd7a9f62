import Exchange
import Forecast
import OutcomePages
import Store

/// Reckons forecasts, one after the other, so that they take no more than one core from whoever
/// records; what does not change with the question is kept while the record's history is the same.
actor ForecastDesk {
  private let effort: ForecastEffort
  private var looks: (history: CareHistory, areas: Areas, looks: [ForecastPage.Look])?

  init(_ effort: ForecastEffort) { self.effort = effort }

  /// Reads the history anew for each page, as each read is somebody's and is logged.
  func page(
    _ question: ForecastQuestion, from records: any RecordStore, for reading: Reading
  ) async throws -> ForecastPage {
    let read = try await ForecastRecords(from: records, for: reading)
    let past = ForecastPage.Past(
      history: read.history, years: read.years, gaps: read.gaps,
      episodeCount: read.episodeCount, futureCount: read.futureCount)
    guard let history = read.history else {
      return ForecastPage(question, past: past, forecasts: [], looks: [])
    }
    let areas = question.areas(for: history)
    let forecasts = CareForecast.sideBySide(
      history, scenarios: question.scenarios, costs: question.costs, areas: areas,
      settings: ForecastSettings(months: question.months, draws: effort.draws))
    return ForecastPage(
      question, past: past, forecasts: forecasts, looks: looks(back: history, areas))
  }

  private func looks(back history: CareHistory, _ areas: Areas) -> [ForecastPage.Look] {
    if let looks, looks.areas == areas, looks.history == history { return looks.looks }
    let found = [12, 24, 36].compactMap { months in
      ForecastPage.Look(
        CareBacktest(
          history, horizon: months, step: effort.monthsBetweenLooks, areas: areas,
          settings: ForecastSettings(draws: effort.drawsLookingBack)),
        months: months)
    }
    looks = (history, areas, found)
    return found
  }
}
