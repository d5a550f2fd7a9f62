/// The kinds of home that a forecast tells apart: what an authority must find, and pay for, differently.
public enum HomeKind: Int, Hashable, CaseIterable, Sendable {
  case kinshipFostering, fostering, childrensHome, otherResidential, supported, withParents
  case adoption, other

  /// The kind of a placement by its code in the SSDA903 return; `other` for temporary placements and for
  /// codes that are not known.
  ///
  /// Source: Department for Education, SSDA903 guide, code set PLACE.
  public init(place code: some StringProtocol) {
    switch code.uppercased() {
    case "U1", "U2", "U3", "Q1": self = .kinshipFostering
    case "U4", "U5", "U6", "Q2": self = .fostering
    case "K2": self = .childrensHome
    case "K1", "R1", "R2", "R3", "R5", "S1": self = .otherResidential
    case "K3", "H5", "P2": self = .supported
    case "P1": self = .withParents
    case "A3", "A4", "A5", "A6": self = .adoption
    default: self = .other
    }
  }

  public var words: String {
    switch self {
    case .kinshipFostering: "Fostered by relatives or friends"
    case .fostering: "Other fostering"
    case .childrensHome: "Children’s home"
    case .otherResidential: "Secure, school, family centre and other residential"
    case .supported: "Supported accommodation and independent living"
    case .withParents: "With parents"
    case .adoption: "Placed for adoption"
    case .other: "Other and temporary"
    }
  }
}

extension HomeKind {
  /// Its name in an address and in a file.
  public var key: String {
    switch self {
    case .kinshipFostering: "kinship"
    case .fostering: "fostering"
    case .childrensHome: "childrens-home"
    case .otherResidential: "residential"
    case .supported: "supported"
    case .withParents: "parents"
    case .adoption: "adoption"
    case .other: "other"
    }
  }

  /// Those of which an authority has so many, or has to find them.
  public static let found: [HomeKind] = [.fostering, .childrensHome, .supported, .otherResidential]
}

/// Bands of age, as the Department publishes them.
public enum AgeBand: Int, Hashable, CaseIterable, Sendable {
  case underOne, oneToFour, fiveToNine, tenToFifteen, sixteenAndOver

  /// The band at an age in whole months.
  public init(months: Int) {
    self =
      switch months {
      case ..<12: .underOne
      case ..<60: .oneToFour
      case ..<120: .fiveToNine
      case ..<192: .tenToFifteen
      default: .sixteenAndOver
      }
  }

  public var words: String {
    switch self {
    case .underOne: "Under 1"
    case .oneToFour: "1 to 4"
    case .fiveToNine: "5 to 9"
    case .tenToFifteen: "10 to 15"
    case .sixteenAndOver: "16 and over"
    }
  }
}
