/// Which cells of a published file hold which measure, or which part of an inspection's judgements.
///
/// The Department's files (Explore Education Statistics) have a row for each year, area and choice of
/// filters, and a column for each thing counted. Ofsted's lists have a row for each inspection.
public struct DepartmentLayout: Hashable, Sendable {
  /// What the file is about, for people.
  public let title: String
  public let measures: [Measure]
  public let standing: Standing

  public init(_ title: String, _ measures: [Measure], standing: Standing = .own) {
    self.title = title
    self.measures = measures
    self.standing = standing
  }

  /// One measure: a column, in the rows that have these words in these columns.
  public struct Measure: Hashable, Sendable {
    /// As Kith calls it; `judgement.leaders` and the like in files of inspections.
    public let name: String
    public let column: String
    public let filters: [String: String]

    public init(_ name: String, column: String, where filters: [String: String] = [:]) {
      self.name = name
      self.column = column
      self.filters = filters
    }

    init(_ part: JudgementPart, column: String) { self.init(part.rawValue, column: column) }

    func counts(in row: FileRow) -> Bool { filters.allSatisfy { row[$0] == $1 } }
  }

  /// How well it is known that the publisher's files have these columns.
  public enum Standing: Hashable, Sendable {
    /// Somebody described it for a file of theirs.
    case own
    case readPublishersFile, readTidiedCopy, namesAlone

    /// What to know before relying on it.
    public var words: String {
      switch self {
      case .own: "a layout of your own"
      case .readPublishersFile: "read with a file of the Department’s own"
      case .readTidiedCopy:
        "read with a copy of the publisher’s lists whose columns others had named anew, so those of a file from the publisher may be called otherwise"
      case .namesAlone:
        "written with no file of the publisher’s at hand, so its columns may be called otherwise: look at what it says would change before you say --yes"
      }
    }
  }

  /// Whether its rows are inspections and not figures.
  public var isOfJudgements: Bool {
    measures.contains { JudgementPart(rawValue: $0.name) != nil }
  }

  /// The layout of a file, by the columns that it has: of several that fit, the one that finds most of
  /// them; nil where none fits.
  public static func recognised(in bytes: [UInt8], among layouts: [DepartmentLayout] = all)
    -> DepartmentLayout?
  {
    var text = CommaSeparated(bytes)
    let header = FileHeader(text.next()?.fields ?? [])
    return layouts.filter { $0.missing(in: header).isEmpty }
      .max { $0.columns.count(where: header.has) < $1.columns.count(where: header.has) }
  }

  /// Why a file has none of these layouts: the columns that the nearest one misses, or what files are
  /// read where it is near none.
  public static func unrecognised(
    _ bytes: [UInt8], name: String, among layouts: [DepartmentLayout] = all
  ) -> [PublishedProblem] {
    var text = CommaSeparated(bytes)
    let header = FileHeader(text.next()?.fields ?? [])
    // A year and a place every file of the Department has; they make none of them near.
    func found(_ layout: DepartmentLayout) -> Double {
      Double(layout.columns.count(where: header.has)) / Double(max(1, layout.columns.count))
    }
    guard let nearest = layouts.max(by: { found($0) < found($1) }), found(nearest) > 0 else {
      return [
        PublishedProblem(
          file: name, line: 1, field: "header",
          value: header.columns.isEmpty ? "nothing" : "other columns",
          expected: "the columns of one of the files that Kith reads: "
            + layouts.map { "\($0.title) (\($0.columnsNeeded.joined(separator: ", ")))" }
            .joined(separator: "; "),
          remedy: "Download the data of the release as CSV. " + describe(header))
      ]
    }
    return nearest.problems(in: header, of: name)
  }

  /// The columns of a file; nil where it is empty or lacks some, which is then refused.
  func header(
    _ fields: [String]?, of name: String, refused: inout [PublishedProblem]
  ) -> FileHeader? {
    guard let fields else {
      refused.append(
        PublishedProblem(
          file: name, line: 0, field: "file", value: "", expected: "a header row and rows below it",
          remedy: "Download the file again."))
      return nil
    }
    let header = FileHeader(fields)
    let problems = problems(in: header, of: name)
    refused += problems
    return problems.isEmpty ? header : nil
  }

  /// The columns that it misses in a file, each with what to do.
  private func problems(in header: FileHeader, of name: String) -> [PublishedProblem] {
    let standing = standing == .own ? "" : " (\(standing.words))"
    return missing(in: header).map { alternatives in
      PublishedProblem(
        file: name, line: 1, field: alternatives.joined(separator: " or "), value: "no such column",
        expected: "it as in the file “\(title)”\(standing), which this one is nearest to",
        remedy: "Check that it is the right file. " + Self.describe(header))
    }
  }

  private static func describe(_ header: FileHeader) -> String {
    "Where its columns are called otherwise, say which holds what in a layout of your own (kith data layouts shows how)."
      + (header.columns.isEmpty
        ? "" : " It has the columns \(header.columns.prefix(40).joined(separator: ", ")).")
  }

  /// Which year and area a row of figures is about.
  static let places = ["time_period", "geographic_level"]

  /// Every column that a file must have; of some, one of several.
  public var columnsNeeded: [String] { needed.map { $0.joined(separator: " or ") } }

  private var needed: [[String]] {
    guard isOfJudgements else { return (Self.places + columns).map { [$0] } }
    return filterColumns.map { [$0] } + Self.neededParts.map { columns(of: $0) }
  }

  /// Without these a row is no judgement: whose, when, and one grade at least.
  static let neededParts: [[JudgementPart]] = [[.area], [.published], JudgementPart.grades]

  /// Of what a file must have, what this one does not have.
  private func missing(in header: FileHeader) -> [[String]] {
    needed.filter { !$0.contains(where: header.has) }
  }

  /// The columns that hold any of these parts, in the order in which they are looked for.
  func columns(of parts: [JudgementPart]) -> [String] {
    let names = Set(parts.map(\.rawValue))
    return measures.filter { names.contains($0.name) }.map(\.column)
  }

  /// The columns of figures and filters, filters first, in order.
  private var columns: [String] {
    filterColumns + Array(Set(measures.map(\.column))).sorted()
  }

  private var filterColumns: [String] {
    Array(Set(measures.flatMap { $0.filters.keys })).sorted()
  }
}
