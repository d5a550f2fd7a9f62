/// A number or postcode by which a child can be found, in the one form in which both are compared.
struct Locator: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// An identifier of this scheme.
    case identifier(String)
    /// The postcode of an address, present or past.
    case address
    case protectedAddress
    /// The home postcode that a return carries.
    case homePostcode

    /// As stored; the schemes of identifiers have no colon.
    var name: String {
      switch self {
      case .identifier(let scheme): scheme
      case .address: ":address"
      case .protectedAddress: ":protected"
      case .homePostcode: ":home"
      }
    }

    init(name: String) {
      self =
        switch name {
        case ":address": .address
        case ":protected": .protectedAddress
        case ":home": .homePostcode
        default: .identifier(name)
        }
    }
  }

  let kind: Kind
  let value: String

  init?(_ kind: Kind, identifier: String) {
    let value = Locator.compact(identifier)
    guard !value.isEmpty else { return nil }
    self.kind = kind
    self.value = value
  }

  init?(_ kind: Kind, postcode text: String) {
    guard let postcode = Postcode(text) else { return nil }
    self.kind = kind
    self.value = postcode.stored
  }

  /// Capital letters and digits only.
  static func compact(_ text: String) -> String {
    var compact = ""
    for scalar in text.uppercased().unicodeScalars
    where scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
      compact.unicodeScalars.append(scalar)
    }
    return String(compact.prefix(60))
  }
}

/// A postcode, or its first part alone.
///
/// Source of the shape: Office for National Statistics, postcode products: an outward part of two
/// to four characters, and an inward part of a digit and two letters.
struct Postcode: Hashable, Sendable {
  let outward: String
  /// Nil where only the first part is given.
  let inward: String?

  /// Reads `LS6 2AB`, `ls62ab` or `LS6`.
  init?(_ text: String) {
    let bytes = Array(Locator.compact(text).utf8)
    func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    let hasInward =
      bytes.count >= 5 && isDigit(bytes[bytes.count - 3]) && bytes.suffix(2).allSatisfy(isLetter)
    let outward = hasInward ? Array(bytes.dropLast(3)) : bytes
    let letters = outward.prefix(while: isLetter).count
    let rest = outward.dropFirst(letters)
    guard (1...2).contains(letters), (1...2).contains(rest.count), let first = rest.first,
      isDigit(first), rest.dropFirst().allSatisfy({ isDigit($0) || isLetter($0) })
    else { return nil }
    self.outward = String(decoding: outward, as: UTF8.self)
    inward = hasInward ? String(decoding: bytes.suffix(3), as: UTF8.self) : nil
  }

  /// The blank after the first part keeps LS6 apart from LS60.
  var stored: String { outward + " " + (inward ?? "") }

  /// After every stored one that this one means: itself, or all with its first part.
  var end: String { inward == nil ? outward + "!" : stored + " " }
}
