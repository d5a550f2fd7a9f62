/// Puts the events of the parser together to records.
///
/// Lives on one thread, for the time of one file or one piece of it.
struct XMLCollector {
  /// Where and why reading stopped before the end.
  struct Failure {
    var line: Int
    var reason: String
  }

  private let paths: [[Int32]]
  private let limits: ReadingLimits
  /// Is given each record and says whether to go on.
  ///
  /// Without it only the root is looked at.
  private let take: ((XMLPart) -> Bool)?

  private var names: XMLNames
  private var record: XMLRecord
  /// The names of the open elements outside records, from the root down.
  private var path: [Int32] = []
  /// The places of the open elements of the record that is being read, outermost first.
  private var open: [Int] = []
  /// The text up to here belongs to elements that have ended.
  private var textMark = 0
  /// Depth of an element outside the records that is being passed over.
  private var passedOver: Int?

  private(set) var report = ElementReport()
  private(set) var foundRoot: (name: String, line: Int)?
  private(set) var failure: Failure?
  /// Whether the parser should stop here.
  private(set) var isDone = false
  /// How many records of the last path were handed over.
  private(set) var taken = 0

  init(
    _ records: XMLRecords?, _ limits: ReadingLimits, _ take: ((XMLPart) -> Bool)? = nil
  ) {
    let names = records?.known ?? XMLNames(known: [])
    paths = records?.pathNumbers ?? []
    record = XMLRecord(names: names.all)
    self.names = names
    self.limits = limits
    self.take = take
  }

  /// Whether the root was opened and closed again.
  var isWhole: Bool { foundRoot != nil && path.isEmpty && failure == nil && !isDone }

  /// The line on which the record began that is being read.
  var openLine: Int? { open.isEmpty ? nil : Int(record[0].line) }

  mutating func start(
    _ name: UnsafePointer<UInt8>, line: Int, hasNamespace: Bool, hasAttributes: Bool
  ) {
    let number = names.number(name)
    if hasNamespace { report.meetNamespace(line: line) }
    if hasAttributes { report.meetAttributes(line: line) }
    if take == nil {
      foundRoot = (names.all[Int(number)], line)
      isDone = true
      return
    }
    if path.count + max(open.count - 1, 0) >= limits.xmlDepth {
      fail(line, "elements are nested more than \(limits.xmlDepth) deep")
    } else if !open.isEmpty {
      record.dropText(to: textMark)
      open.append(record.start(number, line: line))
      if record.count > limits.recordElements + 1 {
        let name = names.all[Int(record[0].name)]
        fail(line, "<\(name)> holds more than \(limits.recordElements) elements")
      }
    } else {
      startOutside(number, line: line)
    }
  }

  private mutating func startOutside(_ name: Int32, line: Int) {
    if path.isEmpty { foundRoot = (names.all[Int(name)], line) }
    path.append(name)
    guard passedOver == nil, path.count > 1 else { return }
    let below = path.dropFirst()
    if paths.contains(where: { $0[...] == below }) {
      if !isKnownUniquelyReferenced(&record) { record = XMLRecord(names: names.all) }
      record.removeAll()
      textMark = 0
      open.append(record.start(name, line: line))
    } else if !paths.contains(where: { $0.starts(with: below) }) {
      passedOver = path.count
      report.meetUnknown(below.map { names.all[Int($0)] }.joined(separator: "/"), line: line)
    }
  }

  mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    guard let place = open.last else { return }
    guard record.textMark - textMark + bytes.count <= limits.fieldBytes else {
      // Blanks between elements can be long where a file was indented by a runaway tool.
      if place < record.count - 1 { return }
      let name = names.all[Int(record[place].name)]
      fail(line, "the text of <\(name)> is longer than any value of a return")
      return
    }
    record.append(bytes)
  }

  mutating func end() {
    if let place = open.popLast() {
      if place < record.count - 1 { record.dropText(to: textMark) }
      record.end(place)
      textMark = record.textMark
      if open.isEmpty {
        if path.dropFirst() == paths.last?[...] { taken += 1 }
        path.removeLast()
        record.update(names.all)
        if take?(XMLPart(record)) == false { isDone = true }
      }
      return
    }
    if passedOver == path.count { passedOver = nil }
    path.removeLast()
  }

  mutating func fail(_ line: Int, _ reason: String) {
    if failure == nil { failure = Failure(line: line, reason: reason) }
    isDone = true
  }
}

extension XMLCollector {
  /// What to say about the file once the parser has finished with it.
  func outcome(of source: SourceFile, records: XMLRecords, _ limits: ReadingLimits)
    -> XMLRecords.Outcome
  {
    var outcome = XMLRecords.Outcome()
    outcome.report = report
    if let failure {
      outcome.refusals.append(refusal(for: failure, of: source, records, limits))
    }
    return outcome
  }

  /// Refuses the record that was being read, and everything after it.
  private func refusal(
    for failure: Failure, of source: SourceFile, _ records: XMLRecords, _ limits: ReadingLimits
  ) -> Refusal {
    let line = openLine ?? failure.line
    let rest = source.bytes.lines(from: line)
    var reason = "from here on the file cannot be read: \(failure.reason)"
    if failure.line != line { reason += " (line \(failure.line))" }
    if let record = records.paths.last?.last {
      let lost = source.bytes[...].count(of: Array("<\(record)>".utf8)) - taken
      if lost > 0 { reason += "; \(lost) <\(record)> \(lost == 1 ? "was" : "were") not read" }
    }
    return Refusal(
      .file, file: source.name, line: line, reason: reason,
      remedy:
        "Everything before it was read. Export the file again, or mend it, and load it again.",
      text: String(decoding: rest.prefix(limits.lineBytes), as: UTF8.self))
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
