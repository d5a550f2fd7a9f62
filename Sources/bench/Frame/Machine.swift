import Foundation

/// The machine that was measured on.
struct Machine {
  let lines: [String]

  init() {
    let information = ProcessInfo.processInfo
    let memory = Double(information.physicalMemory) / 1e9
    lines = [
      "Processor: \(information.processorCount) cores of "
        + (Machine.value("model name", in: "/proc/cpuinfo", after: ":") ?? "an unknown kind"),
      "Memory: \(Figure.number(memory)) GB",
      "System: " + (Machine.value("PRETTY_NAME", in: "/etc/os-release", after: "=") ?? "unknown")
        + ", Linux " + (Machine.text("/proc/sys/kernel/osrelease") ?? "of an unknown version"),
      "Compiler: " + Machine.swiftVersion + ", release build",
      "Processes that wanted to run in the minute before: "
        + (Machine.text("/proc/loadavg")?.split(separator: " ").first ?? "unknown")
        + " on average",
    ]
  }

  private static var swiftVersion: String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["swift", "--version"]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return "Swift of an unknown version" }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let place = words.firstIndex(of: "version"), place + 1 < words.endIndex else {
      return "Swift of an unknown version"
    }
    return "Swift \(words[place + 1])"
  }

  private static func text(_ path: String) -> String? {
    (try? String(contentsOfFile: path, encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// What stands after a name in a file of names and values.
  private static func value(_ name: String, in path: String, after mark: Character) -> String? {
    text(path)?.split(separator: "\n").first { $0.hasPrefix(name) }?
      .split(separator: mark, maxSplits: 1).last?
      .trimmingCharacters(in: CharacterSet(charactersIn: " \""))
  }
}
