import CivilTime

/// The ages by which the published figures are grouped.
enum AgeBand: String, CaseIterable {
  case unborn
  case baby = "0"
  case toddler = "1-4"
  case child = "5-9"
  case teenager = "10-15"
  case youngAdult = "16-17"

  /// The band of someone on a day; from 18 on the last.
  init(born birth: Day, on day: Day) {
    self =
      switch birth.age(on: day) {
      case ..<0: .unborn
      case 0: .baby
      case 1...4: .toddler
      case 5...9: .child
      case 10...15: .teenager
      default: .youngAdult
      }
  }

  /// The years of age from the first to before the last; unborn: the last 26 weeks before birth.
  var years: Range<Double> {
    switch self {
    case .unborn: -0.5..<0
    case .baby: 0..<1
    case .toddler: 1..<5
    case .child: 5..<10
    case .teenager: 10..<16
    case .youngAdult: 16..<17.9
    }
  }
}
