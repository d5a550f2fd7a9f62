public import Returns

/// The tables of the SSDA903 return, in the order in which they are loaded.
public enum SSDA903Table: Int, CaseIterable, Sendable {
  case header, episodes, reviews, uasc, oc2, oc3, ad1, placedAdoption, prevPerm, missing,
    swEpisodes, dolo

  public var layout: TableLayout {
    switch self {
    case .header: HeaderColumn.layout
    case .episodes: EpisodeColumn.layout
    case .reviews: ReviewColumn.layout
    case .uasc: UASCColumn.layout
    case .oc2: OC2Column.layout
    case .oc3: OC3Column.layout
    case .ad1: AD1Column.layout
    case .placedAdoption: PlacedAdoptionColumn.layout
    case .prevPerm: PrevPermColumn.layout
    case .missing: MissingColumn.layout
    case .swEpisodes: SWEpisodeColumn.layout
    case .dolo: DoLoColumn.layout
    }
  }

  /// The tables that a collection year has.
  public static func tables(in year: CollectionYear) -> [SSDA903Table] {
    allCases.filter { $0.layout.exists(in: year) }
  }
}

extension ReturnForm {
  /// The return on children looked after.
  public static let ssda903 = ReturnForm(
    name: "SSDA903", title: "the SSDA903 return on children looked after",
    layouts: SSDA903Table.allCases.map(\.layout), root: "EXPSSDA903")
}
