import Returns

/// The collection years of which all care is known, by when episodes ended: a child who left before the
/// first file is in none.
struct ObservedYears {
  /// From the first to the last year in which as many episodes end as a tenth of the busiest one's: a
  /// few wrong dates make no year.
  let range: ClosedRange<CollectionYear>
  /// Years between in which next to none end, so that a file may be missing.
  let gaps: [CollectionYear]

  /// - Parameters:
  ///   - ends: how many episodes ended in each year
  ///   - current: the year that is not over yet, and how much of it has passed: 0.5 for half
  init?(
    _ ends: [CollectionYear: Int], current: (year: CollectionYear, passed: Double)? = nil
  ) {
    let most = ends.values.max() ?? 0
    func isUsual(_ year: CollectionYear) -> Bool {
      let part = current?.year == year ? max(0.05, current?.passed ?? 1) : 1
      return Double(ends[year] ?? 0) * 10 >= Double(most) * part
    }
    let usual = ends.keys.filter { (ends[$0] ?? 0) > 0 && isUsual($0) }
    guard let first = usual.min(), let last = usual.max() else { return nil }
    range = first...last
    // Where few children leave in any year, a year in which none does is no gap.
    gaps =
      most < 20
      ? []
      : (first.endYear...last.endYear).compactMap { CollectionYear(endYear: $0) }
        .filter { !isUsual($0) }
  }
}
