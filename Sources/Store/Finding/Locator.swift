import CareRecord
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

extension Postcode {
  /// The blank after the first part keeps LS6 apart from LS60.
  var stored: String { outward + " " + (inward ?? "") }

  /// After every stored one that this one means: itself, or all with its first part.
  var end: String { inward == nil ? outward + "!" : stored + " " }
}
