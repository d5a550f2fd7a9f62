/// Something in a text by which a child could be recognised.
public struct ChildMark: Hashable, Sendable {
  public enum Sort: Hashable, Sendable {
    /// The name of a child who has a record here.
    case name
    /// A number by which a child who has a record here is known.
    case identifier
    case uniquePupilNumber
    case nhsNumber
    case postcode
    case dateOfBirth
    case caseReference

    /// What it is, after "looks like" or "is".
    public var words: String {
      switch self {
      case .name: "the name of a child who has a record here"
      case .identifier: "a number by which a child is known here"
      case .uniquePupilNumber: "a unique pupil number"
      case .nhsNumber: "an NHS number"
      case .postcode: "a postcode"
      case .dateOfBirth: "a date of birth"
      case .caseReference: "a case number"
      }
    }
  }

  public let sort: Sort
  /// The words as they were written.
  public let text: String
  /// Which line they stand in.
  public let label: String
  /// Whether there is no doubt; where there is, the writer may say that it is about no child.
  public let isCertain: Bool

  init(_ sort: Sort, _ text: String, in label: String, isCertain: Bool) {
    self.sort = sort
    self.text = text
    self.label = label
    self.isCertain = isCertain
  }

  /// What is wrong and what to do, for a form.
  public var message: String {
    let what =
      isCertain
      ? "“\(text)” is \(sort.words)" : "“\(text)” looks like \(sort.words)"
    return isCertain
      ? "\(what). Take it out: nothing here may tell who a child is."
      : "\(what). Take it out, or say below that it is not about a child."
  }
}

/// What is known here of children, asked word by word.
public protocol KnownChildren {
  /// Whether a child has both words among the words of their names.
  func isName(_ first: String, _ second: String) throws -> Bool
  /// Whether a child is known by this number: capital letters and digits only.
  func isIdentifier(_ text: String) throws -> Bool
}
