public import CareRecord
public import CivilTime
import HTML
import Store

/// A visit to the same children on the same day that is recorded already: perhaps the same one.
public struct SameDayVisit: Hashable, Sendable {
  public let visit: FactID
  /// A child in whose record it is.
  public let subject: Subject
  public let on: Day
  let purpose: Code<VisitPurpose>?
  /// Who recorded it.
  let author: String
  let children: [String]

  public init(
    _ visit: Held<Visit>, of subject: Subject, by author: String, children: [VisitedChild]
  ) {
    self.visit = visit.id
    self.subject = subject
    on = visit.on
    purpose = visit.purpose
    self.author = author
    self.children = children.map(\.name.words)
  }

  /// The visits on the day of this one in the records of the family, which may be the same visit.
  public static func visits(
    like composed: ComposedVisit, in records: [ChildRecord]
  ) -> [(subject: Subject, visit: Held<Visit>)] {
    var found: [FactID: (subject: Subject, visit: Held<Visit>)] = [:]
    for record in records {
      for visit in record[Visit.self]
      where visit.on == composed.fact.on && visit.id != composed.id && found[visit.id] == nil {
        found[visit.id] = (record.subject, visit)
      }
    }
    return found.values.sorted { $0.visit.id < $1.visit.id }
  }
}
