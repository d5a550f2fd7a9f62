public import CareRecord
public import CivilTime
import Returns

/// An episode of care: a stretch of one legal status and one placement.
///
/// Nobody in a family's living room thinks in episodes: they are derived by cutting a period of care
/// wherever the legal status or the placement changes (return guide, table Episodes).
struct DerivedEpisode {
  var start: Day
  var end: Day?
  var reasonForNewEpisode: String
  var legalStatus: String?
  var placement: Placement?
  var reasonCeased: String?
  var reasonForPlacementChange: String?
  var categoryOfNeed: String?
  var homePostcode: String
}

enum Episodes {
  /// The reason that says that care goes on in another episode.
  static let careGoesOn = "X1"
  static let careBegins = "S"

  /// Every episode of every period of care, the earliest first.
  static func all(of record: ChildRecord) -> [DerivedEpisode] {
    let periods = record[CarePeriod.self]
    if periods.isEmpty { return [] }
    let legal = record[LegalStatusSpan.self]
    let placements = record[Placement.self]
    return periods.flatMap { period in
      episodes(
        of: period.fact, legal: legal.filter { $0.carePeriod == period.id }.map(\.fact),
        placements: placements.filter { $0.carePeriod == period.id }.map(\.fact))
    }
  }

  private static func episodes(
    of period: CarePeriod, legal: [LegalStatusSpan], placements: [Placement]
  ) -> [DerivedEpisode] {
    let starts = Set(legal.map(\.from) + placements.map(\.from)).sorted()
    return starts.enumerated().map { index, start in
      let next = index + 1 < starts.count ? starts[index + 1] : nil
      let status = legal.last { $0.from <= start }
      let placement = placements.last { $0.from <= start }
      // A gap in what was recorded ends the episode before the next one begins.
      let end = [next, status?.to, placement?.to, period.to].compactMap(\.self).min()
        .map { max($0, start) }
      let isLast = next == nil
      return DerivedEpisode(
        start: start, end: end,
        reasonForNewEpisode: index == 0
          ? period.earlierStart?.text ?? careBegins
          : reason(
            legalChanged: status?.from == start, placementChanged: placement?.from == start,
            sameCarer: placement?.sameCarer ?? false),
        legalStatus: status?.status.text, placement: placement,
        reasonCeased: end == nil ? nil : isLast ? period.reasonCeased?.text : careGoesOn,
        reasonForPlacementChange: end != nil && placement?.to == end
          ? placement?.reasonEnded?.text : nil,
        categoryOfNeed: period.categoryOfNeed?.text, homePostcode: period.homePostcode)
    }
  }

  /// The code set RNE.
  private static func reason(
    legalChanged: Bool, placementChanged: Bool, sameCarer: Bool
  ) -> String {
    switch (legalChanged, placementChanged, sameCarer) {
    case (true, true, true): "U"
    case (true, true, false): "B"
    case (false, true, true): "T"
    case (false, true, false): "P"
    default: "L"
    }
  }
}

/// An episode of care as far as counting children goes: no name, and of addresses the postcodes alone.
public struct CareEpisode: Hashable, Sendable {
  public let start: Day
  /// Nil while it goes on.
  public let end: Day?
  public let legalStatus: String
  public let place: String
  /// Why it ended; empty where that is not known.
  public let reasonCeased: String
  /// Where the child lived before care; empty where that is not known.
  public let homePostcode: String
  /// Where the placement is; empty where that is not known.
  public let placementPostcode: String

  /// Every episode of every period of care of a child, the earliest first; episodes without a start
  /// are left out.
  public static func all(of record: ChildRecord) -> [CareEpisode] {
    Episodes.all(of: record).filter(\.start.isSet).map { episode in
      CareEpisode(
        start: episode.start, end: episode.end, legalStatus: episode.legalStatus ?? "",
        place: episode.placement?.type.text ?? "", reasonCeased: episode.reasonCeased ?? "",
        homePostcode: episode.homePostcode, placementPostcode: episode.placement?.postcode ?? "")
    }
  }

  /// The kinds of fact that episodes are derived from.
  public static let facts: [any Fact.Type] = [
    CarePeriod.self, LegalStatusSpan.self, Placement.self,
  ]
}

extension Deriving {
  /// The row of an episode, as the year's return could know it; nil for an episode of other years.
  func row(_ episode: DerivedEpisode) -> Row<EpisodeColumn>? {
    guard touches(episode.start, episode.end) else { return nil }
    let end = known(episode.end)
    return [
      .CHILD: child, .DECOM: episode.start.british, .RNE: episode.reasonForNewEpisode,
      .LS: episode.legalStatus, .CIN: episode.categoryOfNeed,
      .PLACE: episode.placement?.type.text, .PLACE_PROVIDER: episode.placement?.provider?.text,
      .DEC: end?.british, .REC: end == nil ? nil : episode.reasonCeased,
      .REASON_PLACE_CHANGE: end == nil ? nil : episode.reasonForPlacementChange,
      .HOME_POST: episode.homePostcode, .PL_POST: episode.placement?.postcode,
      .URN: episode.placement?.urn,
    ]
  }
}
