/// A random generator that gives the same draws for the same seed on every machine and in every
/// version of Swift.
///
/// It is xoshiro256** (D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators",
/// 2021), seeded through SplitMix64. It is a value: a copy goes on from where it was copied. Draws use
/// integers and the five operations that IEEE 754 rounds exactly; where a logarithm or an exponential
/// is needed they use `PortableMath`, never the C library, whose last digit differs between machines.
/// It does not conform to the standard library's protocol: how `shuffled()` and `random(in:)` use a
/// generator may change with any release of Swift.
///
/// It is for made-up data only. Never take a password, token or key from it.
public struct SeededRandom: Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The generator of a seed.
  ///
  /// - Parameters:
  ///   - seed: any number.
  ///   - stream: which of the seed's independent sequences. One for each child makes a child the same
  ///     however many others there are and in whatever order they are made.
  public init(seed: UInt64, stream: UInt64 = 0) {
    // The stream is spread before it meets the seed, so that seed 1 stream 2 is not seed 2 stream 1.
    var spread = SplitMix64(seed: stream)
    var mix = SplitMix64(seed: seed ^ spread.next())
    state = (mix.next(), mix.next(), mix.next(), mix.next())
  }

  /// The generator in a given state, for comparison with the published reference.
  init(state: (UInt64, UInt64, UInt64, UInt64)) {
    self.state = state
  }

  /// The next 64 bits, each as likely 0 as 1.
  public mutating func next() -> UInt64 {
    let scrambled = state.1 &* 5
    let result = ((scrambled << 7) | (scrambled >> 57)) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  // MARK: - Even draws

  /// A number from 0 up to but not including 1, in steps of 2⁻⁵³.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number from 0 up to but not including `bound`, each equally likely; 0 where `bound` is
  /// below 1.
  ///
  /// Source: D. Lemire, "Fast random integer generation in an interval", 2019.
  public mutating func below(_ bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      // The numbers that would make some results likelier than others are drawn again.
      let surplus = (0 &- range) % range
      while product.low < surplus { product = next().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// A whole number of the range, each equally likely.
  public mutating func whole(_ range: ClosedRange<Int>) -> Int {
    let (width, overflow) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
    // A range of more than half of all whole numbers has no use here: its lower part is drawn from.
    return range.lowerBound + below(overflow || width == .max ? .max : width + 1)
  }

  /// True with this chance: never at 0 or less, always at 1 or more.
  public mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// One of the elements, each equally likely; nil where there is none.
  public mutating func element<Element>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }

  /// The elements in a random order (Fisher–Yates).
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for last in elements.indices.dropFirst().reversed() {
      elements.swapAt(last, below(last + 1))
    }
    return elements
  }
}
