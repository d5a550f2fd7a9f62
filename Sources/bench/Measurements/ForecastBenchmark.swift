import Exchange
import Forecast
import Foundation
import Store

/// Foretells children in care from ten years of 5,000 children, and reads such a history from a record.
struct ForecastBenchmark: Benchmark {
  let workshop: Workshop

  func run() async throws -> Findings {
    let care = try CareOverYears(children: 5_000, seed: 22)
    let scenarios = [
      Scenario.asNow, Scenario(name: "Fewer starts", startsFactor: 0.9),
      Scenario(name: "Sooner home", reunificationFactor: 1.2),
      Scenario(name: "More fostering homes", moreFosteringHomes: 20),
    ]
    var one = Repeats()
    var four = Repeats()
    var back = Repeats()
    var areas = Repeats()
    for _ in 0..<workshop.sizes.rounds {
      let start = CPUClock.own
      let history = CareHistory(care.spans, observed: care.observed)
      guard let forecast = CareForecast(history), let last = forecast.months.last else {
        throw BenchFailed("Nothing was foretold.")
      }
      _ = last.total.interval()
      let single = CPUClock.own
      guard CareForecast.sideBySide(history, scenarios: scenarios).count == 4 else {
        throw BenchFailed("A scenario is missing.")
      }
      let side = CPUClock.own
      let shared = CareForecast.sideBySide(
        history, scenarios: scenarios, areas: Areas(whereMostComeFromIn: history))
      guard shared.last?.needs(month: 35).isEmpty == false else {
        throw BenchFailed("No homes were told apart by area.")
      }
      let byArea = CPUClock.own
      for months in [12, 24, 36] {
        _ =
          CareBacktest(
            history, horizon: months, step: 6, settings: ForecastSettings(draws: 40)
          ).summary
      }
      one.add(single - start)
      four.add(side - single)
      back.add(CPUClock.own - byArea)
      areas.add(byArea - side)
    }
    let database = try await workshop.manyChildren()
    let store = try await workshop.open(database)
    let reading = Workshop.reading(by: Workshop.officer, for: "bench")
    var read = Repeats()
    var episodes = 0
    for _ in 0..<workshop.sizes.rounds {
      let start = CPUClock.own
      episodes = try await ForecastRecords(from: store, for: reading).episodeCount
      read.add(CPUClock.own - start)
    }
    try await store.close()
    return Findings(
      title: "Foretelling children in care",
      figures: [
        Figure(
          "Forecast of 36 months with intervals from ten years of \(Figure.number(care.children)) children, CPU",
          one, .seconds, atMost: 2),
        Figure("Four scenarios side by side, CPU", four, .seconds),
        Figure("The same four, shared out over nine areas, CPU", areas, .seconds),
        Figure("How such forecasts did 12, 24 and 36 months ahead, CPU", back, .seconds),
        Figure(
          "The care of \(Figure.number(workshop.sizes.children)) children read from the record, CPU",
          read, .seconds),
      ],
      method: """
        The children are made up: they come evenly over ten years, stay some months or years, move between four \
        kinds of home and leave. Their \(Figure.number(care.spans.count)) spans are put in order, rates are learned, and a hundred draws of \
        the rates are carried forward 36 months, on one thread. Looking back makes the forecast again from every sixth month of the \
        past with 40 draws. The record is the database of the benchmarks above, with \(Figure.number(episodes)) episodes of \
        care; the forecast page reads it for each view.
        """,
      notes: [])
  }
}
