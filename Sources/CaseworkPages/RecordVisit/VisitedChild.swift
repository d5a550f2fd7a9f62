public import CareRecord
public import CivilTime
import HTML
public import Store

/// A child who can be chosen when a visit is recorded.
public struct VisitedChild: Hashable, Sendable {
  public let subject: Subject
  let name: ChildName
  let age: String
  /// Nobody can see a child who is not born yet, so it is not asked.
  let isUnborn: Bool

  public init(_ headline: ChildHeadline, today: Day) {
    subject = headline.subject
    name = ChildName(headline)
    age = headline.ageWords(on: today)
    isUnborn =
      Age(
        birth: headline.birthDate, expected: headline.expectedBirthDate, death: nil, on: today
      ).isUnborn
  }

  var id: String { subject.id.text }

  // The names of the child's own fields.
  var seenField: String { "seen-" + id }
  var aloneField: String { "alone-" + id }
  var ownField: String { "own-" + id }
  /// The identifier of the fact about this child, and the version that the writer had before them.
  var partField: String { "part-" + id }
  var baseField: String { "base-" + id }
}
