public import CivilTime

/// How old a child is, in words that are never wrong: what is not known is said to be unknown.
public enum Age: Hashable, Sendable {
  case born(Day, on: Day)
  case unborn(expected: Day)
  /// The expected day has passed and no birth is recorded.
  case expected(Day)
  case died(Day, born: Day?)
  /// The recorded date of birth is still to come.
  case contradicted(Day)
  case unknown

  /// - Parameter day: the day for which the age is said
  public init(birth: Day?, expected: Day?, death: Day?, on day: Day) {
    let birth = birth.flatMap { $0.isSet ? $0 : nil }
    let expected = expected.flatMap { $0.isSet ? $0 : nil }
    if let death, death.isSet, death <= day {
      self = .died(death, born: birth.flatMap { $0 <= death ? $0 : nil })
    } else if let birth {
      self = birth <= day ? .born(birth, on: day) : .contradicted(birth)
    } else if let expected {
      self = expected >= day ? .unborn(expected: expected) : .expected(expected)
    } else {
      self = .unknown
    }
  }

  /// "4 years old", "unborn, expected 3 May 2026", "age not known".
  public var words: String {
    switch self {
    case .born(let birth, let day): Age.spoken(from: birth, to: day) + " old"
    case .unborn(let expected): "unborn, expected \(expected.spoken)"
    case .expected(let expected): "birth not recorded, was expected \(expected.spoken)"
    case .died(let death, let birth):
      birth.map { "died \(death.spoken), aged \(Age.spoken(from: $0, to: death))" }
        ?? "died \(death.spoken)"
    case .contradicted(let birth):
      "age not known: the date of birth, \(birth.spoken), is still to come"
    case .unknown: "age not known"
    }
  }

  public var isUnborn: Bool {
    if case .unborn = self { true } else { false }
  }

  /// Years from two on; months below that, and days in the first month.
  private static func spoken(from birth: Day, to day: Day) -> String {
    let years = birth.age(on: day)
    if years >= 2 { return "\(years) years" }
    var months = years * 12
    while birth.adding(months: months + 1) <= day { months += 1 }
    if months == 12 { return "1 year" }
    return months == 0 ? counted(day - birth, "day") : counted(months, "month")
  }
}

/// "1 day", "2 days".
func counted(_ number: Int, _ noun: String, plural: String? = nil) -> String {
  number == 1 ? "1 \(noun)" : "\(grouped(number)) \(plural ?? noun + "s")"
}

/// "12,345".
package func grouped(_ number: Int) -> String {
  var digits = String(number.magnitude)
  var groups: [String] = []
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return (number < 0 ? "−" : "") + ([digits] + groups).joined(separator: ",")
}

extension Instant {
  /// By the clock in London: `10:45am`.
  var spokenTime: String {
    let time = inLondon
    let twelve = time.hour % 12 == 0 ? 12 : time.hour % 12
    let minute = time.minute < 10 ? "0\(time.minute)" : "\(time.minute)"
    return "\(twelve):\(minute)\(time.hour < 12 ? "am" : "pm")"
  }
}
