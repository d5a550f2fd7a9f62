/// A file, a row or a value that could not be taken as it came, and what to do about it.
///
/// What was refused is kept: `text` or `cells` hold it exactly as it was received.
public struct Refusal: Error, Sendable, Hashable {
  public enum Extent: Sendable {
    /// Nothing of the file (or nothing from `line` on) was read.
    case file
    /// The row was left out; everything around it was read.
    case row
    /// The row was read and its text kept, but this value has no meaning that can be relied on.
    case value
  }

  public var extent: Extent
  public var file: String
  /// The table of the return, such as `Episodes`, where it is known.
  public var table: String?
  /// The line of the file as an editor numbers it, from 1.
  public var line: Int?
  public var field: String?
  public var value: String?
  /// What is wrong, as a clause without a full stop.
  public var reason: String
  /// What would have been right, as a clause without a full stop.
  public var expected: String?
  /// What to do next, as a whole sentence.
  public var remedy: String?
  /// The column names of the file, for a row.
  public var columns: [String]
  /// The cells of the row as received, for a row; may be fewer or more than the columns.
  public var cells: [String]
  /// The refused text as received, where it has no cells.
  public var text: String?

  public init(
    _ extent: Extent, file: String, table: String? = nil, line: Int? = nil, field: String? = nil,
    value: String? = nil, reason: String, expected: String? = nil, remedy: String? = nil,
    columns: [String] = [], cells: [String] = [], text: String? = nil
  ) {
    self.extent = extent
    self.file = file
    self.table = table
    self.line = line
    self.field = field
    self.value = value
    self.reason = reason
    self.expected = expected
    self.remedy = remedy
    self.columns = columns
    self.cells = cells
    self.text = text
  }
}

extension Refusal: CustomStringConvertible {
  /// `episodes.csv, line 12, DECOM “31/02/2016”: there is no such day.
  ///
  /// Expected …. Mend ….`
  public var description: String {
    var place = file
    if let line { place += ", line \(line)" }
    if let field { place += ", \(field)" }
    if let value { place += " “\(Refusal.shortened(value))”" }
    var sentence = "\(place): \(reason)."
    if let expected { sentence += " Expected \(expected)." }
    if let remedy { sentence += " \(remedy)" }
    return sentence
  }

  private static func shortened(_ text: String) -> String {
    text.count <= 100 ? text : "\(text.prefix(100))…"
  }
}
