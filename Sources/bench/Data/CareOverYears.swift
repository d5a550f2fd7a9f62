import CivilTime
import Forecast

/// Children who come into care and leave it by known rates, over ten years, the same for the same seed.
struct CareOverYears {
  let spans: [CareSpan]
  /// The days in which every child in care is among the spans.
  let observed: DaySpan
  let children: Int

  /// - Parameter children: how many come in the ten years, about.
  init(children wanted: Int, seed: UInt64) throws {
    guard let first = Day(year: 2016, month: 4, day: 1) else { throw BenchFailed("No such day.") }
    let end = first.adding(years: 10)
    var random = Random(state: seed)
    var spans: [CareSpan] = []
    // Who came in the eight years before is there at the beginning.
    let days = (end - first) + 8 * 365
    let coming = wanted * days / (end - first)
    for child in 0..<coming {
      let start = end - Int(random.next() * Double(days))
      spans += Self.stay(
        of: "\(child)", cameFrom: District(of: "ZZ\(1 + child % 20)"), from: start, until: end,
        &random)
    }
    self.spans = spans
    children = Set(spans.filter { ($0.end ?? end) > first }.map(\.child)).count
    observed = DaySpan(from: first, to: end)
  }

  private static func stay(
    of child: String, cameFrom: District, from start: Day, until last: Day, _ random: inout Random
  ) -> [CareSpan] {
    let homes = [HomeKind.fostering, .kinshipFostering, .childrensHome, .supported]
    let born = start - Int(random.next() * 17.5 * 365)
    let eighteen = born.adding(years: 18)
    var spans: [CareSpan] = []
    var from = start
    while from < last {
      let leaves = random.next() < 0.4
      let stays = 20 + Int(random.next() * random.next() * 1_400)
      let end = min(from + stays, eighteen)
      let isOpen = end >= last
      spans.append(
        CareSpan(
          child: child, born: born, home: homes[Int(random.next() * 4) % 4], legalStatus: "C2",
          start: from, end: isOpen ? nil : end, reasonEnded: leaves ? "E4A" : "X1",
          cameFrom: cameFrom))
      if isOpen || leaves || end == eighteen { break }
      from = end
    }
    return spans
  }

  private struct Random {
    var state: UInt64

    /// SplitMix64, from 0 to 1.
    mutating func next() -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      mixed ^= mixed >> 31
      return Double(mixed >> 11) / 9_007_199_254_740_992
    }
  }
}
