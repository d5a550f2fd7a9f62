public import CivilTime
public import HTML
public import Measures
public import Published
import Statistics

/// A figure measured from our own record, in the indicator's unit.
///
/// Counts of 1 to 5 must not leave the authority, nor what they could be worked out from. So there are
/// words for the screen of somebody who may see it, and words for paper and files.
public struct OwnFigure: Hashable, Sendable {
  public let indicator: Indicator
  public let at: Day
  public let numerator: Int
  /// Children, or whatever it is counted among; nil where no population is held.
  public let denominator: Double?
  /// The middle of which year the population is of; nil where it is not a population.
  public let populationYear: Int?
  /// Nil where there is nobody to count among.
  public let value: Double?
  /// Whether all of it may leave the authority.
  public let isSafe: Bool
  public let definition: Int

  /// - Parameter area: whose population a rate is reckoned on; nil where none is held.
  public init?(_ measured: MeasuredFigure, of area: Area?, in figures: PublishedFigures) {
    guard let indicator = figures.indicator(measured.indicator), measured.numerator >= 0,
      measured.denominator.map({ $0 >= 0 }) ?? true
    else { return nil }
    self.indicator = indicator
    at = measured.at
    numerator = measured.numerator
    definition = measured.definition
    if let among = measured.denominator {
      denominator = Double(among)
      populationYear = nil
    } else {
      let population = area.flatMap { figures.newestPopulation(of: $0.code, by: measured.at) }
      denominator = population?.number
      populationYear = population?.midYear
    }
    value = denominator.flatMap { among in
      among > 0 ? Double(measured.numerator) / among * indicator.unit.factor : nil
    }
    isSafe = OwnFigure.isSafe(measured, indicator.unit)
  }

  /// Whether count, rest and total are all shown by what may leave the authority.
  private static func isSafe(_ measured: MeasuredFigure, _ unit: Indicator.Unit) -> Bool {
    let parts: [Int]
    switch (unit, measured.denominator) {
    case (.average, let among?): parts = [among]
    case (_, let among?): parts = [measured.numerator, max(0, among - measured.numerator)]
    case (_, nil): parts = [measured.numerator]
    }
    return SuppressedTable.showsAll(of: parts)
  }

  /// The interval within which chance moves it; nil for averages and where there is no value.
  var interval: Estimate? {
    guard value != nil, let denominator else { return nil }
    return indicator.unit.interval(of: numerator, among: denominator)
  }

  /// Whether anybody counts in it, or could.
  public var isOfAnybody: Bool {
    numerator > 0 || (populationYear == nil && (denominator ?? 0) > 0)
  }

  /// "6 of 84", "6"; of an average, how many it is of.
  var countWords: String {
    let count = FigureFormat().words(Double(numerator))
    guard let denominator, populationYear == nil else { return count }
    return indicator.unit == .average
      ? "\(FigureFormat().words(denominator)) counted"
      : "\(count) of \(FigureFormat().words(denominator))"
  }

  /// The value; where none can be had the count, which nobody may take for a rate.
  func words(_ format: FigureFormat) -> String {
    value.map { format.words($0) } ?? (denominator == nil ? countWords + " counted" : countWords)
  }

  /// What stands in its place where it must not be seen.
  static let hidden = "too few to show"
}

/// A figure of our own as a page shows it: on the screen whole, on paper only where it may leave the
/// authority.
public struct OwnFigureWords: Component {
  let figure: OwnFigure
  let words: String

  let isPlain: Bool

  /// - Parameter plain: for a cell of a table, where not every figure is to be weighty.
  init(_ figure: OwnFigure, _ words: String, plain: Bool = false) {
    self.figure = figure
    self.words = words
    isPlain = plain
  }

  /// The value in its unit, or the count where there is none.
  ///
  /// - Parameter england: the indicator's series of England, which decides how many decimals are
  ///   written.
  public init(_ figure: OwnFigure, england: IndicatorSeries?) {
    self.init(figure, figure.words(figure.indicator.format(england: england)))
  }

  @MarkupBuilder public var markup: Markup {
    if figure.isSafe {
      if isPlain { words } else { strong { words } }
    } else {
      if isPlain {
        span(class: "kith-on-screen") { words }
      } else {
        strong(class: "kith-on-screen") { words }
      }
      span(class: "kith-on-paper") { OwnFigure.hidden }
    }
  }
}

/// What is said where our own figures cannot be shown, because nobody could note who saw them.
public struct OwnFiguresWithheld: Component {
  public init() {}

  public var markup: Markup {
    InsetText {
      "Figures from our own record are not shown at the moment: Kith is still making them, or cannot write and so could not note who looked at them. The top of the page says which. Published figures are as ever."
    }.markup
  }
}

extension PublishedFigures {
  /// The newest population of children by mid-year that is known for a day: that of the year before, or
  /// an older one.
  func newestPopulation(of code: String, by day: Day) -> (number: Double, midYear: Int)? {
    let ending = day.month >= 4 ? day.year + 1 : day.year
    for year in stride(from: ending, through: ending - 10, by: -1) {
      if let population = population(of: code, forYearEnding: year) {
        return (population.number, year - 1)
      }
    }
    return nil
  }
}
