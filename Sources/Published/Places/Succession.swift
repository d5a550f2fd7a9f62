/// What an authority's area was before the authority began, and what it became when it ended.
///
/// Only what came and went: the figures of one are never those of the other, even where the area is
/// nearly the same.
public struct Succession: Hashable, Sendable {
  public let area: Area
  /// The authorities that ended when it began.
  public let before: [Area]
  /// The authorities that began when it ended.
  public let after: [Area]
  /// What happened on those days, the earlier first.
  public let changes: [BoundaryChange]
}

extension PublishedFigures {
  /// Nil for an authority that was there through all the years.
  public func succession(of area: Area) -> Succession? {
    let before = areas.filter { $0.successors.contains(area.code) }
    let after = area.successors.compactMap { self.area($0) }
    guard !before.isEmpty || !after.isEmpty else { return nil }
    return Succession(
      area: area, before: before, after: after,
      changes: boundaryChanges.filter { change in
        change.children == .moved && (change.from + change.to).contains(area.code)
      })
  }
}
