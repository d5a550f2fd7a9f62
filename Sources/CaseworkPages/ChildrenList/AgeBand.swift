/// The age groups of England's statistics of children in need and in care.
enum AgeBand: String, CaseIterable, Sendable {
  case underOne = "0"
  case oneToFour = "1-4"
  case fiveToNine = "5-9"
  case tenToFifteen = "10-15"
  case sixteenAndSeventeen = "16-17"
  case adult = "18-25"

  var ages: ClosedRange<Int> {
    switch self {
    case .underOne: 0...0
    case .oneToFour: 1...4
    case .fiveToNine: 5...9
    case .tenToFifteen: 10...15
    case .sixteenAndSeventeen: 16...17
    case .adult: 18...25
    }
  }

  var label: String {
    switch self {
    case .underOne: "Under 1"
    case .oneToFour: "1 to 4"
    case .fiveToNine: "5 to 9"
    case .tenToFifteen: "10 to 15"
    case .sixteenAndSeventeen: "16 and 17"
    case .adult: "18 to 25"
    }
  }
}
