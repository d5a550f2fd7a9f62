import Returns

extension CheckedChild {
  typealias Episode = CheckedRow<EpisodeColumn>

  /// The first episode of this year with the last one of last year, where that was left open.
  ///
  /// They should be one and the same. Open is what has no end that can be read.
  var carriedOver: (last: Episode, now: Episode)? {
    guard let last = journeyLast.latest, !last.day(.DEC).isKnown, let now = journey.first
    else { return nil }
    return (last, now)
  }
}
