import Foundation

/// First names and the other forms of them that people use: Beth and Elizabeth, Sean and Shaun.
///
/// A pair holds both ways but not further: Beth and Liz are both Elizabeth, and neither is the
/// other.
struct Nicknames: Sendable {
  private let others: [String: [String]]

  /// The other forms of a folded name; none for most names.
  func forms(of word: String) -> [String] { others[word] ?? [] }

  /// The pairs of the data file of this target.
  /// - Throws: `StoreUnavailable` where the file is missing or a line of it cannot be read.
  static func english() throws -> Nicknames {
    let url = Bundle.module.bundleURL.appending(path: "Resources/nicknames.csv")
    guard let bytes = try? Data(contentsOf: url), let text = String(data: bytes, encoding: .utf8)
    else {
      throw StoreUnavailable(
        "The list of nicknames cannot be read: \(url.path). Install Kith again, whole.")
    }
    return try Nicknames(csv: text)
  }

  /// Reads `name,also`, a pair a line, in small letters.
  init(csv text: String) throws {
    var others: [String: [String]] = [:]
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first == "name,also" else {
      throw StoreUnavailable("nicknames.csv, line 1: the header must be name,also")
    }
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let pair = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard pair.count == 2, pair.allSatisfy({ NameWords.typed($0) == [$0] }), pair[0] != pair[1]
      else {
        throw StoreUnavailable(
          "nicknames.csv, line \(index + 1): “\(line)” is not two different names in small letters"
            + " with a comma between them")
      }
      others[pair[0], default: []].append(pair[1])
      others[pair[1], default: []].append(pair[0])
    }
    self.others = others
  }
}
