/// A date of which some parts may not be known, as the SSDA903 return writes it: `17/05/2010`,
/// `zz/05/2010`, `zz/zz/2010`, `zz/zz/zzzz`.
///
/// The text is kept as it was given (`zz` or `ZZ`) and printed back exactly.
public struct PartialDay: Hashable, Sendable {
  /// The text as read.
  public let text: String
  /// Nil where the year is not known.
  public let year: Int?
  /// 1 to 12; nil where the month is not known.
  public let month: Int?
  /// 1 to 31; nil where the day of the month is not known.
  public let dayOfMonth: Int?

  /// Reads day, month and year, each in digits or all `z`, with slashes between: ten bytes, nothing
  /// looser.
  ///
  /// Nil where the known parts can belong to no day (`31/02/zzzz`, `29/02/2023`).
  public init?(_ text: some StringProtocol) {
    let text = String(text)
    let bytes = text.utf8.span
    guard bytes.count == 10, bytes[2] == .slash, bytes[5] == .slash,
      let day = bytes.part(at: 0, digits: 2), let month = bytes.part(at: 3, digits: 2),
      let year = bytes.part(at: 6, digits: 4)
    else { return nil }
    // A leap year stands in for an unknown year, a long month for an unknown month.
    guard Day(year: year ?? 2000, month: month ?? 1, day: day ?? 1) != nil else { return nil }
    self.text = text
    self.dayOfMonth = day
    self.month = month
    self.year = year
  }

  /// A day all of which is known; nil where it is unset.
  public init?(_ day: Day) { self.init(day.british) }

  /// The day, where every part is known.
  public var day: Day? { isWhole ? earliest : nil }

  public var isWhole: Bool { year != nil && month != nil && dayOfMonth != nil }

  /// The first day that it can mean; nil where the year is not known.
  public var earliest: Day? {
    guard let year else { return nil }
    return months.lazy.compactMap { Day(year: year, month: $0, day: dayOfMonth ?? 1) }.first
  }

  /// The last day that it can mean; nil where the year is not known.
  public var latest: Day? {
    guard let year else { return nil }
    return months.reversed().lazy.compactMap { month in
      let day = dayOfMonth ?? Day.length(ofMonth: month, in: year)
      return Day(year: year, month: month, day: day)
    }.first
  }

  /// As people read it: `17 May 2010`, `May 2010`, `2010`; `not known` where nothing is.
  public var spoken: String {
    let name = month.map { Day.monthNames[$0 - 1] }
    let words: [String?] =
      switch (dayOfMonth, name, year) {
      case (nil, nil, nil): ["not known"]
      case (let day?, nil, _): ["day \(day) of an unknown month", year.map { "in \($0)" }]
      case (let day, let name, let year?): [day.map(String.init), name, String(year)]
      case (let day, let name, nil): [day.map(String.init), name, "of an unknown year"]
      }
    return words.compactMap { $0 }.joined(separator: " ")
  }

  private var months: ClosedRange<Int> { month.map { $0...$0 } ?? 1...12 }
}

extension PartialDay: CustomStringConvertible {
  public var description: String { text }
}

extension Span<UInt8> {
  /// Digits (some number), or all of them `z` (nil); anything else is no part of a date.
  fileprivate func part(at start: Int, digits: Int) -> Int?? {
    if let number = number(at: start, digits: digits) { return .some(number) }
    for index in start..<(start + digits) where self[index] | 0x20 != UInt8(ascii: "z") {
      return nil
    }
    return .some(nil)
  }
}
