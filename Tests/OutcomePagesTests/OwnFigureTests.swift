import CivilTime
import HTML
import Measures
import Published
import Testing

@testable import OutcomePages

@Suite struct OwnFigureTests {
  private func figure(_ measured: MeasuredFigure, of code: String? = "383") throws -> OwnFigure? {
    let figures = try OutcomeSample.shipped.get()
    return OwnFigure(measured, of: code.flatMap { figures.area($0) }, in: figures)
  }

  @Test(
    arguments: [
      (0, nil, true), (1, nil, false), (5, nil, false), (6, nil, true), (0, 0, true),
      (0, 20, true), (3, 20, false), (18, 20, false), (10, 20, true), (20, 20, true),
      (0, 4, false), (4, 4, false), (7, 11, false), (1, 1, false),
    ] as [(Int, Int?, Bool)])
  func what_could_be_worked_out_to_a_few_children_is_not_safe(
    numerator: Int, denominator: Int?, isSafe: Bool
  ) throws {
    let id = denominator == nil ? "claRate" : "threePlacements"
    let own = try figure(OutcomeSample.measured(id, numerator, of: denominator))
    #expect(own?.isSafe == isSafe)
  }

  @Test func an_average_is_safe_by_how_many_it_is_of() throws {
    #expect(try figure(OutcomeSample.measured("sdqAverage", 45, of: 3))?.isSafe == false)
    let many = try #require(try figure(OutcomeSample.measured("sdqAverage", 450, of: 30)))
    #expect(many.isSafe && many.value == 15)
    #expect(many.countWords == "30 counted")
  }

  @Test func nobody_to_count_among_has_no_value() throws {
    let none = try #require(try figure(OutcomeSample.measured("threePlacements", 0, of: 0)))
    #expect(none.value == nil)
    #expect(none.words(FigureFormat(decimals: 1, suffix: "%")) == "0 of 0")
  }

  @Test func a_rate_is_reckoned_on_the_newest_population_by_its_day() throws {
    let day = try #require(Day(year: 2020, month: 3, day: 31))
    let then = try #require(try figure(OutcomeSample.measured("claRate", 1_346, at: day)))
    #expect(then.populationYear == 2019)
    let published = try #require(
      try OutcomeSample.shipped.get().series(of: OutcomeSample.indicator("claRate"), for: "383")?[
        2020])
    #expect(then.denominator == published.denominator.number)
    let april = try #require(Day(year: 2020, month: 4, day: 1))
    #expect(try figure(OutcomeSample.measured("claRate", 9, at: april))?.populationYear == 2020)
    #expect(try figure(OutcomeSample.measured("claRate", 9))?.populationYear == 2024)
    #expect(try figure(OutcomeSample.measured("claRate", 9), of: nil)?.value == nil)
  }

  @Test func what_cannot_be_is_left_out() throws {
    #expect(try figure(OutcomeSample.measured("claRate", -1)) == nil)
    #expect(try figure(OutcomeSample.measured("threePlacements", 1, of: -1)) == nil)
    #expect(try figure(OutcomeSample.measured("unheard of", 1)) == nil)
  }
}
