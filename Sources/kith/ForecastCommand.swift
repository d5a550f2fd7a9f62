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
        kith forecast returns/* --price fostering=650 --price childrens-home=5200
        kith forecast returns/* --by-area
        kith forecast returns/* --homes homes.csv
        kith forecast returns/* --format csv > forecast.csv

      A list of homes has a line for each area and kind of home: area, kind, homes. An area is a postcode \
      district such as LS8, or a name with its districts such as East: LS8 LS9. Kinds are \
      \(HomeKind.allCases.map(\.key).joined(separator: ", ")).

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

  @Option(help: "Beside it: so many places in a new children's home.")
  var newHomePlaces: Int?

  @Option(help: "After how many months these begin.")
  var begins = 0

  @Option(
    help: "What a child costs in a week, in pounds: a kind of home and its price, kind=pounds.")
  var price: [HomePrice] = []

  @Option(
    help: "What a place in the new children's home costs in a week, filled or not, in pounds.")
  var newHomePrice: Double?

  @Flag(help: "Tell homes needed apart by where children come from.")
  var byArea = false

  @Option(
    help: "A file that lists homes there are by area, to set against those needed.",
    completion: .file())
  var homes: String?

  @Option(help: "Another seed draws other rates; the same seed gives the same forecast.")
  var seed: UInt64 = 20

  @Flag(help: "Leave out how such forecasts would have done.")
  var withoutBacktest = false

  @Option(help: "text or csv.")
  var format = ForecastFormat.text

  struct HomePrice: ExpressibleByArgument {
    let home: HomeKind
    let pounds: Double

    init?(argument: String) {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let home = HomeKind(named: parts[0]), let pounds = Double(parts[1]),
        (0...100_000).contains(pounds)
      else { return nil }
      self.home = home
      self.pounds = pounds
    }
  }

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
      guard history.hasChildren else {
        throw Unusable(
          "None of the \(files.episodeCount) episodes could be used\(ForecastReport.left(out: history)). Give the header files too: they hold the dates of birth."
        )
      }
      let settings = ForecastSettings(months: months, seed: seed)
      let listed = try listedHomes()
      let areas = listed.areas ?? (byArea ? Areas(whereMostComeFromIn: history) : nil)
      let forecasts = CareForecast.sideBySide(
        history, scenarios: scenarios, costs: costs, areas: areas, settings: settings)
      guard !forecasts.isEmpty else {
        throw Unusable(
          "The files observe \(history.monthCount) months. A forecast needs twelve at least: give the files of more years."
        )
      }
      switch format {
      case .csv:
        for line in ForecastReport.lines(of: forecasts, hiding: SmallCounts(history, by: areas)) {
          Terminal.say(line)
        }
      case .text:
        Terminal.say(
          "Learned from \(files.episodeCount) episodes of \(years.lowerBound) to \(years.upperBound)."
        )
        for note in CareHistory.Note.allCases {
          if let count = history.notes[note] { Terminal.say("  \(count) \(note.words)") }
        }
        for forecast in forecasts { ForecastReport.say(forecast) }
        if let first = forecasts.first { ForecastReport.sayAreas(first, history, listed) }
        if !withoutBacktest { ForecastReport.sayBacktests(of: history, by: areas) }
      }
    }
  }

  /// Lines that cannot be read are complained of, and the others count.
  private func listedHomes() throws -> ListedHomes {
    guard let homes else { return ListedHomes() }
    let text: String
    do {
      text = String(decoding: try Data(contentsOf: URL(filePath: homes)), as: UTF8.self)
    } catch {
      throw Unusable("\(homes) cannot be read: \(error.localizedDescription)")
    }
    let listed = ListedHomes(text)
    for refusal in listed.refusals { Terminal.complain("\(homes): \(refusal.description)") }
    if listed.isEmpty {
      throw Unusable("\(homes) lists no homes. Write lines such as: LS8, fostering, 12")
    }
    return listed
  }

  /// Nil where no price was given: a cost of nothing would be a wrong one.
  private var costs: HomeCosts? {
    if price.isEmpty, newHomePrice == nil { return nil }
    return HomeCosts(
      poundsPerWeek: Dictionary(
        price.map { ($0.home, $0.pounds) }, uniquingKeysWith: { _, last in last }),
      ownPlacePoundsPerWeek: newHomePrice ?? 0)
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
    if let newHomePlaces {
      scenarios.append(
        Scenario(
          name: "A new children’s home of \(newHomePlaces) places",
          newChildrensHomePlaces: newHomePlaces, beginsAfterMonths: begins))
    }
    return scenarios
  }
}
