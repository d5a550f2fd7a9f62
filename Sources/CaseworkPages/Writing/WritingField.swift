import HTML

/// A field of a task's form, as far as two versions of it can be set side by side.
package struct WritingField: Sendable {
  package enum Kind: Sendable {
    case line, text, date
    /// Ticked boxes.
    case several
  }

  package let name: String
  let label: String
  let kind: Kind
  /// What the answers under it say, for people.
  package let words: @Sendable (Answers) -> String

  package init(
    _ name: String, _ label: String, _ kind: Kind,
    words: (@Sendable (Answers) -> String)? = nil
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.words =
      words
      ?? { answers in
        switch kind {
        case .date:
          DatePart.allCases.compactMap { answers[$0.name(in: name)] }.joined(separator: " ")
        case .several: answers.all(name).joined(separator: ", ")
        case .line, .text: answers[name] ?? ""
        }
      }
  }

  /// The names under which its parts are sent.
  package var names: [String] {
    kind == .date ? DatePart.allCases.map { $0.name(in: name) } : [name]
  }
}
