/// The pages of a child's record.
///
/// The raw value stands in their addresses.
public enum RecordPart: String, CaseIterable, Sendable {
  case overview
  case timeline
  case chronology
  case family
  case details
  case returns

  public var title: String {
    switch self {
    case .overview: "Overview"
    case .timeline: "Timeline"
    case .chronology: "Chronology"
    case .family: "Family"
    case .details: "Details"
    case .returns: "Returns check"
    }
  }
}
