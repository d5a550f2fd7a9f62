import CareRecord
package import CaseworkPages
package import HTML
package import Learning
import Published
import Store

/// A form of learning: how an item becomes answers, and answers an item again.
///
/// A form may be about a part of an item (a review of an action, what was said to one prompt); then
/// it changes that part of whatever stands.
package protocol LearningForm: Sendable {
  /// Which task it is, for the drafts: `finding`, `action-review`.
  var name: String { get }
  var title: String { get }
  var save: String { get }
  /// What is compared where two people have written.
  var fields: [WritingField] { get }

  /// - Parameter item: nil for a new one
  func answers(of item: LearningItem?) -> Answers
  /// What the answers say, put into the item as it stands; nil with what is wrong in `form`.
  func read(_ answers: Answers, onto item: LearningItem?) -> (item: LearningItem?, form: FormState)
  func questions(_ form: FormState) -> Markup
  /// Where to go once it is kept.
  func page(of id: LearningID) -> Link
}

/// The names of the hidden fields, and of the one question that each form may have to ask.
package enum LearningFields {
  package static let item = "item"
  package static let base = "base"
  /// What looks like a mark of a child and is none.
  package static let confirmed = "not-about-a-child"
}

extension LearningForm {
  package func draftKey(_ id: LearningID) -> String { "learning-\(name)/\(id.text)" }

  /// Whether two versions are the same as far as this form goes.
  package func isSame(_ one: LearningItem?, _ other: LearningItem?) -> Bool {
    answers(of: one) == answers(of: other)
  }

  /// Somebody else has saved in between.
  package func conflict(
    _ mine: Answers, with theirs: LearningVersion, by name: String
  ) -> WritingConflict {
    WritingConflict(
      .record(by: name, at: theirs.at), mine: mine, theirs: answers(of: theirs.item),
      fields: fields,
      bases: [.init(name: LearningFields.base, value: String(theirs.version))])
  }
}

extension Answers {
  init(_ pairs: [(String, String)]) {
    self.init(pairs.map { .init(name: $0.0, value: $0.1) })
  }
}

extension FormState {
  /// The answer under a name, required; refused with these words where there is none.
  mutating func required(_ name: String, of answers: Answers, _ message: String) -> String {
    let text = answers.text(name)
    if text.isEmpty { refuse(name, message) }
    return text
  }

  /// One of a list of answers.
  mutating func choice<Value: RawRepresentable>(
    _ name: String, of answers: Answers, _ message: String
  ) -> Value? where Value.RawValue == String {
    let value = Value(rawValue: answers.text(name))
    if value == nil { refuse(name, message) }
    return value
  }

  /// An address of the web, or nothing.
  mutating func link(_ name: String, of answers: Answers) -> String {
    let text = answers.text(name)
    if !text.isEmpty, Link(web: text) == nil {
      refuse(name, "Enter a whole address that begins with https://, or leave it empty")
    }
    return text
  }
}

extension [Choice] {
  /// The outcomes, then the enablers, by name.
  static var outcomes: [Choice] {
    Indicator.Outcome.allCases.map {
      Choice($0.rawValue, $0.title, hint: $0.isEnabler ? "Enabler" : nil)
    }
  }
}
