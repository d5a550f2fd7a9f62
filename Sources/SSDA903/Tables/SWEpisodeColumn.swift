public import Returns

/// The columns of SWEpisodes: one row for each social worker a child has had.
///
/// Source: the SSDA903 file specification; the names and their order are the Department's.
public enum SWEpisodeColumn: Int, TableColumn {
  case CHILD, DOB, SW_ID, SW_DECOM, SW_DEC, SW_REASON

  public static let layout = TableLayout(
    "SWEpisodes", SWEpisodeColumn.self, file: "sw_episodes.csv",
    firstYear: CollectionYear(endYear: 2024))

  public var format: ValueFormat {
    switch self {
    case .CHILD: .identifier
    case .DOB: .britishDate
    case .SW_ID: .text
    case .SW_DECOM, .SW_DEC: .partialDate
    case .SW_REASON: .code("ssda903.\(name)")
    }
  }
}
