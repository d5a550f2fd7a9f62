/// Reading and writing days as text. All reading is strict: what is not exactly a date is nil.
///
/// Years are four digits. A day outside the years 1 to 9999 can only come from counting too far; it
/// is written with a sign and six digits (`+012026-03-31`), never as some other day, and no reader
/// accepts that again.
extension Day {
  /// Reads `2026-03-31` and nothing looser.
  public init?(iso text: some StringProtocol) {
    self.init(isoBytes: String(text).utf8.span)
  }

  /// Reads `31/03/2026`: two digits, two digits, four digits.
  public init?(british text: some StringProtocol) {
    self.init(britishBytes: String(text).utf8.span)
  }

  /// Reads the ten bytes of an ISO date.
  public init?(isoBytes bytes: Span<UInt8>) {
    guard bytes.count == 10, bytes[4] == .hyphen, bytes[7] == .hyphen,
      let year = bytes.number(at: 0, digits: 4), let month = bytes.number(at: 5, digits: 2),
      let day = bytes.number(at: 8, digits: 2)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Reads the ten bytes of a dd/mm/yyyy date.
  public init?(britishBytes bytes: Span<UInt8>) {
    guard bytes.count == 10, bytes[2] == .slash, bytes[5] == .slash,
      let day = bytes.number(at: 0, digits: 2), let month = bytes.number(at: 3, digits: 2),
      let year = bytes.number(at: 6, digits: 4)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `2026-03-31`; empty when unset.
  public var iso: String {
    guard isSet else { return "" }
    let (year, month, day) = parts
    guard (1...9999).contains(year) else {
      return "\(Day.signedYear(year))-\(Day.twoDigits(month))-\(Day.twoDigits(day))"
    }
    return String(unsafeUninitializedCapacity: 10) { bytes in
      bytes.write(year, at: 0, digits: 4)
      bytes[4] = .hyphen
      bytes.write(month, at: 5, digits: 2)
      bytes[7] = .hyphen
      bytes.write(day, at: 8, digits: 2)
      return 10
    }
  }

  /// `31/03/2026`; empty when unset.
  public var british: String {
    guard isSet else { return "" }
    let (year, month, day) = parts
    guard (1...9999).contains(year) else {
      return "\(Day.twoDigits(day))/\(Day.twoDigits(month))/\(Day.signedYear(year))"
    }
    return String(unsafeUninitializedCapacity: 10) { bytes in
      bytes.write(day, at: 0, digits: 2)
      bytes[2] = .slash
      bytes.write(month, at: 3, digits: 2)
      bytes[5] = .slash
      bytes.write(year, at: 6, digits: 4)
      return 10
    }
  }

  /// `31 March 2026`, as people read it; empty when unset.
  public var spoken: String {
    guard isSet else { return "" }
    let (year, month, day) = parts
    return "\(day) \(Day.monthNames[month - 1]) \(year)"
  }

  static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func signedYear(_ year: Int) -> String {
    let digits = String(year.magnitude)
    let zeros = String(repeating: "0", count: max(0, 6 - digits.count))
    return (year < 0 ? "-" : "+") + zeros + digits
  }

  /// The English names of the months, January first.
  public static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

extension Day: CustomStringConvertible {
  public var description: String { isSet ? iso : "unset" }
}
