/// Written as its key.
extension Indicator.Outcome: Codable {}

extension Indicator.Outcome {
  /// What it says, in words: publications number outcomes differently, so a number says nothing.
  public var words: String {
    switch self {
    case .stayTogether: "Children and families stay together and get the help they need"
    case .familyNetwork: "Children are supported by their family network"
    case .safe: "Children are safe in and outside their homes"
    case .stableHomes: "Children in care and care leavers have stable, loving homes"
    case .multiAgencyWorking: "Multi-agency working is prioritised and effective"
    case .leadership: "Leaders drive conditions for effective practice"
    case .workforce: "The workforce is equipped and effective"
    }
  }

  /// The same for a narrow column.
  public var shortWords: String {
    switch self {
    case .stayTogether: "Stay together"
    case .familyNetwork: "Family network"
    case .safe: "Safe"
    case .stableHomes: "Stable homes"
    case .multiAgencyWorking: "Multi-agency working"
    case .leadership: "Leadership"
    case .workforce: "Workforce"
    }
  }

  /// Whether it is an enabler; the others are outcomes for children.
  public var isEnabler: Bool {
    switch self {
    case .stayTogether, .familyNetwork, .safe, .stableHomes: false
    case .multiAgencyWorking, .leadership, .workforce: true
    }
  }
}
