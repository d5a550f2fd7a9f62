public import Returns

/// Everything that an SSDA903 return says about one child, as rows.
public struct SSDA903Child: Sendable, Hashable {
  /// The authority's own identifier, as first received.
  public var id: String

  /// One row, unless the files say otherwise.
  public var header: [Row<HeaderColumn>] = []
  public var episodes: [Row<EpisodeColumn>] = []
  public var reviews: [Row<ReviewColumn>] = []
  public var uasc: [Row<UASCColumn>] = []
  public var oc2: [Row<OC2Column>] = []
  public var oc3: [Row<OC3Column>] = []
  public var ad1: [Row<AD1Column>] = []
  public var placedAdoption: [Row<PlacedAdoptionColumn>] = []
  public var prevPerm: [Row<PrevPermColumn>] = []
  public var missing: [Row<MissingColumn>] = []
  public var swEpisodes: [Row<SWEpisodeColumn>] = []
  public var dolo: [Row<DoLoColumn>] = []

  public init(id: String) {
    self.id = id
  }

  /// The values of the rows of one table, in the order of its columns.
  public func values(of table: SSDA903Table) -> [[String?]] {
    switch table {
    case .header: header.map(\.values)
    case .episodes: episodes.map(\.values)
    case .reviews: reviews.map(\.values)
    case .uasc: uasc.map(\.values)
    case .oc2: oc2.map(\.values)
    case .oc3: oc3.map(\.values)
    case .ad1: ad1.map(\.values)
    case .placedAdoption: placedAdoption.map(\.values)
    case .prevPerm: prevPerm.map(\.values)
    case .missing: missing.map(\.values)
    case .swEpisodes: swEpisodes.map(\.values)
    case .dolo: dolo.map(\.values)
    }
  }
}
