/// Something about a file that whoever loaded it should know, although nothing was refused.
public struct ReadingNote: Sendable, Hashable {
  public enum Weight: Sendable {
    /// Said for completeness.
    case information
    /// Look at it before you rely on what was read.
    case warning
  }

  public let file: String
  public let line: Int?
  public let weight: Weight
  /// A whole sentence or more, in plain English.
  public let text: String

  public init(_ text: String, file: String, line: Int? = nil, weight: Weight = .information) {
    self.file = file
    self.line = line
    self.weight = weight
    self.text = text
  }
}

extension ReadingNote: CustomStringConvertible {
  public var description: String {
    line.map { "\(file), line \($0): \(text)" } ?? "\(file): \(text)"
  }
}
