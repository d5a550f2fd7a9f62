import CivilTime
import HTML
import Measures
import Published
import Testing

@testable import OutcomePages

/// The shipped figures, read once, and the settings that the tests look from.
enum OutcomeSample {
  static let shipped = Result { () throws(PublishedProblem) in try PublishedFigures.shipped() }
  static let standings = shipped.map { Standings(of: $0) }
  static let today = Day(year: 2026, month: 11, day: 22) ?? .unset

  static func setting(own: String = "383", chosen: String? = nil) throws -> OutcomeSetting {
    OutcomeSetting(
      frame: PageFrame(council: "Exampleshire"), today: today, figures: try shipped.get(),
      standings: try standings.get(), own: own, chosen: chosen)
  }

  static func indicator(_ id: String) throws -> Indicator {
    try #require(try shipped.get().indicator(id))
  }

  static func measured(
    _ id: String, _ numerator: Int, of denominator: Int? = nil, at day: Day = today,
    definition: Int = 1
  ) -> MeasuredFigure {
    MeasuredFigure(
      indicator: id, at: day, numerator: numerator, denominator: denominator,
      definition: definition)
  }
}

extension String {
  /// The text of HTML, without its tags.
  var withoutTags: String { replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ") }
}
