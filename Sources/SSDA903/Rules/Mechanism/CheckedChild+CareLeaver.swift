import Returns

extension OC3Column {
  /// What is asked of a care leaver.
  static let careLeaverBlock: [OC3Column] = [.IN_TOUCH, .ACTIV, .ACCOM]
}

extension CheckedRow<OC3Column> {
  /// The 17th or 18th birthday, whichever was the last by this day; none for anybody younger than
  /// 17 or older than 18.
  func birthdayAt17Or18(by end: CellDay) -> CellDay {
    let birth = day(.DOB)
    let seventeenth = birth.adding(years: 17)
    guard seventeenth <= end, birth.adding(years: 19) > end else { return .none }
    let eighteenth = birth.adding(years: 18)
    return eighteenth <= end ? eighteenth : seventeenth
  }
}

extension CheckedChild {
  /// Whether something is said of the child as a care leaver.
  var isCareLeaver: Bool { oc3.contains { $0.isFilled } }

  /// The episodes of both years, each counted once: of those that begin on one day the one that
  /// ended first, which stands for one that was open last year and has ended since.
  ///
  /// - Parameter each: Is given the episode and its end: the end of the year where the latest of
  ///   all is open; none where an earlier one is.
  func eachPooledEpisode(_ each: (CheckedJourney.Episode, CellDay) -> Void) {
    let latest = CellDay.later(
      journey.latest?.day(.DECOM) ?? .none, journeyLast.latest?.day(.DECOM) ?? .none)
    func take(_ episode: CheckedJourney.Episode) {
      let isOpen = !episode.day(.DEC).isKnown && episode.day(.DECOM) == latest
      each(episode, isOpen ? end : episode.day(.DEC))
    }
    // Both years are in order of their start, so those of one day come one after another.
    let (now, before) = (journey.sequence, journeyLast.sequence)
    var (placeNow, placeBefore) = (0, 0)
    var kept: CheckedJourney.Episode?
    while placeNow < now.count || placeBefore < before.count {
      let isNow =
        placeBefore == before.count
        || (placeNow < now.count
          && !(before[placeBefore].day(.DECOM) < now[placeNow].day(.DECOM))
          && (now[placeNow].day(.DECOM).isKnown || !before[placeBefore].day(.DECOM).isKnown))
      let episode = isNow ? now[placeNow] : before[placeBefore]
      if isNow { placeNow += 1 } else { placeBefore += 1 }
      if let other = kept, other.day(.DECOM) == episode.day(.DECOM) {
        if isBetter(episode, than: other) { kept = episode }
      } else {
        if let kept { take(kept) }
        kept = episode
      }
    }
    if let kept { take(kept) }
  }

  /// Whether of two episodes that begin on one day the later one in the files is the one to keep.
  private func isBetter(
    _ one: CheckedJourney.Episode, than other: CheckedJourney.Episode
  ) -> Bool {
    one.day(.DEC) < other.day(.DEC) || (one.day(.DEC).isKnown && !other.day(.DEC).isKnown)
  }
}

extension CellDay {
  /// Whole days from `start` to this day; none where either is missing or it is the earlier one.
  func daysOrNone(since start: CellDay) -> Int { Swift.max(0, days(since: start) ?? 0) }
}
