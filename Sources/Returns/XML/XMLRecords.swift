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

  public init(root: String, paths: [[String]]) {
    self.root = root
    self.paths = paths
  }

  /// What came of reading a file.
  public struct Outcome: Sendable {
    public var notes: [ReadingNote] = []
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
    let found = try XMLRecords.root(of: file, limits: limits)
    guard found.name == root else {
      throw Refusal(
        .file, file: file.name, line: found.line,
        reason: "its outermost element is <\(found.name)>", expected: "<\(root)>",
        remedy: "Check that it is the right file.")
    }
    return withoutActuallyEscaping(take) { take in
      let collector = XMLCollector(file: file.name, root: root, paths: paths, limits, take)
      XMLParser.parse(file, collector)
      return collector.outcome(of: file)
    }
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
    let collector = XMLCollector(file: file.name, root: nil, paths: [], limits) { _ in }
    XMLParser.parse(file, collector)
    guard let root = collector.foundRoot else {
      throw Refusal(
        .file, file: file.name, line: collector.failure?.line,
        reason: "it cannot be read as XML (\(collector.failure?.reason ?? "there is no element"))",
        remedy: "Export it again.")
    }
    return root
  }
}
