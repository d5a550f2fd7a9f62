public import Published

/// A file of published figures as it was received, and the release that it is from.
public struct FigureFile: Hashable, Sendable {
  /// Without a folder before it.
  public let name: String
  public let release: Release
  public let bytes: [UInt8]
  /// Which of its columns hold what, as it was given with the file; nil where Kith knows it by its
  /// columns.
  public let layout: [UInt8]?

  public init(name: String, bytes: [UInt8], release: Release, layout: [UInt8]? = nil) {
    self.layout = layout
    self.name = String(name.split { $0 == "/" || $0 == "\\" }.last ?? "figures.csv")
    self.release = release
    self.bytes = bytes
  }
}

/// What a file of published figures holds, and what it would change, before anything is kept.
public struct FigureFileReading: Sendable {
  public let file: FigureFile
  /// What it is about; nil where it is none of the files that Kith reads.
  public let layout: DepartmentLayout?
  public let figures: [DepartmentFigure]
  /// Rows that were left out, or why the file is none.
  public let refused: [PublishedProblem]
  public let changes: ReleaseChanges

  /// Whether there is anything in it to keep.
  public var isOfUse: Bool { !figures.isEmpty }

  /// - Parameters:
  ///   - release: its short name, `CLA 2026`; nil for the name of the file
  ///   - published: the year it came out; nil for the last year in the file
  ///   - described: a file of layouts that says which of its columns hold what, as
  ///     `DepartmentLayout.described` reads it; nil where Kith knows it by its columns
  ///   - held: what it is held against
  public init(
    name: String, bytes: [UInt8], release: String? = nil, published: Int? = nil,
    described: [UInt8]? = nil, beside held: PublishedFigures
  ) {
    let plain = FigureFile(
      name: name, bytes: bytes, release: .department(name, published: 0), layout: described)
    var layouts = DepartmentLayout.all
    var problems: [PublishedProblem] = []
    if let described {
      (layouts, problems) = DepartmentLayout.described(
        in: described, name: "the layout of \(plain.name)", measures: Set(held.measures))
    }
    if problems.isEmpty, DepartmentLayout.recognised(in: bytes, among: layouts) == nil {
      problems = DepartmentLayout.unrecognised(bytes, name: plain.name, among: layouts)
    }
    guard problems.isEmpty,
      let layout = DepartmentLayout.recognised(in: bytes, among: layouts)
    else {
      layout = nil
      file = plain
      figures = []
      changes = held.changes(by: [])
      refused = problems
      return
    }
    self.layout = layout
    let reading = DepartmentFile(layout, areas: held.areas).read(bytes, name: plain.name)
    let year = published ?? reading.figures.map(\.year).max() ?? 0
    file = FigureFile(
      name: plain.name, bytes: bytes,
      release: .department(
        release ?? String(plain.name.prefix { $0 != "." }), published: year, title: layout.title),
      layout: described)
    figures = reading.figures
    refused = reading.refused
    changes = held.changes(by: reading.figures)
  }
}

extension Release {
  /// A release of the Department for Education that is not among those shipped.
  static func department(_ name: String, published: Int, title: String = "") -> Release {
    Release(
      name: name, published: published, publisher: "Department for Education", title: title,
      roundedTo: 1)
  }
}
