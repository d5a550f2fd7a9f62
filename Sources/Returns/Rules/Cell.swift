import CivilTime

/// One cell of a row that is being checked: its text and, in a date column, its day.
@frozen public struct Cell: Sendable {
  public var text: CellText
  public var day: CellDay

  @inlinable @inline(__always)
  public init(text: CellText = .none, day: CellDay = .none) {
    self.text = text
    self.day = day
  }
}

/// How the rules of a return read its dates.
public enum CellDates: Sendable {
  /// Day, month and year with slashes; a leading zero may be missing; 1678 to 2262.
  case british
  /// `2026-03-31` and nothing looser.
  case iso
}

extension CellDay {
  /// Reads a date; none where the bytes are not exactly one.
  @inline(__always)
  public init(_ bytes: UnsafeBufferPointer<UInt8>, _ dates: CellDates) {
    switch dates {
    case .iso: self.init(Day(isoBytes: Span(_unsafeElements: bytes)) ?? .unset)
    case .british:
      guard (8...10).contains(bytes.count) else {
        self = .none
        return
      }
      let day =
        bytes.count == 10
        ? Day(britishBytes: Span(_unsafeElements: bytes)) : CellDay.withoutZeros(bytes)
      let read = CellDay(day ?? .unset)
      self = CellDay.isUsual(read) ? read : .none
    }
  }

  /// Whether a day lies in the years 1678 to 2262: the councils' open checker knows no others.
  @inline(__always)
  static func isUsual(_ day: CellDay) -> Bool { (-106_650..<107_016).contains(day.ordinal) }

  /// Reads `1/4/2024`.
  private static func withoutZeros(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
    let parts = bytes.split(separator: 0x2F, omittingEmptySubsequences: false)
    guard parts.count == 3, (1...2).contains(parts[0].count), (1...2).contains(parts[1].count),
      parts[2].count == 4
    else { return nil }
    var numbers: [Int] = []
    for part in parts {
      guard part.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
      numbers.append(part.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    return Day(year: numbers[2], month: numbers[1], day: numbers[0])
  }
}
