import Foundation
import Returns
import SSDA903

/// Reads an SSDA903 set of some 50 MB: bytes to tables with every cell bounded, encodings checked,
/// columns recognised, dates read and rows grouped by child.
///
/// Compared with the C baseline on the same files in the same run.
struct ReadBenchmark {
  let baseline: String
  let sample: String
  private let rounds = 5

  func run() throws {
    let folder = URL.temporaryDirectory.appending(path: "kith-bench-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = try enlarge(into: folder)
    let bytes = try paths.reduce(0) { $0 + (try Data(contentsOf: URL(filePath: $1)).count) }

    var own = Double.infinity
    var reference = Double.infinity
    var children = 0
    var rows = 0
    for _ in 0..<rounds {
      let before = CPUClock.own
      let submission = SSDA903Return(ReturnFiles(paths: paths).files)
      own = min(own, CPUClock.own - before)
      children = submission.children.count
      rows = submission.tables.reduce(0) { $0 + $1.rowCount }
      reference = min(reference, try timeBaseline(paths))
    }
    let megabytes = Double(bytes) / 1e6
    print(
      String(
        format: "read: %.0f MB, %d rows, %d children; Kith %.3f CPU s (%.0f MB/s), "
          + "C baseline %.3f CPU s (%.0f MB/s); ratio %.2f (3.00 at most)",
        megabytes, rows, children, own, megabytes / own, reference, megabytes / reference,
        own / reference))
  }

  /// Repeats the sample's rows under new identifiers until there are 50 MB of them.
  private func enlarge(into folder: URL) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: sample)
      .filter { $0.hasSuffix(".csv") && !$0.contains("errors") }.sorted()
    let texts = try names.map { name in
      try String(contentsOfFile: "\(sample)/\(name)", encoding: .utf8)
        .split(whereSeparator: \.isNewline).map { Array($0.utf8) }
    }
    let size = texts.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count + 4 } }
    let copies = 50_000_000 / max(size, 1) + 1
    var paths: [String] = []
    for (name, lines) in zip(names, texts) {
      var bytes = (lines.first ?? []) + [0x0A]
      for copy in 0..<copies {
        for line in lines.dropFirst() { bytes += Array("\(copy)".utf8) + line + [0x0A] }
      }
      let place = folder.appending(path: name)
      try Data(bytes).write(to: place)
      paths.append(place.path(percentEncoded: false))
    }
    return paths
  }

  private func timeBaseline(_ paths: [String]) throws -> Double {
    let before = CPUClock.children
    let process = Process()
    process.executableURL = URL(filePath: baseline)
    process.arguments = paths
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return CPUClock.children - before
  }
}
