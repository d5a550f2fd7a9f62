/// The text of a cell as a rule compares it: sixteen bytes, so that comparing is comparing numbers.
///
/// Up to fifteen bytes of UTF-8 are held exactly, which is longer than every code, pupil number and
/// postcode. Longer text is held as its length and a hash of it: two of those are equal when their
/// texts are, but for one chance in 2^100, and none is equal to a code.
///
/// ```swift
/// episode[.LS] == "V3"
/// ```
@frozen public struct CellText: Hashable, Sendable {
  /// The first eight bytes, the first of them lowest; or a hash of longer text.
  @usableFromInline let low: UInt64
  /// The other seven bytes, and in the top byte the count of bytes; 255 for longer text.
  @usableFromInline let high: UInt64

  @inlinable @inline(__always)
  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// No text at all: the cell was empty.
  @inlinable public static var none: CellText { CellText(low: 0, high: 0) }

  @inlinable public var isNone: Bool { high == 0 }
  @inlinable public var isGiven: Bool { high != 0 }

  /// Puts texts in an order that means nothing but is always the same.
  public var order: (UInt64, UInt64) { (high, low) }

  /// How many bytes; 255 for all that is longer than fifteen.
  @inlinable public var count: Int { Int(high >> 56) }

  /// The byte at `place`; zero behind the end, and everywhere in text longer than fifteen bytes.
  @inlinable public subscript(place: Int) -> UInt8 {
    guard (0..<count).contains(place), count < 16 else { return 0 }
    return UInt8(truncatingIfNeeded: place < 8 ? low >> (place * 8) : high >> ((place - 8) * 8))
  }
}

