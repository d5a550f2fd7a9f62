/// The same thing measured several times.
struct Repeats {
  private(set) var values: [Double]

  init(_ values: [Double] = []) { self.values = values.sorted() }

  init(_ rounds: Int, _ measure: () async throws -> Double) async rethrows {
    var values: [Double] = []
    for _ in 0..<rounds { values.append(try await measure()) }
    self.init(values)
  }

  mutating func add(_ value: Double) {
    values.append(value)
    values.sort()
  }

  /// The least, which what else the machine did disturbed least.
  var best: Double { values.first ?? 0 }

  var median: Double {
    guard !values.isEmpty else { return 0 }
    let middle = values.count / 2
    return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
  }

  static func / (values: Repeats, divisor: Double) -> Repeats {
    Repeats(values.values.map { $0 / divisor })
  }
}
