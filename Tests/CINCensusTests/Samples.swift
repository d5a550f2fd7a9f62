import Foundation

/// The sample files that come with the tests; see `Tests/Samples/README.md`.
enum Samples {
  static func path(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Samples/\(name)").path(percentEncoded: false)
  }
}
