/// What is in force, and where each of it was chosen.
public struct Settings<Target: Sendable>: Sendable {
  public let target: Target
  /// By name; those that nobody chose are missing.
  public let origins: [String: SettingOrigin]
  /// What is no mistake and yet worth a word.
  public let advice: [String]

  /// Lays what was given over what a new installation has.
  ///
  /// - Parameters:
  ///   - given: from the weakest to the strongest: file, environment, command line
  ///   - mistakes: those that were found before, while the file was read
  ///   - checking: says what does not go together
  /// - Throws: `SettingMistakes` with all of them at once.
  public init(
    _ settings: [Setting<Target>], over standard: Target, given: [GivenSetting],
    mistakes found: [SettingMistake] = [], checking: (Target) -> [String] = { _ in [] }
  ) throws(SettingMistakes) {
    var target = standard
    var origins: [String: SettingOrigin] = [:]
    var mistakes = found
    var advice: [String] = []
    let known = Dictionary(uniqueKeysWithValues: settings.map { ($0.name, $0) })
    for one in given {
      guard let setting = known[one.name] else {
        let near = SettingMistake.nearest(to: one.name, among: settings.map(\.name))
        if case .environment(let variable) = one.origin {
          // Other programs may read variables that begin alike.
          advice.append(
            "\(variable) is not a setting of Kith and was passed over."
              + (near.flatMap { known[$0] }.map { " Is it meant to be \($0.variable)?" } ?? ""))
        } else {
          mistakes.append(
            SettingMistake(
              one.name,
              expected: near.map { "a setting of Kith, such as \($0)" }
                ?? "a setting of Kith; kith configuration lists them", one.origin))
        }
        continue
      }
      // A wrong value is a mistake though a stronger one hides it: it is in force the day after.
      if !setting.take(one.value, &target) {
        mistakes.append(
          SettingMistake(
            one.name, value: setting.isSecret ? nil : one.value, expected: setting.expected,
            one.origin))
      }
      origins[one.name] = one.origin
    }
    if mistakes.isEmpty {
      mistakes = checking(target).map { SettingMistake(words: $0) }
    }
    guard mistakes.isEmpty else { throw SettingMistakes(all: mistakes) }
    self.target = target
    self.origins = origins
    self.advice = advice
  }

  /// The value of a setting, for people; not that of a secret.
  public func shown(_ setting: Setting<Target>) -> String {
    let value = setting.show(target)
    return setting.isSecret && !value.isEmpty ? "(secret, not shown)" : value
  }

  public func origin(of setting: Setting<Target>) -> SettingOrigin {
    origins[setting.name] ?? .standard
  }
}

/// One thing that is wrong with the settings.
public struct SettingMistake: Hashable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ name: String, value: String? = nil, expected: String, _ origin: SettingOrigin) {
    let value = value.map { $0.isEmpty ? " is empty" : " is \"\($0)\"" } ?? " cannot be used"
    description = "\(origin): \(name)\(value); expected \(expected)."
  }

  public init(words: String) { description = words }

  /// The name that somebody may have meant.
  static func nearest(to name: String, among names: [String]) -> String? {
    let (near, changes) =
      names.map { ($0, distance(name, $0)) }.min { $0.1 < $1.1 } ?? ("", Int.max)
    return changes <= max(2, name.count / 3) ? near : nil
  }

  /// How many letters must be put in, taken out or changed.
  private static func distance(_ first: String, _ second: String) -> Int {
    let second = Array(second)
    var row = Array(0...second.count)
    for (i, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in second.indices {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (letter == second[j] ? 0 : 1))
        diagonal = above
      }
    }
    return row[second.count]
  }
}

/// Everything that is wrong with the settings.
public struct SettingMistakes: Error, Hashable, Sendable, CustomStringConvertible {
  public let all: [SettingMistake]

  public init(all: [SettingMistake]) { self.all = all }

  public var description: String {
    let many = all.count == 1 ? "is a mistake" : "are \(all.count) mistakes"
    return "There \(many) in the configuration; nothing was started.\n"
      + all.map { "  \($0)" }.joined(separator: "\n")
  }
}
