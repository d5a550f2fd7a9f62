/// What one benchmark found: figures, and in words how they were measured and what stands beside
/// them.
struct Findings {
  let title: String
  let figures: [Figure]
  /// How it was measured.
  let method: String
  /// What was seen on the way.
  let notes: [String]
}

/// One benchmark: makes what it needs and measures it.
protocol Benchmark {
  func run() async throws -> Findings
}
