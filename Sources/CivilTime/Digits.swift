// Fixed-width numbers and the signs between them, as all the texts of this room are made.

extension UInt8 {
  static let hyphen = UInt8(ascii: "-")
  static let slash = UInt8(ascii: "/")
  static let colon = UInt8(ascii: ":")
}

extension Span<UInt8> {
  /// The number that some digits are; nil where one is none.
  @inline(__always)
  func number(at start: Int, digits: Int) -> Int? {
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
  func write(_ value: Int, at start: Int, digits: Int) {
    var rest = value
    for index in (start..<(start + digits)).reversed() {
      self[index] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
  }
}
