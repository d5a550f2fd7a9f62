import Returns

/// The collection years of which all care is known, by when children left it: a child who left before the
/// first file is in none.
struct ObservedYears {
  /// From the first to the last year in which as many leave as a tenth of the busiest one's: a few wrong
  /// dates make no year.
  let range: ClosedRange<CollectionYear>
  /// Years between in which next to none end, so that a file may be missing.
  let gaps: [CollectionYear]

  /// Whether an episode that ended for this reason (REC) was the last of a time in care.
  static func isLeaving(_ reasonEnded: String) -> Bool { reasonEnded != "X1" }

  /// - Parameters:
  ///   - ends: how many children left care in each year
  ///   - current: the year that is not over yet, and how much of it has passed: 0.5 for half
  ///   - beganLater: whether the record may have begun later than the care in it. It then holds the
  ///     earlier care of those alone who are known since, which looks like an authority that grows from
  ///     nothing: the first year is the first with half as many leavers as the busiest, but for chance.
  init?(
    _ ends: [CollectionYear: Int], current: (year: CollectionYear, passed: Double)? = nil,
    beganLater: Bool = false
  ) {
    let most = ends.values.max() ?? 0
    func isUsual(_ year: CollectionYear) -> Bool {
      let part = current?.year == year ? max(0.05, current?.passed ?? 1) : 1
      return Double(ends[year] ?? 0) * 10 >= Double(most) * part
    }
    let usual = ends.keys.filter { (ends[$0] ?? 0) > 0 && isUsual($0) }
    let half = Double(most) / 2
    let whole = usual.filter { Double(ends[$0] ?? 0) >= half - 2 * half.squareRoot() }
    guard let first = beganLater ? whole.min() : usual.min(), let last = usual.max() else {
      return nil
    }
    range = first...last
    // Where few children leave in any year, a year in which none does is no gap.
    gaps =
      most < 20
      ? []
      : (first.endYear...last.endYear).compactMap { CollectionYear(endYear: $0) }
        .filter { !isUsual($0) }
  }
}