extension CellText {
  /// The text of these bytes.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else {
      self = .none
      return
    }
    self.init(UnsafeRawPointer(base), count: bytes.count, readable: bytes.count)
  }

  /// The text of so many bytes from `start` on.
  ///
  /// - Parameter readable: How many bytes may be read from `start` on; where there are more than the
  ///   text has, it is read in one go.
  @inline(__always)
  init(_ start: UnsafeRawPointer, count: Int, readable: Int) {
    let length = UInt64(truncatingIfNeeded: count) << 56
    if count <= 8, readable >= 8 {
      let word = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
      let unused = UInt64(64 - count * 8)
      self.init(low: count == 0 ? 0 : (word << unused) >> unused, high: length)
    } else if count < 8 {
      var low: UInt64 = 0
      for place in 0..<count {
        low |= UInt64(start.load(fromByteOffset: place, as: UInt8.self)) << (place * 8)
      }
      self.init(low: low, high: length)
    } else if count < 16 {
      // The last eight bytes overlap the first ones; what is there already is shifted out.
      let first = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
      let last = UInt64(
        littleEndian: start.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
      let unused = UInt64((16 - count) * 8)
      self.init(low: first, high: count == 8 ? length : length | last >> unused)
    } else {
      self = CellText.hash(
        UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count))
    }
  }

  public init(_ text: some StringProtocol) {
    var text = String(text)
    self = text.withUTF8 { CellText($0) }
  }

  /// Text of sixteen bytes and more.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> CellText {
    // FNV-1a with two starting values (Fowler, Noll and Vo).
    var first: UInt64 = 0xCBF2_9CE4_8422_2325
    var second: UInt64 = 0x9AE1_6A3B_2F90_404F
    for byte in bytes {
      first = (first ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      second = (second ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return CellText(low: first, high: 255 << 56 | second >> 8)
  }
}

extension CellText: ExpressibleByStringLiteral {
  /// A code as it is written in a rule: fifteen bytes at most, which the compiler turns into two
  /// numbers.
  @inlinable @inline(__always)
  public init(stringLiteral code: StaticString) {
    var low: UInt64 = 0
    var high = UInt64(code.utf8CodeUnitCount) << 56
    let bytes = code.utf8Start
    for place in 0..<min(code.utf8CodeUnitCount, 15) {
      let byte = UInt64(bytes[place])
      if place < 8 { low |= byte << (place * 8) } else { high |= byte << ((place - 8) * 8) }
    }
    self.init(low: low, high: high)
  }
}

extension CellText {
  /// The same text with the letters a to z as capitals.
  ///
  /// Text longer than fifteen bytes stays as it is.
  @inline(__always)
  public var uppercased: CellText {
    guard count < 16 else { return self }
    return CellText(
      low: CellText.capitals(low),
      high: CellText.capitals(high & 0x00FF_FFFF_FFFF_FFFF) | (high & 0xFF00_0000_0000_0000))
  }

  /// Turns a to z among eight bytes to capitals.
  @inline(__always)
  private static func capitals(_ word: UInt64) -> UInt64 {
    let ascii = word & 0x7F7F_7F7F_7F7F_7F7F
    let fromA = ascii &+ 0x1F1F_1F1F_1F1F_1F1F
    let aboveZ = ascii &+ 0x0505_0505_0505_0505
    let isLetter = (fromA & ~aboveZ & ~word) & 0x8080_8080_8080_8080
    return word & ~(isLetter >> 2)
  }

  /// The same text without spaces.
  ///
  /// Text longer than fifteen bytes stays as it is.
  public var withoutSpaces: CellText {
    guard count < 16, CellText.hasSpace(low) || CellText.hasSpace(high) else { return self }
    var low: UInt64 = 0
    var high: UInt64 = 0
    var kept = 0
    for place in 0..<count where self[place] != 0x20 {
      let byte = UInt64(self[place])
      if kept < 8 { low |= byte << (kept * 8) } else { high |= byte << ((kept - 8) * 8) }
      kept += 1
    }
    return CellText(low: low, high: high | UInt64(kept) << 56)
  }

  /// Whether one of eight bytes is a space; a count of bytes below 16 is none.
  @inline(__always)
  private static func hasSpace(_ word: UInt64) -> Bool {
    let difference = word ^ 0x2020_2020_2020_2020
    return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080 != 0
  }

  /// Whether every byte at these places is a digit 0 to 9.
  public func isDigits(at places: Range<Int>) -> Bool {
    places.allSatisfy { self[$0] &- 0x30 < 10 }
  }

  /// Whether the byte at a place is a capital letter A to Z.
  public func isCapital(at place: Int) -> Bool { self[place] &- 0x41 < 26 }

  /// Whether the text begins with these letters.
  public func starts(with prefix: CellText) -> Bool {
    prefix.count <= count && count < 16 && (0..<prefix.count).allSatisfy { self[$0] == prefix[$0] }
  }

  /// The whole number that the text is, digits only; nil otherwise.
  public var number: Int? {
    guard isGiven, count < 16, isDigits(at: 0..<count) else { return nil }
    return (0..<count).reduce(0) { $0 * 10 + Int(self[$1] &- 0x30) }
  }
}

extension CellText {
  /// A decimal number in tenths, rounded: 123 for `12.3`; nil where the text is none.
  public var tenths: Int? {
    if let plain = plainTenths { return plain }
    guard isGiven, count < 16, let value = Double(description), abs(value) < 1e9 else { return nil }
    return Int((value * 10).rounded())
  }

  /// The same for `12`, `12.3` and `12.34`, which is nearly all there is.
  private var plainTenths: Int? {
    guard isGiven, count < 10 else { return nil }
    var value = 0
    var decimals = -1
    for place in 0..<count {
      let byte = self[place]
      if byte == UInt8(ascii: ".") {
        guard decimals < 0, place > 0, place + 1 < count else { return nil }
        decimals = 0
        continue
      }
      let digit = Int(byte &- 0x30)
      guard digit < 10 else { return nil }
      if decimals >= 0 { decimals += 1 }
      switch decimals {
      case ...1: value = value * 10 + digit
      case 2: value += digit >= 5 ? 1 : 0
      default: break
      }
    }
    return decimals < 1 ? value * 10 : value
  }

  /// A number of tenths as a decimal number: `12.3`.
  public init(tenths: Int) {
    self.init("\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)")
  }
}

extension CellText: CustomStringConvertible {
  /// The text, or what is known of longer text.
  public var description: String {
    count < 16
      ? String(decoding: (0..<count).map { self[$0] }, as: UTF8.self) : "(text of 16 bytes or more)"
  }
}
