public import Returns

/// The columns of Episodes: one row for each stretch with one legal status and one placement.
///
/// Source: the SSDA903 file specification; the names and their order are the Department's.
public enum EpisodeColumn: Int, TableColumn {
  case CHILD, DECOM, RNE, LS, CIN, PLACE, PLACE_PROVIDER, DEC, REC, REASON_PLACE_CHANGE,
    HOME_POST, PL_POST, URN

  public static let layout = TableLayout(
    "Episodes", EpisodeColumn.self, file: "episodes.csv",
    derived: ["PL_LA", "PL_LOCATION", "PL_DISTANCE"])

  public var format: ValueFormat {
    switch self {
    case .CHILD: .identifier
    case .DECOM, .DEC: .britishDate
    case .HOME_POST, .PL_POST: .postcode
    case .URN: .text
    case .RNE, .LS, .CIN, .PLACE, .PLACE_PROVIDER, .REC, .REASON_PLACE_CHANGE:
      .code("ssda903.\(name)")
    }
  }
}
