public import CivilTime

/// A made identifier: 63 bits, unique within an authority, rising with the time it was made.
///
/// It says nothing about the person. In addresses and logs it is written as 13 characters that
/// cannot be misread (Crockford's base 32, without I, L, O and U).
public struct Identifier<Of>: Hashable, Comparable, Sendable {
  public let raw: Int64

  public init(raw: Int64) { self.raw = raw }

  public static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}

/// Identifies a fact through all its versions.
public typealias FactID = Identifier<FactTag>
/// Identifies what a record is about: a child, an adult, a family, a worker and so on.
public typealias SubjectID = Identifier<SubjectTag>

public enum FactTag: Sendable {}
public enum SubjectTag: Sendable {}

extension Identifier {
  /// Reads what `text` wrote; nil for anything else.
  public init?(text: some StringProtocol) {
    guard text.utf8.count == 13 else { return nil }
    var value: UInt64 = 0
    for byte in text.utf8 {
      guard let digit = alphabet.firstIndex(of: byte) else { return nil }
      value = value << 5 | UInt64(digit)
    }
    guard value <= UInt64(Int64.max) else { return nil }
    self.init(raw: Int64(value))
  }

  /// Thirteen characters; identifiers sort the same way as their texts.
  public var text: String {
    String(unsafeUninitializedCapacity: 13) { bytes in
      var rest = UInt64(bitPattern: raw)
      for index in (0..<13).reversed() {
        bytes[index] = alphabet[Int(rest & 31)]
        rest >>= 5
      }
      return 13
    }
  }
}

extension Identifier: TextCodable {
  public static var codedTextWords: String { "an identifier of 13 characters" }

  public init?(codedText: String) { self.init(text: codedText) }
  public var codedText: String { text }
}

extension Identifier: CustomStringConvertible {
  public var description: String { text }
}

private let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

/// Makes identifiers: 41 bits of milliseconds since 2020, then 22 random bits that count upwards
/// within a millisecond, so that no two from one source are alike.
///
/// Time and chance are passed in, so that a simulation with the same seed gives the same bytes.
public struct IdentifierSource: Sendable {
  private let milliseconds: @Sendable () -> Int64
  private var random: any RandomNumberGenerator & Sendable
  private var last: Int64 = 0

  /// - Parameters:
  ///   - milliseconds: the time now, in milliseconds since 1970 (UTC)
  ///   - random: where the low bits come from
  public init(
    milliseconds: @escaping @Sendable () -> Int64,
    random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
  ) {
    self.milliseconds = milliseconds
    self.random = random
  }

  public mutating func next<Of>() -> Identifier<Of> {
    let since2020 = max(milliseconds() - 1_577_836_800_000, 0)
    let fresh = since2020 << 22 | Int64.random(in: 0..<(1 << 22), using: &random)
    // More than one in a millisecond, or a clock that went back: carry on from the last one.
    let step = Int64.random(in: 1...64, using: &random)
    last = fresh >> 22 > last >> 22 ? fresh : last + step
    return Identifier(raw: last)
  }
}
