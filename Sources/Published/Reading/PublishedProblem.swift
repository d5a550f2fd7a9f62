/// What cannot be read in a file of published figures: where it is, and what to do about it.
public struct PublishedProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public let file: String
  /// Counted from 1; 0 where the whole file is meant.
  public let line: Int
  /// The column, or what else is meant.
  public let field: String
  public let value: String
  public let expected: String
  public let remedy: String

  public init(
    file: String, line: Int, field: String, value: String, expected: String, remedy: String
  ) {
    self.file = file
    self.line = line
    self.field = field
    self.value = value
    self.expected = expected
    self.remedy = remedy
  }

  public var description: String {
    let place = line > 0 ? "\(file), line \(line)" : file
    return "\(place): \(field) is “\(value)”; expected \(expected). \(remedy)"
  }
}
