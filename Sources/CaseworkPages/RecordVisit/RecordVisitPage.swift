public import CareRecord
import CivilTime
import HTML

/// The form of a visit.
public struct RecordVisitPage: Sendable {
  /// In whose record the writer began.
  let subject: Subject
  let offered: [VisitedChild]
  let answers: Answers
  let form: FormState
  let draft: DraftFields
  let warning: String?
  /// The visit that is being changed; nil for a new one.
  let changing: FactID?

  /// - Parameters:
  ///   - offered: the children who can be chosen: the family's
  ///   - reading: what was wrong with the answers, where they have been read
  ///   - changing: the visit, where it is recorded already
  public init(
    for subject: Subject, _ answers: Answers, offered: [VisitedChild], draft: DraftFields,
    reading: VisitReading? = nil, changing: FactID? = nil
  ) {
    self.subject = subject
    self.offered = offered
    self.answers = answers
    form = reading?.form ?? answers.state
    self.draft = draft
    warning = reading?.warning
    self.changing = changing
  }

  /// What lists of drafts call it.
  public static func draftTitle(for children: [VisitedChild], changing: Bool = false) -> String {
    let names = children.map(\.name.words)
    let whom = names.isEmpty ? "" : " to \(names.joined(separator: ", "))"
    return (changing ? "Change of a visit" : "Visit") + whom
  }

  var ticked: [VisitedChild] {
    let ticked = Set(answers.all(RecordVisit.childField))
    return offered.filter { ticked.contains($0.id) }
  }

  /// Children who are not ticked, about whom something was written: their text stays on the page.
  var written: [VisitedChild] {
    let ticked = Set(answers.all(RecordVisit.childField))
    return offered.filter { !ticked.contains($0.id) && !answers.text($0.ownField).isEmpty }
  }
}
