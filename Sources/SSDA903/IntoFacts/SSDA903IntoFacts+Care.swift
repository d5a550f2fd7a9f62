import CareRecord
import CivilTime
import Returns

/// Episode rows become periods of care, legal statuses and placements.
extension SSDA903IntoFacts {
  func care(_ rows: [Row<EpisodeColumn>], _ edit: inout RecordEdit) {
    let received = rows.compactMap(DerivedEpisode.init)
    if received.isEmpty { return }
    let wanted = periods(of: laidOver(Episodes.all(of: edit.record), received))
    for period in wanted {
      let id = edit.put(period.fact, inPlaceOf: { $0.from == period.fact.from })
      for var status in period.legalStatuses {
        status.carePeriod = id
        edit.put(status, inPlaceOf: { $0.from == status.from && $0.carePeriod == id })
      }
      for var placement in period.placements {
        placement.carePeriod = id
        edit.put(placement, inPlaceOf: { $0.from == placement.from && $0.carePeriod == id })
      }
    }
    withdrawWhatWasTakenUp(by: wanted, &edit)
  }

  /// The episodes held and the received ones together.
  ///
  /// Where both say something of an episode, the received one holds, but for an end after the year,
  /// which it could not know.
  private func laidOver(
    _ held: [DerivedEpisode], _ received: [DerivedEpisode]
  ) -> [DerivedEpisode] {
    let starts = Dictionary(held.map { ($0.start, $0) }, uniquingKeysWith: { $1 })
    let merged = received.map { episode in
      guard let old = starts[episode.start] else { return episode }
      if isOverruled { return old }
      guard keeps(old.end, over: episode.end) else { return episode }
      var merged = episode
      merged.end = old.end
      merged.reasonCeased = old.reasonCeased
      merged.reasonForPlacementChange = old.reasonForPlacementChange
      return merged
    }
    let known = Set(received.map(\.start))
    return (held.filter { !known.contains($0.start) } + merged)
      .enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
      .map(\.element)
  }

  /// A period of care and the spans within it.
  struct WantedPeriod {
    var fact: CarePeriod
    var legalStatuses: [LegalStatusSpan] = []
    var placements: [Placement] = []
  }

  /// A period begins with S, and after an episode that ended with anything but X1.
  private func periods(of episodes: [DerivedEpisode]) -> [WantedPeriod] {
    var periods: [WantedPeriod] = []
    var previous: DerivedEpisode?
    for episode in episodes {
      let begins =
        episode.reasonForNewEpisode == Episodes.careBegins
        || previous.map { $0.end != nil && $0.reasonCeased != Episodes.careGoesOn } ?? true
      if begins { periods.append(WantedPeriod(fact: start(of: episode))) }
      take(episode, after: begins ? nil : previous, into: &periods[periods.count - 1])
      previous = episode
    }
    return periods
  }

  private func start(of episode: DerivedEpisode) -> CarePeriod {
    var period = CarePeriod()
    period.from = episode.start
    period.categoryOfNeed = episode.categoryOfNeed.map { Code($0) }
    period.homePostcode = episode.homePostcode
    if episode.reasonForNewEpisode != Episodes.careBegins {
      period.earlierStart = Code(episode.reasonForNewEpisode)
    }
    return period
  }

  private func take(
    _ episode: DerivedEpisode, after previous: DerivedEpisode?, into period: inout WantedPeriod
  ) {
    period.fact.to = episode.end
    period.fact.reasonCeased = episode.reasonCeased.map { Code($0) }

    let last = period.legalStatuses.count - 1
    if let previous, last >= 0, previous.legalStatus == episode.legalStatus,
      ["P", "T"].contains(episode.reasonForNewEpisode), previous.end == episode.start
    {
      period.legalStatuses[last].to = episode.end
    } else {
      var status = LegalStatusSpan()
      status.status = Code(episode.legalStatus ?? "")
      status.from = episode.start
      status.to = episode.end
      period.legalStatuses.append(status)
    }

    let latest = period.placements.count - 1
    if let previous, latest >= 0, isSamePlacement(previous, episode) {
      period.placements[latest].to = episode.end
      period.placements[latest].reasonEnded = episode.reasonForPlacementChange.map { Code($0) }
    } else {
      var placement = episode.placement ?? Placement()
      placement.from = episode.start
      placement.to = episode.end
      placement.sameCarer = ["T", "U"].contains(episode.reasonForNewEpisode)
      placement.reasonEnded = episode.reasonForPlacementChange.map { Code($0) }
      period.placements.append(placement)
    }
  }

  /// Only the legal status changed: the child still lives where they did.
  private func isSamePlacement(_ previous: DerivedEpisode, _ episode: DerivedEpisode) -> Bool {
    guard episode.reasonForNewEpisode == "L", previous.end == episode.start,
      previous.reasonForPlacementChange == nil, let old = previous.placement,
      let new = episode.placement
    else { return false }
    return old.type == new.type && old.provider == new.provider && old.postcode == new.postcode
      && old.urn == new.urn
  }

  /// A span that an earlier file showed the tail of is part of a longer one, now that the file with
  /// its beginning has come.
  ///
  /// Spans that belong to no period of care are somebody's own and stay.
  private func withdrawWhatWasTakenUp(by wanted: [WantedPeriod], _ edit: inout RecordEdit) {
    let starts = Set(wanted.map(\.fact.from))
    let takenUp = edit.record[CarePeriod.self].filter { held in
      !starts.contains(held.from)
        && wanted.contains {
          $0.fact.from < held.from && ($0.fact.to.map { held.from < $0 } ?? true)
        }
    }
    let gone = Set(takenUp.map(\.id))
    edit.withdraw(CarePeriod.self) { gone.contains($0.id) }
    for period in wanted {
      let id = edit.record[CarePeriod.self].first { $0.from == period.fact.from }?.id
      let statuses = Set(period.legalStatuses.map(\.from))
      edit.withdraw(LegalStatusSpan.self) {
        $0.carePeriod == id && !statuses.contains($0.from)
      }
      let placements = Set(period.placements.map(\.from))
      edit.withdraw(Placement.self) { $0.carePeriod == id && !placements.contains($0.from) }
    }
    edit.withdraw(LegalStatusSpan.self) { $0.carePeriod.map(gone.contains) ?? false }
    edit.withdraw(Placement.self) { $0.carePeriod.map(gone.contains) ?? false }
  }
}

extension DerivedEpisode {
  /// A row as an episode; nil where its start cannot be read, so that it can only be kept as received.
  init?(_ row: Row<EpisodeColumn>) {
    guard let start = row.day(.DECOM) else { return nil }
    var placement = Placement()
    placement.type = Code(row[.PLACE] ?? "")
    placement.provider = row[.PLACE_PROVIDER].map { Code($0) }
    placement.postcode = row[.PL_POST] ?? ""
    placement.urn = row[.URN] ?? ""
    // A reason without an end says nothing of the care that goes on; the row is kept as received.
    let end = row.day(.DEC)
    self.init(
      start: start, end: end, reasonForNewEpisode: row[.RNE] ?? "", legalStatus: row[.LS],
      placement: placement, reasonCeased: end == nil ? nil : row[.REC],
      reasonForPlacementChange: end == nil ? nil : row[.REASON_PLACE_CHANGE],
      categoryOfNeed: row[.CIN], homePostcode: row[.HOME_POST] ?? "")
  }
}
