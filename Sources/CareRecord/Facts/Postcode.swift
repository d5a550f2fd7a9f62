/// A postcode, or its first part alone.
///
/// Source of the shape: Office for National Statistics, postcode products: an outward part of two
/// to four characters, and an inward part of a digit and two letters.
public struct Postcode: Hashable, Sendable {
  /// The district, such as LS6.
  public let outward: String
  /// Nil where only the first part is given.
  public let inward: String?

  /// Reads `LS6 2AB`, `ls62ab` or `LS6`; nil for what has another shape.
  public init?(_ text: some StringProtocol) {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "A"..."Z", "0"..."9": bytes.append(UInt8(scalar.value))
      case "a"..."z": bytes.append(UInt8(scalar.value) - 0x20)
      default: if scalar.properties.isAlphabetic { return nil }
      }
    }
    func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    let hasInward =
      bytes.count >= 5 && isDigit(bytes[bytes.count - 3]) && bytes.suffix(2).allSatisfy(isLetter)
    let outward = hasInward ? bytes.dropLast(3) : bytes[...]
    let letters = outward.prefix(while: isLetter).count
    let rest = outward.dropFirst(letters)
    guard (1...2).contains(letters), (1...2).contains(rest.count), let first = rest.first,
      isDigit(first), rest.dropFirst().allSatisfy({ isDigit($0) || isLetter($0) })
    else { return nil }
    self.outward = String(decoding: outward, as: UTF8.self)
    inward = hasInward ? String(decoding: bytes.suffix(3), as: UTF8.self) : nil
  }
}
