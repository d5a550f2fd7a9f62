/// Things to choose between, each with a weight.
public struct Choices<Value: Sendable>: Sendable {
  public let values: [Value]
  /// For each value, its weight and those of all before it.
  private let sums: [Double]

  /// Values with their weights, in an order that is part of what a seed means.
  ///
  /// Nil where there is no weight above 0 or one is below 0 or not a number.
  public init?(_ weighted: [(value: Value, weight: Double)]) {
    var sums: [Double] = []
    var sum = 0.0
    for (_, weight) in weighted {
      guard weight >= 0, weight.isFinite else { return nil }
      sum += weight
      sums.append(sum)
    }
    guard sum > 0 else { return nil }
    self.values = weighted.map(\.value)
    self.sums = sums
  }

  /// One of the values, as likely as its part of all weights.
  public func draw(_ random: inout SeededRandom) -> Value {
    let point = random.unit() * (sums.last ?? 0)
    // The first sum above the point: values of weight 0 are never drawn.
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > point { high = middle } else { low = middle + 1 }
    }
    return values[low]
  }

  /// The part of all weights that the values have for which this holds.
  public func share(where holds: (Value) -> Bool) -> Double {
    var (weight, before) = (0.0, 0.0)
    for (value, sum) in zip(values, sums) {
      if holds(value) { weight += sum - before }
      before = sum
    }
    return weight / before
  }
}
