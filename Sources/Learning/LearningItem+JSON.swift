import Foundation

// How an item is stored: one object of JSON, its keys in the order of the alphabet. A property that a
// later version adds is optional, so that what was written before can always be read.
extension LearningItem {
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(body), as: UTF8.self)
  }

  /// - Throws: `DecodingError` where this is no item of the kind.
  public init(_ kind: Kind, json: String) throws {
    func read<Body: Decodable>(_ type: Body.Type) throws -> Body {
      try JSONDecoder().decode(type, from: Data(json.utf8))
    }
    self =
      switch kind {
      case .finding: .finding(try read(LearningFinding.self))
      case .action: .action(try read(ImprovementAction.self))
      case .session: .session(try read(ReflectiveSession.self))
      case .prompt: .prompt(try read(LocalPrompt.self))
      case .priorities: .priorities(try read(Priorities.self))
      case .evidence: .evidence(try read(EvidenceItem.self))
      case .insight: .insight(try read(SharedInsight.self))
      case .phase: .phase(try read(ChartPhase.self))
      }
  }
}

/// Reads a list that is shipped with Kith.
func shipped<Entry: Decodable>(_ name: String, of type: Entry.Type) throws -> [Entry] {
  guard
    let url = Bundle.module.url(
      forResource: name, withExtension: "json", subdirectory: "Resources")
  else { throw LearningResourceMissing(name: name) }
  return try JSONDecoder().decode([Entry].self, from: Data(contentsOf: url))
}

/// A file that should be beside the program is not.
public struct LearningResourceMissing: Error, CustomStringConvertible {
  let name: String

  public var description: String {
    "\(name).json, which is shipped with Kith, is missing. Install Kith again."
  }
}
