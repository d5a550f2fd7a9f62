/// Where the value of a setting was chosen.
public enum SettingOrigin: Hashable, Sendable, CustomStringConvertible {
  case standard
  case file(path: String, line: Int)
  case environment(variable: String)
  case commandLine(option: String)

  public var description: String {
    switch self {
    case .standard: "standard"
    case .file(let path, let line): "\(path), line \(line)"
    case .environment(let variable): "variable \(variable)"
    case .commandLine(let option): "option \(option)"
    }
  }
}

/// A value as it was given, not yet looked at.
public struct GivenSetting: Hashable, Sendable {
  public let name: String
  public let value: String
  public let origin: SettingOrigin

  public init(_ name: String, _ value: String, from origin: SettingOrigin) {
    self.name = name
    self.value = value
    self.origin = origin
  }
}

/// The settings among the variables of a process.
public enum Environment {
  static let prefix = "KITH_"

  /// - Parameter others: names after `KITH_` that mean something else
  public static func settings(
    in variables: [String: String], but others: Set<String> = []
  ) -> [GivenSetting] {
    variables.filter { $0.key.hasPrefix(prefix) && !others.contains($0.key) }
      .sorted { $0.key < $1.key }
      .map { key, value in
        let name = key.dropFirst(prefix.count).lowercased().map { $0 == "_" ? "-" : String($0) }
        return GivenSetting(
          name.joined(), value.withoutSpaceAround, from: .environment(variable: key))
      }
  }
}

/// A file of settings: a line `name = value` each.
///
/// Empty lines, and lines that begin with `#`, say nothing. A value goes to the end of its line and
/// needs no quotation marks.
public enum SettingsFile {
  /// - Parameter path: names the file in mistakes
  public static func read(
    _ text: String, path: String
  ) -> (settings: [GivenSetting], mistakes: [SettingMistake]) {
    var settings: [GivenSetting] = []
    var mistakes: [SettingMistake] = []
    var lines: [String: Int] = [:]
    let text = text.first == "\u{FEFF}" ? String(text.dropFirst()) : text
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let line = String(line).withoutSpaceAround
      if line.isEmpty || line.hasPrefix("#") { continue }
      let origin = SettingOrigin.file(path: path, line: number + 1)
      guard let equals = line.firstIndex(of: "="), equals != line.startIndex else {
        // Not shown: the line may be a secret that lost its name.
        mistakes.append(SettingMistake("This line", expected: "name = value", origin))
        continue
      }
      let name = String(line[..<equals]).withoutSpaceAround
      if let first = lines[name] {
        mistakes.append(
          SettingMistake(name, expected: "it once; line \(first) sets it too", origin))
        continue
      }
      lines[name] = number + 1
      let value = String(line[line.index(after: equals)...]).withoutSpaceAround
      settings.append(GivenSetting(name, value, from: origin))
    }
    return (settings, mistakes)
  }
}

extension String {
  var withoutSpaceAround: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
