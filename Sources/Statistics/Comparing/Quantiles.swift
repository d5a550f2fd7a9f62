/// Values in order, for their median and other quantiles.
///
/// The definition is Hyndman and Fan's seventh (the standard one of R, NumPy and Excel's
/// PERCENTILE.INC): between the neighbours of position 1 + (n − 1)p, in proportion.
///
/// Source: R. Hyndman and Y. Fan, The American Statistician 50 (1996) 361.
public struct Quantiles: Hashable, Sendable {
  /// The values, smallest first; what was not a number is left out.
  public let sorted: [Double]

  public init(_ values: some Sequence<Double>) {
    sorted = values.filter { !$0.isNaN }.sorted()
  }

  public var median: Double? { self[0.5] }

  /// The value below which this share (0 to 1) of the values lies; nil where there are none.
  public subscript(share: Double) -> Double? {
    guard !sorted.isEmpty, share >= 0, share <= 1 else { return nil }
    let place = Double(sorted.count - 1) * share
    let index = Int(place)
    guard index + 1 < sorted.count else { return sorted[sorted.count - 1] }
    let part = place - Double(index)
    // Added only where there is a part, so that infinite values do not make a NaN.
    return part == 0 ? sorted[index] : sorted[index] + part * (sorted[index + 1] - sorted[index])
  }

  /// The values with those beyond the share on either side drawn in to the quantile there.
  static func winsorised(_ values: [Double], share: Double) -> [Double] {
    let quantiles = Quantiles(values)
    guard share > 0, let low = quantiles[share], let high = quantiles[1 - share]
    else { return values }
    return values.map { min(max($0, low), high) }
  }
}
