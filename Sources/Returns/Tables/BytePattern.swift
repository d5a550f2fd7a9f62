/// Looks for one byte in eight at a time.
///
/// Source of the arithmetic: Henry S. Warren, "Hacker's Delight", 2nd edition, section 6-1.
struct BytePattern {
  private let repeated: UInt64

  init(_ byte: UInt8) {
    repeated = UInt64(byte) &* 0x0101_0101_0101_0101
  }

  /// The top bit of the first byte that is the one looked for.
  ///
  /// Bits above it mean nothing.
  @inline(__always)
  func first(in word: UInt64) -> UInt64 {
    let difference = word ^ repeated
    return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
  }

  /// The top bits of all bytes that are the one looked for.
  @inline(__always)
  func all(in word: UInt64) -> UInt64 {
    let difference = word ^ repeated
    let low = (difference & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F
    return ~(low | difference | 0x7F7F_7F7F_7F7F_7F7F)
  }
}
