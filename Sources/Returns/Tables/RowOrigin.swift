/// Where a row was read.
public struct RowOrigin: Sendable, Hashable {
  public let file: String
  /// The line as an editor numbers it, from 1.
  public let line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}
