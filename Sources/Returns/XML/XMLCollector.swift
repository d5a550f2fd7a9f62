/// Puts the events of the parser together to records.
///
/// Lives on one thread, for the time of one file.
final class XMLCollector {
  /// Where and why reading stopped before the end.
  struct Failure {
    var line: Int
    var reason: String
  }

  private let file: String
  private let root: String?
  private let paths: [[String]]
  private let limits: ReadingLimits
  private let take: (XMLPart) -> Void

  /// The names of the open elements from the root down.
  private var path: [String] = []
  /// The open elements of the record that is being read, outermost first.
  private var open: [XMLPart] = []
  private var text: [UInt8] = []
  private var elements = 0
  /// How many records of the last path were handed over.
  private var taken = 0
  private var unknown: [String: (count: Int, line: Int)] = [:]
  private var namespaceLine: Int?
  private var attributeLine: Int?
  /// Depth of an element outside the records that is being passed over.
  private var passedOver: Int?

  private(set) var foundRoot: (name: String, line: Int)?
  private(set) var failure: Failure?
  /// Whether the parser should stop here.
  private(set) var isDone = false

  init(
    file: String, root: String?, paths: [[String]], _ limits: ReadingLimits,
    _ take: @escaping (XMLPart) -> Void
  ) {
    self.file = file
    self.root = root
    self.paths = paths
    self.limits = limits
    self.take = take
  }

  func start(_ name: String, line: Int, hasNamespace: Bool, hasAttributes: Bool) {
    if path.isEmpty { foundRoot = (name, line) }
    if hasNamespace, namespaceLine == nil { namespaceLine = line }
    if hasAttributes, attributeLine == nil { attributeLine = line }
    path.append(name)
    if root == nil {
      isDone = true
    } else if path.count > limits.xmlDepth {
      fail(line, "elements are nested more than \(limits.xmlDepth) deep")
    } else if !open.isEmpty {
      elements += 1
      if elements > limits.recordElements {
        fail(line, "<\(open[0].name)> holds more than \(limits.recordElements) elements")
      }
      open.append(XMLPart(name, line: line))
      text.removeAll(keepingCapacity: true)
    } else if passedOver == nil, path.count > 1 {
      begin(XMLPart(name, line: line), below: path.dropFirst())
    }
  }

  private func begin(_ part: XMLPart, below path: ArraySlice<String>) {
    if paths.contains(where: { $0[...] == path }) {
      open = [part]
      elements = 0
      text.removeAll(keepingCapacity: true)
    } else if !paths.contains(where: { $0.starts(with: path) }) {
      passedOver = path.count
      let name = path.joined(separator: "/")
      unknown[name, default: (0, part.line)].count += 1
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    guard !open.isEmpty else { return }
    guard text.count + bytes.count <= limits.fieldBytes else {
      // Blanks between elements can be long where a file was indented by a runaway tool.
      if open.last?.children.isEmpty == false { return }
      fail(line, "the text of <\(path.last ?? "")> is longer than any value of a return")
      return
    }
    text += bytes
  }

  func end() {
    if var part = open.popLast() {
      if part.children.isEmpty { part.text = trimmedText }
      text.removeAll(keepingCapacity: true)
      if open.isEmpty {
        if part.name == paths.last?.last { taken += 1 }
        take(part)
      } else {
        open[open.count - 1].children.append(part)
      }
    } else if passedOver == path.count - 1 {
      passedOver = nil
    }
    path.removeLast()
  }

  func fail(_ line: Int, _ reason: String) {
    if failure == nil { failure = Failure(line: line, reason: reason) }
    isDone = true
  }

  private var trimmedText: String? {
    guard let first = text.firstIndex(where: { !$0.isBlankOrBreak }),
      let last = text.lastIndex(where: { !$0.isBlankOrBreak })
    else { return nil }
    return String(decoding: text[first...last], as: UTF8.self)
  }
}

extension XMLCollector {
  /// What to say about the file once the parser has finished with it.
  func outcome(of source: SourceFile) -> XMLRecords.Outcome {
    var outcome = XMLRecords.Outcome()
    if let namespaceLine {
      outcome.notes.append(
        ReadingNote(
          "Elements are in a namespace, which the return does not have. It was ignored.",
          file: file, line: namespaceLine))
    }
    if let attributeLine {
      outcome.notes.append(
        ReadingNote(
          "Elements have attributes, which the return does not have. They were not read.",
          file: file, line: attributeLine, weight: .warning))
    }
    for (name, found) in unknown.sorted(by: { $0.value.line < $1.value.line }) {
      outcome.notes.append(.unknownElement(name, count: found.count, file: file, line: found.line))
    }
    if let failure { outcome.refusals.append(refusal(for: failure, of: source)) }
    return outcome
  }

  /// Refuses the record that was being read, and everything after it.
  private func refusal(for failure: Failure, of source: SourceFile) -> Refusal {
    let line = open.first?.line ?? failure.line
    let rest = source.bytes.lines(from: line)
    var reason = "from here on the file cannot be read: \(failure.reason)"
    if failure.line != line { reason += " (line \(failure.line))" }
    if let record = paths.last?.last {
      let lost = source.bytes[...].count(of: Array("<\(record)>".utf8)) - taken
      if lost > 0 { reason += "; \(lost) <\(record)> \(lost == 1 ? "was" : "were") not read" }
    }
    return Refusal(
      .file, file: file, line: line, reason: reason,
      remedy:
        "Everything before it was read. Export the file again, or mend it, and load it again.",
      text: String(decoding: rest.prefix(limits.lineBytes), as: UTF8.self))
  }
}

extension ReadingNote {
  /// Says that an element was not read because the return does not have it.
  public static func unknownElement(
    _ name: String, count: Int, file: String, line: Int
  ) -> ReadingNote {
    let times = count == 1 ? "once" : "\(count) times, first here"
    return ReadingNote(
      "The element \(name) is not part of the return and was not read (\(times)).", file: file,
      line: line, weight: .warning)
  }
}

extension [UInt8] {
  /// Everything from a line on.
  fileprivate func lines(from line: Int) -> ArraySlice<UInt8> {
    var rest = self[...]
    for _ in 1..<Swift.max(line, 1) {
      guard let lineEnd = rest.firstIndex(of: UInt8(ascii: "\n")) else { return rest.suffix(0) }
      rest = rest[(lineEnd + 1)...]
    }
    return rest
  }
}

extension ArraySlice<UInt8> {
  fileprivate func count(of text: [UInt8]) -> Int {
    var count = 0
    var rest = self
    while let range = rest.firstRange(of: text) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
