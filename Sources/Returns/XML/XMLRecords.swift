import CLibXML

/// Reads an XML file record by record: each `<Child>` is built whole, handed over and forgotten, so
/// that memory depends on the largest record and not on the file.
///
/// Nothing outside the file is ever opened. A document type is refused before the parser sees
/// it, so entities cannot be declared; depth, text and the size of a record are bounded.
///
/// Uses libxml2's SAX2 events and not its text reader, because the reader parses half a kilobyte
/// ahead and cannot say on which line an element stands beyond line 65,535.
public struct XMLRecords: Sendable {
  /// The outermost element.
  public let root: String
  /// The path of each kind of record below the root, such as `["Children", "Child"]`.
  public let paths: [[String]]
  /// Names of elements that get the numbers from 0 on, in this order.
  public let names: [String]

  /// The names of `names` and `paths`, and the numbers of the paths.
  let known: XMLNames
  let pathNumbers: [[Int32]]

  public init(root: String, paths: [[String]], names: [String] = []) {
    self.root = root
    self.paths = paths
    self.names = names
    var known = XMLNames(known: names)
    pathNumbers = paths.map { $0.map { known.number(named: $0) } }
    self.known = known
  }

  /// What came of reading a file.
  public struct Outcome: Sendable {
    /// What was met outside the records and not read.
    public var report = ElementReport()
    /// The rest of a file that breaks off or breaks a rule of XML, from `line` on.
    public var refusals: [Refusal] = []

    public init() {}
  }

  /// Reads a file and hands over each record, in the order of the file.
  ///
  /// Where the XML is broken, the records before the break are handed over and the rest is refused.
  ///
  /// - Throws: a `Refusal` of the whole file when it has a document type or another root.
  public func read(
    _ file: SourceFile, limits: ReadingLimits = .standard, _ take: (XMLPart) -> Void
  ) throws(Refusal) -> Outcome {
    try checkRoot(of: file, limits: limits)
    return withoutActuallyEscaping(take) { take in
      var collector = XMLCollector(self, limits) { part in
        take(part)
        return true
      }
      XMLParser.parse(file, nil, &collector)
      return collector.outcome(of: file, records: self, limits)
    }
  }

  /// The first record of a file; nil where there is none before the file ends or breaks.
  ///
  /// - Throws: a `Refusal` of the whole file when it has a document type or another root.
  public func first(
    in file: SourceFile, limits: ReadingLimits = .standard
  ) throws(Refusal) -> XMLPart? {
    try checkRoot(of: file, limits: limits)
    var first: XMLPart?
    var collector = XMLCollector(self, limits) { part in
      first = part
      return false
    }
    XMLParser.parse(file, nil, &collector)
    return first
  }

  /// Reads a file in pieces, each on a thread of its own.
  ///
  /// - Parameters:
  ///   - begin: Makes what takes the records of a piece.
  ///   - take: Is given each record of the piece, in the order of the file.
  /// - Returns: What took the records of each piece, in the order of the file.
  /// - Throws: a `Refusal` of the whole file when it has a document type or another root.
  public func read<Taker: Sendable>(
    _ file: SourceFile, pieces count: Int, limits: ReadingLimits = .standard,
    begin: @escaping @Sendable () -> Taker,
    take: @escaping @Sendable (inout Taker, XMLPart) -> Void
  ) async throws(Refusal) -> (takers: [Taker], outcome: Outcome) {
    try checkRoot(of: file, limits: limits)
    let pieces = pieces(of: file, count: count)
    if pieces.count > 1 {
      let parts = await withTaskGroup(of: (Int, Taker, Outcome, Bool).self) { group in
        for (place, piece) in pieces.enumerated() {
          group.addTask {
            let (taker, outcome, isWhole) = read(file, piece, limits, begin(), take)
            return (place, taker, outcome, isWhole)
          }
        }
        var parts: [(Int, Taker, Outcome, Bool)] = []
        for await part in group { parts.append(part) }
        return parts.sorted { $0.0 < $1.0 }
      }
      if parts.allSatisfy(\.3) {
        var outcome = Outcome()
        for part in parts { outcome.report.merge(part.2.report) }
        return (parts.map(\.1), outcome)
      }
      // Broken XML, or a cut that was none: once more, in one go.
    }
    let (taker, outcome, _) = read(file, nil, limits, begin(), take)
    return ([taker], outcome)
  }

  private func read<Taker>(
    _ file: SourceFile, _ piece: XMLPiece?, _ limits: ReadingLimits, _ first: Taker,
    _ take: @escaping (inout Taker, XMLPart) -> Void
  ) -> (Taker, Outcome, isWhole: Bool) {
    var taker = first
    var collector = XMLCollector(self, limits) { part in
      take(&taker, part)
      return true
    }
    XMLParser.parse(file, piece, &collector)
    return (taker, collector.outcome(of: file, records: self, limits), collector.isWhole)
  }

  private func checkRoot(of file: SourceFile, limits: ReadingLimits) throws(Refusal) {
    let found = try XMLRecords.root(of: file, limits: limits)
    guard found.name != root else { return }
    throw Refusal(
      .file, file: file.name, line: found.line,
      reason: "its outermost element is <\(found.name)>", expected: "<\(root)>",
      remedy: "Check that it is the right file.")
  }

  /// The outermost element of a file.
  ///
  /// - Throws: a `Refusal` of the file when it has a document type or no element can be read.
  static func root(
    of file: SourceFile, limits: ReadingLimits
  ) throws(Refusal) -> (name: String, line: Int) {
    if let line = XMLPrologue.documentTypeLine(file) {
      throw Refusal(
        .file, file: file.name, line: line,
        reason: "it declares a document type (<!DOCTYPE …>), which no return has and which can be "
          + "used to attack the program that reads it",
        remedy: "Ask whoever made the file for one without it.")
    }
    var collector = XMLCollector(nil, limits)
    XMLParser.parse(file, nil, &collector)
    guard let root = collector.foundRoot else {
      throw Refusal(
        .file, file: file.name, line: collector.failure?.line,
        reason: "it cannot be read as XML (\(collector.failure?.reason ?? "there is no element"))",
        remedy: "Export it again.")
    }
    return root
  }
}
