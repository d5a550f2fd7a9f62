import CivilTime
import Testing

@testable import Simulation

/// Draws are compared with values worked out by another program, written in another language, so that
/// a change on any machine or in any compiler shows.
@Suite struct SeededRandomTests {
  @Test func the_generators_are_the_published_ones() {
    var spread = SplitMix64(seed: 1_234_567)
    #expect(
      (0..<5).map { _ in spread.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
    var random = SeededRandom(state: (1, 2, 3, 4))
    #expect(
      (0..<10).map { _ in random.next() } == [
        11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
        607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
        10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
      ])
  }

  @Test func a_seed_and_a_stream_give_the_same_numbers_everywhere() {
    var random = SeededRandom(seed: 2026)
    #expect(
      (0..<4).map { _ in random.next() } == [
        4_926_128_230_473_538_556, 13_597_410_178_904_844_302, 8_853_588_439_511_796_395,
        10_429_630_770_477_899_292,
      ])
    var seventh = SeededRandom(seed: 2026, stream: 7)
    #expect(
      (0..<4).map { _ in seventh.next() } == [
        10_402_029_509_050_925_757, 8_271_235_220_144_690_454, 313_566_574_044_630_606,
        16_345_344_309_005_231_615,
      ])
  }

  @Test func a_copy_goes_on_by_itself() {
    var one = SeededRandom(seed: 1)
    var other = one
    _ = one.next()
    _ = one.next()
    #expect(other.next() != one.next())
    #expect(SeededRandom(seed: 1, stream: 2).first != SeededRandom(seed: 2, stream: 1).first)
  }

  @Test func whole_numbers_and_order() {
    var random = SeededRandom(seed: 2026)
    let dice = [1, 4, 2, 3, 4, 5, 2, 3, 0, 3, 0, 3, 1, 4, 1, 2, 1, 0, 3, 0]
    #expect(dice.map { _ in random.below(6) } == dice)
    random = SeededRandom(seed: 2026)
    #expect(dice.map { _ in random.whole(-3...2) } == dice.map { $0 - 3 })
    random = SeededRandom(seed: 2026)
    #expect(random.shuffled(Array(0..<10)) == [9, 0, 8, 1, 5, 4, 7, 3, 6, 2])
  }

  @Test func numbers_with_a_fraction_are_the_same_to_the_last_bit() {
    var random = SeededRandom(seed: 2026)
    #expect(
      (0..<4).map { _ in random.unit() } == [
        0x1.11747e1a7d986p-2, 0x1.79676907f5cedp-1, 0x1.eb790f1c126c2p-2, 0x1.217afbdab9a33p-1,
      ])
    random = SeededRandom(seed: 2026)
    #expect(
      (0..<4).map { _ in random.normal() } == [
        -0x1.ca88e147447afp-1, -0x1.a74e518d3d6bfp-1, 0x1.6d00c513786a1p-2, -0x1.2f0a88487e4e9p+1,
      ])
    random = SeededRandom(seed: 2026)
    #expect(
      (0..<4).map { _ in random.logNormal(median: 32, spread: 0.6) } == [
        0x1.2b290448d82b7p+4, 0x1.37c4e6863e80ap+4, 0x1.3d0bbcafe61d0p+5, 0x1.eec7bb7e0668ap+2,
      ])
  }

  @Test func counts_of_events() {
    var random = SeededRandom(seed: 2026)
    let few = [3, 4, 2, 2, 2, 1, 2, 3, 1, 4]
    #expect(few.map { _ in random.poisson(mean: 2.5) } == few)
    let many = [106, 97, 99, 112, 111]
    #expect(many.map { _ in random.poisson(mean: 100) } == many)
    random = SeededRandom(seed: 2026)
    let failures = [8, 1, 3, 2, 1, 4, 3, 16, 2, 0]
    #expect(failures.map { _ in random.failures(beforeChance: 0.25) } == failures)
  }

  @Test func draws_have_the_mean_and_spread_they_should() {
    var random = SeededRandom(seed: 1)
    let count = 40_000
    func mean(_ draw: (inout SeededRandom) -> Double) -> Double {
      (0..<count).reduce(0.0) { sum, _ in sum + draw(&random) } / Double(count)
    }
    #expect(abs(mean { $0.unit() } - 0.5) < 0.01)
    #expect(abs(mean { $0.normal() }) < 0.03)
    #expect(
      abs(
        mean {
          let x = $0.normal(); return x * x
        } - 1) < 0.05)
    #expect(abs(mean { Double($0.poisson(mean: 3.7)) } - 3.7) < 0.05)
    #expect(abs(mean { Double($0.poisson(mean: 40)) } - 40) < 0.2)
    #expect(abs(mean { Double($0.failures(beforeChance: 0.2)) } - 4) < 0.1)
    #expect(abs(mean { $0.logNormal(median: 10, spread: 0.5) < 10 ? 1 : 0 } - 0.5) < 0.01)
    #expect(abs(mean { $0.chance(0.226) ? 1 : 0 } - 0.226) < 0.01)
  }

  @Test func senseless_requests_do_no_harm() {
    var random = SeededRandom(seed: 3)
    #expect(random.below(0) == 0)
    #expect(random.below(-5) == 0)
    #expect(random.whole(7...7) == 7)
    #expect((Int.min...Int.max).contains(random.whole(Int.min...Int.max)))
    #expect(random.poisson(mean: -1) == 0)
    #expect(random.poisson(mean: .infinity) == 0)
    #expect(random.failures(beforeChance: 0, limit: 5) == 5)
    #expect(random.element(of: [Int]()) == nil)
    let (never, always) = (random.chance(0), random.chance(1))
    #expect(!never)
    #expect(always)
  }

  @Test func days_lie_in_the_span_and_working_days_are_worked() throws {
    let calendar = try WorkingDayCalendar.england()
    let first = try #require(Day(iso: "2025-12-20"))
    var random = SeededRandom(seed: 4)
    var seen: Set<Day> = []
    for _ in 0..<500 {
      let day = random.workingDay(from: first, to: first + 14, in: calendar)
      #expect(calendar.isWorkingDay(day))
      seen.insert(day)
      #expect((first...(first + 9)).contains(random.day(from: first, to: first + 9)))
    }
    #expect(
      seen.map(\.iso).sorted() == [
        "2025-12-22", "2025-12-23", "2025-12-24", "2025-12-29", "2025-12-30", "2025-12-31",
        "2026-01-02",
      ])
    #expect(random.day(from: first, to: first - 3) == first)
    // Christmas to the weekend: nothing is worked, so the first day after.
    let christmas = first + 5
    #expect(random.workingDay(from: christmas, to: christmas + 3, in: calendar).iso == "2025-12-29")
  }

  @Test(arguments: [-699.5, -40, -1, -0.3, 0, 1e-9, 0.5, 1, 20.25, 300, 699])
  func exponential_and_logarithm_undo_each_other(x: Double) {
    let there = PortableMath.exponential(x)
    #expect(abs(PortableMath.logarithm(there) - x) <= 4e-15 * max(1, abs(x)))
  }

  @Test func known_values_of_exponential_and_logarithm() {
    #expect(PortableMath.exponential(0) == 1)
    #expect(abs(PortableMath.exponential(1) - 2.718281828459045) < 1e-15)
    #expect(abs(PortableMath.exponential(-10) / 4.5399929762484854e-05 - 1) < 1e-14)
    #expect(abs(PortableMath.logarithm(10) - 2.302585092994046) < 1e-15)
    #expect(PortableMath.logarithm(1) == 0)
    #expect(PortableMath.exponential(-1e9) == 0)
    #expect(PortableMath.exponential(1e9).isFinite)
    #expect(PortableMath.logarithm(0).isFinite)
    #expect(PortableMath.logarithm(.nan).isFinite)
  }
}

extension SeededRandom {
  fileprivate var first: UInt64 {
    var copy = self
    return copy.next()
  }
}
