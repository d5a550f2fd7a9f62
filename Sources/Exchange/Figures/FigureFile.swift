import CivilTime
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

/// What a published file holds, figures or judgements of inspections, and what it would change, before
/// anything is kept.
public struct FigureFileReading: Sendable {
  public let file: FigureFile
  /// What it is about; nil where it is none of the files that Kith reads.
  public let layout: DepartmentLayout?
  public let figures: [DepartmentFigure]
  public let judgements: [BroughtJudgement]
  /// Rows that were left out, or why the file is none.
  public let refused: [PublishedProblem]
  public let changes: ReleaseChanges
  public let judgementChanges: JudgementChanges
  /// Rows of inspections that have no grade, as those of visits have none.
  public let ungraded: Int
  /// What is not said of inspections, because the file has no column for it.
  public let unsaid: [JudgementPart]

  /// How many figures or judgements it gives.
  public var count: Int { figures.count + judgements.count }

  /// Whether there is anything in it to keep.
  public var isOfUse: Bool { count > 0 }

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
    let layout =
      problems.isEmpty ? DepartmentLayout.recognised(in: bytes, among: layouts) : nil
    if layout == nil, problems.isEmpty {
      problems = DepartmentLayout.unrecognised(bytes, name: plain.name, among: layouts)
    }
    self.layout = layout
    let releaseName = release ?? String(plain.name.prefix { $0 != "." })
    var figures = DepartmentReading()
    var inspections = JudgementReading()
    if let layout, layout.isOfJudgements {
      inspections = JudgementFile(layout, areas: held.areas)
        .read(bytes, name: plain.name, release: releaseName)
    } else if let layout {
      figures = DepartmentFile(layout, areas: held.areas).read(bytes, name: plain.name)
    }
    self.figures = figures.figures
    judgements = inspections.judgements
    ungraded = inspections.ungraded
    unsaid = inspections.unsaid
    refused = problems + figures.refused + inspections.refused
    changes = held.changes(by: figures.figures)
    judgementChanges = held.changes(by: inspections.judgements)
    let years =
      figures.figures.map { $0.year } + judgements.map { $0.judgement.published.year }
    file = FigureFile(
      name: plain.name, bytes: bytes,
      release: .department(
        releaseName, published: published ?? years.max() ?? 0, title: layout?.title ?? ""),
      layout: described)
  }
}

extension PublishedFigures {
  /// The same figures, with everything that was read in a file on top.
  public func adding(_ reading: FigureFileReading) -> PublishedFigures {
    adding(reading.figures, of: reading.file.release).adding(reading.judgements)
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
