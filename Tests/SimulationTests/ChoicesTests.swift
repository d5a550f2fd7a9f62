import Testing

@testable import Simulation

@Suite struct ChoicesTests {
  @Test func values_come_as_often_as_their_weights_say_and_never_without_one() throws {
    let choices = try #require(Choices([("never", 0.0), ("often", 3), ("not", 0), ("seldom", 1)]))
    var random = SeededRandom(seed: 5)
    var counts: [String: Int] = [:]
    for _ in 0..<40_000 { counts[choices.draw(&random), default: 0] += 1 }
    #expect(Set(counts.keys) == ["often", "seldom"])
    #expect(abs((counts["often"] ?? 0) - 30_000) < 500)
  }

  @Test(arguments: [[], [0, 0], [1, -1], [.nan], [.infinity]] as [[Double]])
  func weights_that_mean_nothing_are_refused(weights: [Double]) {
    #expect(Choices(weights.map { (value: "x", weight: $0) }) == nil)
  }

  @Test func percentiles_are_joined_by_straight_lines() throws {
    let spread = try #require(Percentiles([(0, 0), (50, 10), (100, 30)]))
    #expect([0, 25, 50, 75, 100, -5, 200].map(spread.value(at:)) == [0, 5, 10, 20, 30, 0, 30])
    #expect(spread.mean == 12.5)
    var random = SeededRandom(seed: 6)
    let draws = (0..<20_000).map { _ in spread.drawDays(&random) }
    #expect(abs(Double(draws.reduce(0, +)) / 20_000 - 12.5) < 0.2)
  }

  @Test func percentiles_that_fall_or_do_not_reach_the_ends_are_refused() {
    #expect(Percentiles([]) == nil)
    #expect(Percentiles([(0, 1), (90, 2)]) == nil)
    #expect(Percentiles([(0, 1), (50, 0), (100, 2)]) == nil)
    #expect(Percentiles([(0, 1), (0, 1), (100, 2)]) == nil)
    #expect(Percentiles([(0, 1), (.nan, 1), (100, 2)]) == nil)
  }
}
