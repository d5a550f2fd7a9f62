import Foundation

/// A return made large: the rows of a small one again and again, each time under new identifiers.
struct RepeatedReturn {
  let paths: [String]
  let bytes: Int

  /// - Parameters:
  ///   - source: A folder of CSV files whose first column is the child's identifier.
  ///   - copies: How many times each row is written.
  init(of source: String, copies: Int, into folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let names = try FileManager.default.contentsOfDirectory(atPath: source)
      .filter { $0.hasSuffix(".csv") && !$0.contains("errors") }.sorted()
    var paths: [String] = []
    var total = 0
    for name in names {
      let lines = try String(contentsOfFile: "\(source)/\(name)", encoding: .utf8)
        .split(whereSeparator: \.isNewline).map { Array($0.utf8) }
      var bytes = (lines.first ?? []) + [0x0A]
      for copy in 0..<copies {
        let mark = Array("\(copy)".utf8)
        for line in lines.dropFirst() {
          bytes += mark
          bytes += line
          bytes.append(0x0A)
        }
      }
      let place = folder.appending(path: name)
      try Data(bytes).write(to: place)
      paths.append(place.path(percentEncoded: false))
      total += bytes.count
    }
    self.paths = paths
    self.bytes = total
  }
}
