/// Reading and writing days as text. All reading is strict: what is not exactly a date is nil.
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

  /// The English names of the months, January first.
  public static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

extension Day: CustomStringConvertible {
  public var description: String { isSet ? iso : "unset" }
}

extension UInt8 {
  fileprivate static let hyphen = UInt8(ascii: "-")
  fileprivate static let slash = UInt8(ascii: "/")
}

extension Span<UInt8> {
  fileprivate func number(at start: Int, digits: Int) -> Int? {
    var value = 0
    for index in start..<(start + digits) {
      let digit = self[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  fileprivate func write(_ value: Int, at start: Int, digits: Int) {
    var rest = value
    for index in (start..<(start + digits)).reversed() {
      self[index] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
  }
}
