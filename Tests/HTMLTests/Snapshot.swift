import Foundation
import HTML
import Testing

/// Compares HTML with the file of this name under `Snapshots`, a tag a line so that differences can
/// be read.
///
/// With `KITH_RECORD=1` in the environment the file is written instead.
func expectSnapshot(
  _ name: String, _ markup: Markup, sourceLocation: SourceLocation = #_sourceLocation,
  filePath: String = #filePath
) throws {
  let found = lines(of: String(decoding: markup.bytes, as: UTF8.self))
  let file = URL(filePath: filePath).deletingLastPathComponent()
    .appending(path: "Snapshots/\(name).html")
  if ProcessInfo.processInfo.environment["KITH_RECORD"] == "1" {
    try Data(found.utf8).write(to: file)
    return
  }
  guard let data = try? Data(contentsOf: file) else {
    Issue.record(
      "No snapshot \(name). Record it with KITH_RECORD=1 and read it before it is kept.",
      sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  guard found != expected else { return }
  let difference = zip(found.split(separator: "\n"), expected.split(separator: "\n"))
    .first { $0 != $1 }
  Issue.record(
    """
    \(name) has changed. First difference:
      found:    \(difference?.0 ?? "more or fewer lines")
      expected: \(difference?.1 ?? "")
    If that is meant, record it anew with KITH_RECORD=1.
    """, sourceLocation: sourceLocation)
}

private func lines(of html: String) -> String {
  html.replacing("><", with: ">\n<") + "\n"
}
