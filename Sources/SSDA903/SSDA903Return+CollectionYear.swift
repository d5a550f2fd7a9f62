import CivilTime
public import Returns

extension SSDA903Return {
  /// The collection year that most starts and ends of episodes and most reviews lie in; the later
  /// one of equals.
  ///
  /// Nil where no such date can be read.
  public var collectionYear: CollectionYearGuess? {
    var counts: [Int32: Int] = [:]
    for (table, column) in [
      (SSDA903Table.episodes, EpisodeColumn.DECOM.rawValue),
      (.episodes, EpisodeColumn.DEC.rawValue), (.reviews, ReviewColumn.REVIEW.rawValue),
    ] {
      for day in self.table(table).days(of: column) where day.isSet {
        counts[day.ordinal, default: 0] += 1
      }
    }
    var years: [CollectionYear: Int] = [:]
    for (ordinal, count) in counts {
      years[CollectionYear(containing: Day(ordinal: ordinal)), default: 0] += count
    }
    let total = years.values.reduce(0, +)
    let ranked = years.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
    guard let best = ranked.first else { return nil }
    let second = ranked.dropFirst().first?.value ?? 0
    // Long placements began in earlier years, so a good return has many dates outside its year.
    let confidence: CollectionYearGuess.Confidence =
      best.value * 4 >= total * 3 ? .clear : best.value * 2 >= second * 3 ? .likely : .doubtful
    return CollectionYearGuess(
      year: best.key, confidence: confidence,
      reason:
        "\(best.value) of the \(total) dates on which episodes start or end or reviews are held lie "
        + "between \(best.key.start.spoken) and \(best.key.end.spoken)")
  }
}
