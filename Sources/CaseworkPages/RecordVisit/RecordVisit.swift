public import CareRecord
import CivilTime
import HTML
import Store

/// The task "record a visit": one visit to up to six children, written once.
///
/// What happened is one text that all of them share; what concerns one child is a paragraph of that
/// child alone, with whether the child was seen, and seen alone.
public enum RecordVisit {
  public static let name = "record-visit"
  public static let mostChildren = 6

  // The names of the form's fields.
  static let visitField = "visit"
  static let baseField = "base"
  public static let childField = "child"
  static let onField = "on"
  static let purposeField = "purpose"
  static let placeField = "place"
  static let noteField = "note"
  static let whyField = "why"
  /// The writer knows of another visit on that day, and means another one.
  static let separateField = "separate"

  /// The draft of a visit.
  public static func draftKey(_ visit: FactID) -> String { "\(name)/\(visit.text)" }

  // MARK: - Beginning

  /// The form of a new visit.
  ///
  /// - Parameters:
  ///   - children: those who are ticked
  ///   - identifiers: where the identifiers of the facts come from; they go with the form, so that
  ///     the same form sent twice is one visit
  public static func begin(
    with children: [Subject], identifiers: inout IdentifierSource
  ) -> Answers {
    begin(identifiers.next(), with: children)
  }

  /// The form of a new visit whose identifier is known already, as from the address of its page.
  public static func begin(_ visit: FactID, with children: [Subject]) -> Answers {
    var answers = Answers()
    answers[visitField] = visit.text
    answers[baseField] = "0"
    answers.set(childField, to: children.map(\.id.text))
    return answers
  }

  /// The form of a visit that is recorded already.
  /// - Parameter parts: what it found about each child
  public static func begin(
    changing visit: Held<Visit>, parts: [(Subject, Held<ChildAtVisit>)]
  ) -> Answers {
    var answers = written(visit.fact, parts.map { ($0.0, $0.1.id, $0.1.version, $0.1.fact) })
    answers[visitField] = visit.id.text
    answers[baseField] = String(visit.version)
    return answers
  }

  /// The visit that a form is about; nil where the form is not one of a visit.
  public static func visit(in answers: Answers) -> FactID? {
    FactID(text: answers.text(visitField))
  }

  /// Gives the fact about each ticked child an identifier, where the form has none yet.
  public static func identify(_ answers: inout Answers, _ identifiers: inout IdentifierSource) {
    for child in answers.all(childField) where answers["part-" + child] == nil {
      let part: FactID = identifiers.next()
      answers["part-" + child] = part.text
      answers["base-" + child] = "0"
    }
  }

  /// Facts as the form shows them.
  static func written(
    _ visit: Visit?, _ parts: [(Subject, FactID, Int, ChildAtVisit)]
  ) -> Answers {
    var answers = Answers()
    answers.set(childField, to: parts.map(\.0.id.text))
    if let visit {
      var state = FormState()
      state.set(onField, to: visit.on)
      for part in DatePart.allCases {
        let name = part.name(in: onField)
        answers[name] = state[name]
      }
      answers[purposeField] = visit.purpose?.text
      answers[placeField] = visit.place.isEmpty ? nil : visit.place
      answers[noteField] = visit.note.text
    }
    for (subject, id, version, part) in parts {
      let child = subject.id.text
      answers["part-" + child] = id.text
      answers["base-" + child] = String(version)
      answers["seen-" + child] = part.childSeen ? "yes" : "no"
      answers["alone-" + child] = part.childSeenAlone.map { $0 ? "yes" : "no" }
      answers["own-" + child] = part.note.text
    }
    return answers
  }
}
