import Statistics

/// Draws from the normal distribution that are the same for the same seed.
///
/// Source of the generator: G. Steele, D. Lea and C. Flood, "Fast splittable pseudorandom number
/// generators" (SplitMix64), OOPSLA 2014.
struct SeededNormals {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    // In the middle of one of 2^53 steps, so never 0 or 1.
    let uniform = (Double(mixed >> 11) + 0.5) / 9_007_199_254_740_992
    return NormalDistribution.standard.quantile(uniform)
  }
}
