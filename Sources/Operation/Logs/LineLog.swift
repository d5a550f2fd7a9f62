import CivilTime
public import Logging

/// Writes each message as one line, in the order of their coming.
///
/// A line is one line whatever is in it: what would break it is escaped.
public struct LineLog: LogHandler {
  public var logLevel: Logger.Level
  public var metadata: Logger.Metadata = [:]
  private let format: LogFormat
  private let sink: LogSink
  private let now: @Sendable () -> Int64

  /// - Parameter now: the time, in milliseconds since 1970
  public init(
    _ format: LogFormat, level: Logger.Level, to sink: LogSink,
    now: @escaping @Sendable () -> Int64
  ) {
    self.format = format
    logLevel = level
    self.sink = sink
    self.now = now
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    let time = Instant(milliseconds: now()).iso
    let all = metadata.merging(event.metadata ?? [:]) { _, own in own }
      .sorted { $0.key < $1.key }
    switch format {
    case .json:
      var line = "{\"time\":\(JSONText.quoted(time)),\"level\":\"\(event.level.rawValue)\","
      line += "\"message\":\(JSONText.quoted(event.message.description))"
      for (name, value) in all { line += ",\(JSONText.quoted(name)):\(JSONText.value(value))" }
      sink.write(line + "}\n")
    case .text:
      var line = "\(time) \(event.level.rawValue) \(LineLog.oneLine(event.message.description))"
      for (name, value) in all { line += " \(name)=\(LineLog.oneLine(value.description))" }
      sink.write(line + "\n")
    }
  }

  private static func oneLine(_ text: String) -> String {
    text.unicodeScalars.contains { $0.value < 0x20 }
      ? JSONText.quoted(text) : text
  }
}

/// Texts as JSON has them (RFC 8259, section 7).
enum JSONText {
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      // The last two end a line for some readers of logs.
      case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  static func value(_ value: Logger.Metadata.Value) -> String {
    switch value {
    case .string(let text): quoted(text)
    case .stringConvertible(let number as any BinaryInteger): "\(number)"
    case .stringConvertible(let other): quoted(other.description)
    case .array(let all): "[" + all.map(JSONText.value).joined(separator: ",") + "]"
    case .dictionary(let all):
      "{"
        + all.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(JSONText.value($0.value))" }
        .joined(separator: ",") + "}"
    }
  }
}
