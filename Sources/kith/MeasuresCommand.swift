import ArgumentParser
import CivilTime
import Foundation
import Measures
import Store
import Web

struct MeasuresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measures",
    abstract: "Show the indicators of the National Framework as the records give them.",
    discussion: """
      The figures of the whole authority at the end of a day, and at the ends of the months before it. All \
      are made from what is known today: a past figure changes when somebody records late or corrects.

        kith measures --as dana
        kith measures --at 2026-03-31 --months 12 --only claRate threePlacements
        kith measures --definitions

      An indicator for every 10,000 children has no denominator: no record holds the population.
      """)

  @Option(help: "The day, such as 2026-03-31; today without it.")
  var at: Day?

  @Option(help: "Also the ends of so many months before it, up to 360.")
  var months = 0

  @Option(parsing: .upToNextOption, help: "Only these indicators, by their names.")
  var only: [String] = []

  @Flag(help: "Say instead who counts in each indicator; needs no database.")
  var definitions = false

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var options: DatabaseOptions

  func validate() throws {
    guard (0...360).contains(months) else {
      throw ValidationError("--months takes a number from 0 to 360.")
    }
    for name in only where MeasureRegister.indicator(name) == nil {
      let why =
        MeasureRegister.notMeasured[name]
        ?? "The names are listed by kith measures --definitions."
      throw ValidationError("\(name) is no indicator that the record gives. \(why)")
    }
  }

  func run() async throws {
    try await Kith.perform {
      if definitions { return try define() }
      let now = WallClock.system.now
      let today = now.inLondon.day
      let last = at ?? today
      guard last <= today else {
        throw Unusable("\(last.spoken) is still to come: nobody knows its figures.")
      }
      let store = try await options.open()
      let person = try await options.person(in: store)
      let reading = Reading(by: person, at: now, today: today, purpose: "measures")
      let days = days(until: last)
      let found = try await store.figures(
        at: days, of: only.isEmpty ? nil : Set(only), for: reading)
      let known = try await daysKnown(in: found, at: days, of: store, for: reading)
      try await store.close()
      if let last = days.last(where: { !known.contains($0) }) {
        Terminal.complain(
          "Of \(last.spoken) the records know of nobody in any indicator, so nothing is shown of it: they begin later."
        )
      }
      let figures = found.filter { known.contains($0.at) }
      switch format {
      case .json: try Terminal.json(figures.map(Figure.init))
      case .text: show(figures)
      }
    }
  }

  /// The days of which the records know of anybody at all: that nobody counts before a record begins is
  /// not that nobody was there.
  private func daysKnown(
    in figures: [MeasuredFigure], at days: [Day], of store: any RecordStore & MeasureStore,
    for reading: Reading
  ) async throws -> Set<Day> {
    func known(_ figures: [MeasuredFigure]) -> Set<Day> {
      Set(figures.filter { $0.numerator > 0 || ($0.denominator ?? 0) > 0 }.map(\.at))
    }
    let seen = known(figures)
    if only.isEmpty || days.allSatisfy(seen.contains) { return seen }
    return seen.union(known(try await store.figures(at: days, of: nil, for: reading)))
  }

  /// The ends of the months before the day, and the day.
  private func days(until last: Day) -> [Day] {
    let first = last - (last.dayOfMonth - 1)
    return (0..<months).reversed().map { first.adding(months: -$0) - 1 } + [last]
  }

  private struct Figure: Encodable {
    let indicator: String
    let at: String
    let numerator: Int
    let denominator: Int?
    let definition: Int

    init(_ figure: MeasuredFigure) {
      indicator = figure.indicator
      at = figure.at.iso
      numerator = figure.numerator
      denominator = figure.denominator
      definition = figure.definition
    }
  }

  private func show(_ figures: [MeasuredFigure]) {
    Terminal.table(
      ["indicator", "at", "counted", "among", "value"],
      figures.map { figure in
        [
          figure.indicator, figure.at.iso, String(figure.numerator),
          figure.denominator.map(String.init) ?? "", value(of: figure),
        ]
      })
  }

  private func value(of figure: MeasuredFigure) -> String {
    guard let among = figure.denominator, among > 0 else { return "" }
    let ratio = Double(figure.numerator) / Double(among)
    return MeasureRegister.indicator(figure.indicator)?.base == .averaged
      ? String(format: "%.1f", ratio) : String(format: "%.1f%%", ratio * 100)
  }

  // MARK: - Definitions

  private struct Definition: Encodable {
    let indicator: String
    let definition: Int
    let rules: [String]
    let unconfirmed: [String]
  }

  private func define() throws {
    let wanted = MeasureRegister.indicators.filter { only.isEmpty || only.contains($0.id) }
    if format == .json {
      return try Terminal.json(
        wanted.map {
          Definition(
            indicator: $0.id, definition: $0.definition, rules: $0.rules,
            unconfirmed: $0.unconfirmed)
        })
    }
    for indicator in wanted {
      Terminal.say("\(indicator.id), definition \(indicator.definition)")
      for rule in indicator.rules { Terminal.say("  \(rule)") }
      for rule in indicator.unconfirmed { Terminal.say("  Not confirmed: \(rule)") }
    }
    if only.isEmpty {
      Terminal.say("Not made from the record:")
      for (name, why) in MeasureRegister.notMeasured.sorted(by: { $0.key < $1.key }) {
        Terminal.say("  \(name): \(why)")
      }
    }
  }
}
