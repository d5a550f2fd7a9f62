/// Keeps the share of false alarms among many comparisons at once in check.
public enum FalseDiscovery {
  /// The adjusted p-values, each in its place: taking for real what is `q` or less makes at most `q`
  /// of what is taken for real false, on average.
  ///
  /// A nil (no comparison was possible) stays nil and does not count as a comparison.
  ///
  /// Source: Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995) 289.
  public static func adjusted(_ pValues: [Double?]) -> [Double?] {
    let ranked = pValues.indices
      .compactMap { index in pValues[index].map { (index, $0) } }
      .sorted { $0.1 < $1.1 }
    var adjusted = [Double?](repeating: nil, count: pValues.count)
    var smallest = 1.0
    for (rank, (index, pValue)) in ranked.enumerated().reversed() {
      smallest = min(smallest, pValue * Double(ranked.count) / Double(rank + 1))
      adjusted[index] = smallest
    }
    return adjusted
  }
}
