/// A cell of a published table.
public enum Figure: Hashable, Sendable {
  /// A figure as printed.
  case number(Double)
  /// Printed as a code, and never a number: a hidden 3 is not 0.
  case missing(MissingCode)
  /// The release has no such cell.
  case notPublished

  public var number: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  /// A figure, or a code, from a cell; nil where it is neither.
  init?(printed text: some StringProtocol) {
    if text.isEmpty {
      self = .notPublished
    } else if let code = MissingCode(printed: text) {
      self = .missing(code)
    } else if text.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || $0 == 46 || $0 == 45 }),
      let number = Double(text)
    {
      self = .number(number)
    } else {
      return nil
    }
  }
}

/// Why there is no figure, in the publisher's own codes.
///
/// Source: Government Analysis Function, "Symbols in tables: definitions and help".
public enum MissingCode: String, Hashable, CaseIterable, Sendable {
  /// Hidden so that nobody can be recognised: as a rule 1 to 5 children.
  case confidential = "c"
  /// Rounds to 0 but is not 0.
  case low
  /// Rounds to 0 but is not 0, as other releases print it.
  case roundsToZero = "k"
  /// Too unreliable to print.
  case unreliable = "u"
  case notAvailable = "x"
  case notApplicable = "z"

  /// The code that a cell holds; `:` and `..` are older marks for `x`.
  init?(printed text: some StringProtocol) {
    switch text {
    case ":", "..": self = .notAvailable
    default: self.init(rawValue: text.lowercased())
    }
  }

  /// What it means, for a reader.
  public var meaning: String {
    switch self {
    case .confidential: "Hidden so that nobody can be recognised"
    case .low, .roundsToZero: "More than 0 but rounds to 0"
    case .unreliable: "Too unreliable to show"
    case .notAvailable: "Not available"
    case .notApplicable: "Does not apply"
    }
  }
}
