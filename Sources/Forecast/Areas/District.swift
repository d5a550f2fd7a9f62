import CareRecord

/// The district of a postcode: its first half, such as LS8.
public struct District: Hashable, Comparable, Sendable {
  /// Empty where none is recorded.
  public let name: String

  public static let notRecorded = District(of: "")

  /// - Parameter postcode: the whole or its first half; what is no postcode counts as not recorded.
  public init(of postcode: some StringProtocol) {
    name = Postcode(postcode)?.outward ?? ""
  }

  /// The letters it begins with: LS for LS8.
  var letters: Substring { name.prefix { $0.isLetter } }

  /// LS2 before LS10.
  public static func < (left: District, right: District) -> Bool { left.order < right.order }

  private var order: (Substring, Int, Substring) {
    let rest = name.dropFirst(letters.count)
    let digits = rest.prefix { $0.isNumber }
    return (letters, Int(digits) ?? 0, rest.dropFirst(digits.count))
  }
}
