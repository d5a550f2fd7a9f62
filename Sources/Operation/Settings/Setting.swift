/// One thing about an installation that whoever runs it may choose, and where it goes.
///
/// Its standard value is what a new `Target` holds, so that it is written once.
public struct Setting<Target: Sendable>: Sendable {
  /// In lower case with hyphens: `trusted-proxies`.
  public let name: String
  /// What it is for, in a sentence.
  public let about: String
  /// What a value must be, after "expected".
  public let expected: String
  /// Whether its value is shown to nobody.
  public let isSecret: Bool
  /// Takes a value in; false where it cannot be one.
  let take: @Sendable (_ text: String, _ target: inout Target) -> Bool
  /// The value that is in force, as it would be written.
  let show: @Sendable (_ target: Target) -> String

  public init(
    _ name: String, expected: String, about: String, isSecret: Bool = false,
    take: @escaping @Sendable (_ text: String, _ target: inout Target) -> Bool,
    show: @escaping @Sendable (_ target: Target) -> String
  ) {
    self.name = name
    self.expected = expected
    self.about = about
    self.isSecret = isSecret
    self.take = take
    self.show = show
  }

  /// The variable of the environment that sets it: `KITH_TRUSTED_PROXIES`.
  public var variable: String {
    Environment.prefix + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
  }

  /// The value of a new installation.
  public func standard(in target: Target) -> String { show(target) }
}

extension Setting {
  /// A place in the target where a value is kept.
  public typealias Place<Value> = WritableKeyPath<Target, Value> & Sendable

  /// A whole number within limits.
  public static func whole<Value: BinaryInteger & LosslessStringConvertible & Sendable>(
    _ name: String, _ place: any Place<Value>, _ limits: ClosedRange<Value>, of unit: String = "",
    _ about: String
  ) -> Setting {
    let unit = unit.isEmpty ? "" : " of " + unit
    return Setting(
      name, expected: "a whole number\(unit) from \(limits.lowerBound) to \(limits.upperBound)",
      about: about,
      take: { text, target in
        guard let value = Value(text), limits.contains(value) else { return false }
        target[keyPath: place] = value
        return true
      }, show: { String($0[keyPath: place]) })
  }

  /// A text that is not empty.
  public static func text(
    _ name: String, _ place: any Place<String>, _ expected: String, _ about: String
  ) -> Setting {
    Setting(
      name, expected: expected, about: about,
      take: { text, target in
        target[keyPath: place] = text
        return !text.isEmpty
      }, show: { $0[keyPath: place] })
  }

  /// A text that may be left out.
  public static func text(
    _ name: String, _ place: any Place<String?>, atLeast length: Int = 1, isSecret: Bool = false,
    _ expected: String, _ about: String
  ) -> Setting {
    Setting(
      name, expected: expected, about: about, isSecret: isSecret,
      take: { text, target in
        target[keyPath: place] = text.isEmpty ? nil : text
        return text.isEmpty || text.utf8.count >= length
      }, show: { $0[keyPath: place] ?? "" })
  }

  public static func flag(
    _ name: String, _ place: any Place<Bool>, _ about: String
  ) -> Setting {
    Setting(
      name, expected: "yes or no", about: about,
      take: { text, target in
        switch text.lowercased() {
        case "yes", "true", "on", "1": target[keyPath: place] = true
        case "no", "false", "off", "0": target[keyPath: place] = false
        default: return false
        }
        return true
      }, show: { $0[keyPath: place] ? "yes" : "no" })
  }

  /// One of a few words.
  public static func choice<Value: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ place: any Place<Value>, _ about: String
  ) -> Setting {
    let words = Value.allCases.map(\.rawValue)
    return Setting(
      name, expected: words.dropLast().joined(separator: ", ") + " or " + (words.last ?? ""),
      about: about,
      take: { text, target in
        guard let value = Value(rawValue: text) else { return false }
        target[keyPath: place] = value
        return true
      }, show: { $0[keyPath: place].rawValue })
  }
}
