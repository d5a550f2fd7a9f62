import ArgumentParser
import CivilTime
import Exchange
import Forecast
import Foundation
import Returns
import Statistics

struct ForecastCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Foretell how many children will be in care, from SSDA903 files of some years.",
    discussion: """
      Needs no database and keeps nothing. Give the files of as many years as there are, three at \
      least if you can: a folder or a zip for each, or one folder with all of them.

        kith forecast returns/2021-22 returns/2022-23 returns/2023-24 returns/2024-25
        kith forecast returns/* --fewer-starts 10 --more-fostering-homes 20
        kith forecast returns/* --format csv > forecast.csv

      Numbers are children at the end of a month, series of short breaks left out. Of ten intervals, \
      eight should hold what comes; the last table shows how many did in your own past.
      """)

  @Argument(help: "Files, folders or zip files.", completion: .file())
  var paths: [String]

  @Option(help: "How many months ahead, 1 to 120.")
  var months = 36

  @Option(
    help: "The first collection year of the files, such as 2021-22; otherwise by their dates.")
  var from: CollectionYear?

  @Option(help: "The last collection year of the files.")
  var until: CollectionYear?

  @Option(help: "Beside it: this percentage fewer children who come into care.")
  var fewerStarts: Double?

  @Option(help: "Beside it: this percentage likelier each month to go home to parents.")
  var soonerHome: Double?

  @Option(help: "Beside it: so many more fostering homes, for children bound for children's homes.")
  var moreFosteringHomes: Int?

  @Option(help: "After how many months these begin.")
  var begins = 0

  @Option(help: "Another seed draws other rates; the same seed gives the same forecast.")
  var seed: UInt64 = 20

  @Flag(help: "Leave out how such forecasts would have done.")
  var withoutBacktest = false

  @Option(help: "text or csv.")
  var format = ForecastFormat.text

  enum ForecastFormat: String, ExpressibleByArgument { case text, csv }

  func run() async throws {
    try await Kith.perform {
      guard (1...120).contains(months) else {
        throw Unusable("\(months) months cannot be foretold. Ask for 1 to 120.")
      }
      let files = ForecastFiles(ReturnFiles(paths: paths), years: try askedYears())
      for refusal in files.refusals.prefix(50) { Terminal.complain(refusal.description) }
      if files.refusals.count > 50 {
        Terminal.complain("and \(files.refusals.count - 50) more that could not be read")
      }
      guard let history = files.history, let years = files.years else {
        throw Unusable(
          "There are no episodes in these files. Name SSDA903 files, episodes and header.")
      }
      let settings = ForecastSettings(months: months, seed: seed)
      let forecasts = CareForecast.sideBySide(history, scenarios: scenarios, settings: settings)
      guard !forecasts.isEmpty else {
        throw Unusable(
          "The files observe \(history.monthCount) months. A forecast needs twelve at least: give the files of more years."
        )
      }
      switch format {
      case .csv: for line in ForecastReport.lines(of: forecasts) { Terminal.say(line) }
      case .text:
        Terminal.say(
          "Learned from \(files.episodeCount) episodes of \(years.lowerBound) to \(years.upperBound)."
        )
        for note in CareHistory.Note.allCases {
          if let count = history.notes[note] { Terminal.say("  \(count) \(note.words)") }
        }
        for forecast in forecasts { ForecastReport.say(forecast) }
        if !withoutBacktest { ForecastReport.sayBacktests(of: history) }
      }
    }
  }

  private func askedYears() throws -> ClosedRange<CollectionYear>? {
    guard from != nil || until != nil else { return nil }
    guard let from, let until, from <= until else {
      throw Unusable("Say both --from and --until, the earlier year first.")
    }
    return from...until
  }

  private var scenarios: [Scenario] {
    var scenarios = [Scenario.asNow]
    if let fewerStarts {
      scenarios.append(
        Scenario(
          name: "\(fewerStarts.formatted()) in 100 fewer starts",
          startsFactor: 1 - fewerStarts / 100, beginsAfterMonths: begins))
    }
    if let soonerHome {
      scenarios.append(
        Scenario(
          name: "\(soonerHome.formatted()) in 100 likelier each month to go home",
          reunificationFactor: 1 + soonerHome / 100, beginsAfterMonths: begins))
    }
    if let moreFosteringHomes {
      scenarios.append(
        Scenario(
          name: "\(moreFosteringHomes) more fostering homes",
          moreFosteringHomes: moreFosteringHomes, beginsAfterMonths: begins))
    }
    return scenarios
  }
}
