import Foundation

/// Sentences to put made-up notes together from, by section.
///
/// `Resources/sentences.txt`: a line that begins with `## ` names the section of the lines after it;
/// a line may begin with the ages that it is for, as in `[young teen] `.
struct Sentences: Sendable {
  /// Ages of children, as far as sentences tell them apart.
  enum Age: String, CaseIterable, Sendable {
    case unborn, baby, young, teen
  }

  struct Sentence: Sendable {
    let ages: Set<Age>
    let text: String
  }

  private let sections: [String: [Sentence]]

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
    var sections: [String: [Sentence]] = [:]
    var section: String?
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      if line.hasPrefix("## ") {
        section = String(line.dropFirst(3))
      } else if line.hasPrefix("#") {
        continue
      } else if let section {
        guard let sentence = Sentence(line) else {
          throw ResourceError(
            file: name, line: index + 1, field: "ages", value: String(line),
            expected: "some of unborn, baby, young and teen in brackets")
        }
        sections[section, default: []].append(sentence)
      } else {
        throw ResourceError(
          file: name, line: index + 1, field: "line", value: String(line),
          expected: "a section before it, such as \"## alert\"")
      }
    }
    self.sections = sections
  }

  var names: [String] { sections.keys.sorted() }

  func all(_ section: String) -> [Sentence] { sections[section] ?? [] }

  /// One sentence of a section that is for this age; empty where there is none.
  func draw(_ section: String, for age: Age, _ random: inout SeededRandom) -> String {
    random.element(of: all(section).filter { $0.ages.contains(age) })?.text ?? ""
  }
}

extension Sentences.Sentence {
  /// Nil where the brackets hold something else than ages.
  fileprivate init?(_ line: Substring) {
    guard line.hasPrefix("["), let close = line.firstIndex(of: "]") else {
      self.init(ages: [.baby, .young, .teen], text: String(line))
      return
    }
    let names = line[..<close].dropFirst().split(separator: " ")
    let ages = names.compactMap { Sentences.Age(rawValue: String($0)) }
    guard ages.count == names.count, !ages.isEmpty else { return nil }
    self.init(ages: Set(ages), text: String(line[close...].dropFirst().drop { $0 == " " }))
  }
}
