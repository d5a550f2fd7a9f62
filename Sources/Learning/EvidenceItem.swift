import CareRecord

/// A guide, an intervention or an evaluation that practice can draw on.
public struct EvidenceItem: LearningBody {
  /// How strong it is, in words rather than stars.
  public enum Strength: String, CaseIterable, Codable, Sendable {
    case trial, comparison, evaluation, guidance, policy, unknown

    public var words: String {
      switch self {
      case .trial: "Randomised trial"
      case .comparison: "Evaluation with a comparison"
      case .evaluation: "Evaluation without a comparison"
      case .guidance: "Guidance drawn from reviews of evidence"
      case .policy: "Policy or description of practice"
      case .unknown: "Not known"
      }
    }
  }

  /// How well what is said here was checked against its source.
  public enum Checked: String, CaseIterable, Codable, Sendable {
    case read = "V"
    case partly = "P"
    case not = "U"

    public var words: String {
      switch self {
      case .read: "Checked against the source"
      case .partly: "Partly checked"
      case .not: "Not checked: read the source before you rely on it"
      }
    }
  }

  public var title: String
  public var publisher: String
  public var year: Int?
  public var link: String
  /// For whom it was tried or written.
  public var population: String
  public var strength: Strength
  /// What it says.
  public var says: String
  /// What we use it for.
  public var useFor: String
  public var checked: Checked
  /// Where what is said here was read; for items that are shipped.
  public var source: String

  public init(
    title: String, publisher: String, year: Int? = nil, link: String = "",
    population: String = "", strength: Strength, says: String = "", useFor: String = "",
    checked: Checked = .not, source: String = ""
  ) {
    self.title = title
    self.publisher = publisher
    self.year = year
    self.link = link
    self.population = population
    self.strength = strength
    self.says = says
    self.useFor = useFor
    self.checked = checked
    self.source = source
  }

  var lines: [LearningLine] {
    [
      LearningLine("Title", title),
      // Publishers and authors have names.
      LearningLine("Publisher", publisher, .people),
      LearningLine("Year", year.map(String.init) ?? "", .chosen),
      LearningLine("Link", link, .chosen),
      LearningLine("For whom", population),
      LearningLine("Strength of evidence", strength.words, .chosen),
      LearningLine("What it says", says),
      LearningLine("What we use it for", useFor),
      LearningLine("How well it was checked", checked.words, .chosen),
    ]
  }
}

/// The evidence that is shipped with Kith and that the authority added.
public struct EvidenceLibrary: Sendable {
  public struct Entry: Hashable, Sendable {
    /// A name for a shipped one, an identifier for one of the authority's own.
    public let reference: String
    public let item: EvidenceItem
    public var isLocal: Bool { LearningID(text: reference) != nil }
  }

  /// By title.
  public let entries: [Entry]

  /// - Parameter own: those that the authority added
  public init(own: [LearningVersion] = []) throws {
    let shippedOnes = try shipped("evidence", of: ShippedEvidence.self).map {
      Entry(reference: $0.id, item: $0.item)
    }
    let ownOnes = own.compactMap { version -> Entry? in
      guard case .evidence(let item) = version.item else { return nil }
      return Entry(reference: version.id.text, item: item)
    }
    entries = (shippedOnes + ownOnes).sorted { $0.item.title < $1.item.title }
  }

  public subscript(reference: String) -> Entry? {
    entries.first { $0.reference == reference }
  }
}

private struct ShippedEvidence: Decodable {
  let id: String
  let item: EvidenceItem
}
