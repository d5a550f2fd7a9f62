public import CivilTime

/// A collection year of the statutory returns: 1 April to 31 March, written `2017-18`.
public struct CollectionYear: Hashable, Comparable, Sendable {
  /// The calendar year in which it ends: 2018 for 2017-18.
  public let endYear: Int

  /// The collection year that ends on 31 March of this year, 1001 to 9999.
  public init?(endYear: Int) {
    guard (1001...9999).contains(endYear) else { return nil }
    self.endYear = endYear
  }

  /// The collection year that ends on 31 March of this year, or the nearest that can be written.
  public static func ending(_ year: Int) -> CollectionYear {
    CollectionYear(known: min(max(year, 1001), 9999))
  }

  private init(known endYear: Int) { self.endYear = endYear }

  /// The collection year that this day lies in.
  public init(containing day: Day) {
    let (year, month, _) = day.parts
    endYear = month >= 4 ? year + 1 : year
  }

  /// Reads `2017-18` (and `1999-00`) and nothing looser.
  public init?(_ label: some StringProtocol) {
    let digits = Array(label.utf8)
    guard digits.count == 7, digits[4] == UInt8(ascii: "-"),
      let start = CollectionYear.number(digits[0..<4]),
      let end = CollectionYear.number(digits[5...]),
      (start + 1) % 100 == end
    else { return nil }
    self.init(endYear: start + 1)
  }

  /// The first day, 1 April.
  public var start: Day { Day(year: endYear - 1, month: 4, day: 1) ?? .unset }

  /// The last day, 31 March.
  public var end: Day { Day(year: endYear, month: 3, day: 31) ?? .unset }

  public func contains(_ day: Day) -> Bool { start <= day && day <= end }

  /// The year before; nil before the first that can be written.
  public var previous: CollectionYear? { CollectionYear(endYear: endYear - 1) }

  public var next: CollectionYear? { CollectionYear(endYear: endYear + 1) }

  public static func < (left: CollectionYear, right: CollectionYear) -> Bool {
    left.endYear < right.endYear
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in digits {
      let digit = byte &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}

extension CollectionYear: CustomStringConvertible {
  /// `2017-18`.
  public var description: String {
    let end = endYear % 100
    return "\(endYear - 1)-\(end < 10 ? "0" : "")\(end)"
  }
}
