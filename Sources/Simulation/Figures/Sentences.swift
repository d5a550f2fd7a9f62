import Foundation

/// Sentences to put made-up notes together from, by section.
///
/// `Resources/sentences.txt`: a line that begins with `## ` names the section of the lines after it.
struct Sentences: Sendable {
  private let sections: [String: [String]]

  /// - Throws: `ResourceError` where the file is missing or a line stands before the first section.
  init() throws(ResourceError) {
    let name = "sentences.txt"
    let url = Bundle.module.bundleURL.appending(path: "Resources/\(name)")
    guard let bytes = try? Data(contentsOf: url), let text = String(data: bytes, encoding: .utf8)
    else {
      throw ResourceError(
        file: url.path, line: 0, field: "file", value: "nothing readable", expected: "UTF-8 text")
    }
    try self.init(name, text: text)
  }

  init(_ name: String, text: String) throws(ResourceError) {
    var sections: [String: [String]] = [:]
    var section: String?
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      if line.hasPrefix("## ") {
        section = String(line.dropFirst(3))
      } else if line.hasPrefix("#") {
        continue
      } else if let section {
        sections[section, default: []].append(String(line))
      } else {
        throw ResourceError(
          file: name, line: index + 1, field: "line", value: String(line),
          expected: "a section before it, such as \"## alert\"")
      }
    }
    self.sections = sections
  }

  var names: [String] { sections.keys.sorted() }

  func all(_ section: String) -> [String] { sections[section] ?? [] }

  /// One sentence of a section; empty where there is no such section.
  func draw(_ section: String, _ random: inout SeededRandom) -> String {
    random.element(of: all(section)) ?? ""
  }
}
