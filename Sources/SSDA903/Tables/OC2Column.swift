public import Returns

/// The columns of OC2: the health and well-being of each child looked after for twelve months.
///
/// Source: the SSDA903 file specification; the names and their order are the Department's.
public enum OC2Column: Int, TableColumn {
  case CHILD, DOB, SDQ_SCORE, SDQ_REASON, CONVICTED, HEALTH_CHECK, IMMUNISATIONS, TEETH_CHECK,
    HEALTH_ASSESSMENT, SUBSTANCE_MISUSE, INTERVENTION_RECEIVED, INTERVENTION_OFFERED

  public static let layout = TableLayout(
    "OC2", OC2Column.self, file: "oc2.csv")

  public var format: ValueFormat {
    switch self {
    case .CHILD: .identifier
    case .DOB: .britishDate
    case .SDQ_SCORE: .number
    case .CONVICTED, .HEALTH_CHECK, .IMMUNISATIONS, .TEETH_CHECK, .HEALTH_ASSESSMENT,
      .SUBSTANCE_MISUSE, .INTERVENTION_RECEIVED, .INTERVENTION_OFFERED:
      .flag
    case .SDQ_REASON: .code("ssda903.\(name)")
    }
  }
}
