import CivilTime

/// Says facts in words: codes by their meaning, days as people read them.
public struct FactText: Sendable {
  private let meaning: @Sendable (_ codeSet: String, _ code: String) -> String?

  /// - Parameter meaning: what a code of a set means; nil for a code that the set does not have
  public init(meaning: @escaping @Sendable (_ codeSet: String, _ code: String) -> String?) {
    self.meaning = meaning
  }

  /// One value in words; empty for nothing.
  ///
  /// A code without a meaning is shown as it was received.
  public func words(for cell: Cell, of type: FieldType) -> String {
    switch (cell, type) {
    case (.null, _): ""
    case (.flag(let value), _): value ? "Yes" : "No"
    case (.day(let day), _): day.spoken
    case (.integer(let raw), .subject), (.integer(let raw), .fact):
      SubjectID(raw: raw).text
    case (.integer(let value), _): String(value)
    case (.text(let text), .code(let set)): words(for: text, in: set)
    case (.text(let text), .codes(let set)):
      text.split(separator: " ").map { words(for: String($0), in: set) }.joined(separator: "; ")
    case (.text(let text), .partialDay): PartialDay(text)?.spoken ?? text
    case (.text(let text), _): text
    }
  }

  private func words(for code: String, in set: String) -> String {
    meaning(set, code) ?? "\(code) (not a known code)"
  }

  /// The one-line summary of a fact: the values of its headline fields, and nothing twice.
  public func headline(of fact: some Fact) -> String {
    let fields = FactRegister.fields(of: type(of: fact))
    let cells = fact.cells
    var headline = ""
    // By index: a description taken out of the array is copied with all of its texts.
    for index in fields.indices where fields[index].inHeadline {
      let text =
        switch cells[index] {
        case .null: ""
        // "Was the child seen? Yes" reads better than a bare yes.
        case .flag(let value): "\(fields[index].label) \(value ? "Yes" : "No")"
        default: words(for: cells[index], of: fields[index].type)
        }
      if text.isEmpty { continue }
      headline += headline.isEmpty ? text : ", " + text
    }
    return headline
  }

  /// Every value that is given, with its label, for a fact's own page.
  public func details(of fact: some Fact) -> [(label: String, words: String, type: FieldType)] {
    fields(of: fact)
  }

  private func fields<F: Fact>(
    of fact: F
  ) -> [(label: String, words: String, type: FieldType)] {
    F.fields.compactMap { field in
      let cell = field.read(fact)
      if cell.isNull || field.about.type == .fact || field.about.type == .subject { return nil }
      return (field.about.label, words(for: cell, of: field.about.type), field.about.type)
    }
  }

  /// What differs between two versions of a fact: label, before, after.
  public func differences<F: Fact>(
    from old: F, to new: F
  ) -> [(label: String, before: String, after: String)] {
    F.fields.compactMap { field in
      let before = field.read(old)
      let after = field.read(new)
      if before == after { return nil }
      return (
        field.about.label, words(for: before, of: field.about.type),
        words(for: after, of: field.about.type)
      )
    }
  }
}
