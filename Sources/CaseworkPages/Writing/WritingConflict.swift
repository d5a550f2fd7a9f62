public import CivilTime
import HTML
package import Store

/// The same thing written twice: by two people, or by one in two windows.
///
/// Both stand side by side, the writer says what to keep, and what is not kept is set aside where
/// it can still be read.
public struct WritingConflict: Sendable {
  struct Item: Hashable, Sendable {
    let name: String
    let label: String
    let mine: String
    let theirs: String
    let kind: WritingField.Kind

    var mayKeepBoth: Bool { kind == .text || kind == .several }
    /// What is chosen beforehand: what loses least.
    var suggestion: String {
      mayKeepBoth ? "both" : mine.withoutEdges.isEmpty ? "theirs" : "mine"
    }
  }

  /// Where the texts come from.
  public enum Origin: Hashable, Sendable {
    /// Somebody saved to the record in between.
    case record(by: String, at: Instant)
    /// Another window of the same person saved its draft in between.
    case otherWindow(at: Instant)
    /// A visit that is recorded already, to which this one is to be added.
    case existing(by: String)
    /// Somebody took the fact out of the record in between.
    case withdrawn(by: String, at: Instant)
  }

  let origin: Origin
  let items: [Item]
  let mine: Answers
  /// The other side's values of all that differs, under the names of the form.
  let theirs: Answers
  /// What the form goes on with, whichever is kept: versions and identifiers of the other side.
  let bases: [DraftField]

  package init(
    _ origin: Origin, mine: Answers, theirs: Answers, fields: [WritingField], bases: [DraftField]
  ) {
    self.origin = origin
    self.mine = mine
    self.bases = bases
    let differing = fields.filter { field in
      field.words(mine).sameWords != field.words(theirs).sameWords
    }
    items = differing.map { field in
      Item(
        name: field.name, label: field.label, mine: field.words(mine),
        theirs: field.words(theirs), kind: field.kind)
    }
    let names = Set(differing.flatMap(\.names))
    self.theirs = Answers(theirs.fields.filter { names.contains($0.name) })
  }

  /// Nothing differs: the same text was sent twice.
  public var isEmpty: Bool { items.isEmpty }

  // MARK: - Keeping

  static let keepPrefix = "keep-"
  static let theirPrefix = "their-"
  static let itemField = "differs"
  /// Texts that were not kept, each with what it was.
  public static let asideField = "aside"

  /// Reads which texts to keep, and puts them into the answers; what is not kept is set aside.
  ///
  /// Where nothing was chosen, both are kept of a text, and of anything else mine, if there is any.
  public static func resolve(_ sent: Answers) -> Answers {
    var merged = Answers(
      sent.fields.filter {
        !$0.name.hasPrefix(keepPrefix) && !$0.name.hasPrefix(theirPrefix) && $0.name != itemField
      })
    for item in sent.all(itemField) {
      // `kind|name|label`, as the page wrote it.
      let parts = item.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
        .map(String.init)
      guard parts.count == 3 else { continue }
      let kind = WritingField.Kind(name: parts[0])
      let field = WritingField(parts[1], parts[2], kind)
      let keep = sent[keepPrefix + field.name]
      for name in field.names {
        let mine = sent.all(name)
        let theirs = sent.all(theirPrefix + name)
        switch (kind, keep) {
        case (_, "theirs"): merged.set(name, to: theirs)
        case (.line, nil), (.date, nil):
          if mine.allSatisfy(\.withoutEdges.isEmpty) { merged.set(name, to: theirs) }
        case (.text, "mine"), (.several, "mine"): break
        case (.text, _):
          merged.set(name, to: [both(mine.first ?? "", theirs.first ?? "")])
        case (.several, _):
          merged.set(name, to: mine + theirs.filter { !mine.contains($0) })
        default: break
        }
        guard kind == .text else { continue }
        let kept = merged[name] ?? ""
        for (words, whose) in [(mine.first ?? "", "mine"), (theirs.first ?? "", "theirs")]
        where !words.withoutEdges.isEmpty && !kept.contains(words.withoutEdges) {
          merged.add(asideField, "\(field.label) (\(whose)): \(words)")
        }
      }
    }
    return merged
  }

  /// The texts that were set aside, to be kept as a draft of their own once the rest is saved.
  public static func setAside(in answers: Answers) -> [String] { answers.all(asideField) }

  /// One text under the other, unless one holds the other already.
  private static func both(_ mine: String, _ theirs: String) -> String {
    let (mineAlone, theirsAlone) = (mine.withoutEdges, theirs.withoutEdges)
    if theirsAlone.isEmpty || mineAlone.contains(theirsAlone) { return mine }
    if mineAlone.isEmpty || theirsAlone.contains(mineAlone) { return theirs }
    return mine + "\n\n" + theirs
  }
}

extension WritingField.Kind {
  init(name: String) {
    switch name {
    case "text": self = .text
    case "date": self = .date
    case "several": self = .several
    default: self = .line
    }
  }

  var name: String {
    switch self {
    case .line: "line"
    case .text: "text"
    case .date: "date"
    case .several: "several"
    }
  }
}

extension String {
  /// For comparing: browsers send line breaks as they like.
  var sameWords: String { withoutEdges.filter { $0 != "\r" } }
}
