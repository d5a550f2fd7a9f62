import CareRecord
import CivilTime
public import Store

/// What a child is called on a page: never an empty place.
struct ChildName: Hashable, Sendable {
  let known: String
  let laChildID: String?

  init(_ known: String, laChildID: String?) {
    self.known = known
    self.laChildID = laChildID
  }

  init(_ record: ChildRecord) {
    self.init(record.identity?.name ?? "", laChildID: record.identifier(.laChildID))
  }

  init(_ headline: ChildHeadline) {
    self.init(headline.name, laChildID: headline.laChildID)
  }

  var isKnown: Bool { !known.isEmpty }

  /// "Ada Example", "Name not known (child 1234)".
  var words: String {
    guard known.isEmpty else { return known }
    return laChildID.map { "Name not known (child \($0))" } ?? "Name not known"
  }

  /// For the middle of a sentence, where many children are spoken of: "Ada", or the child's number.
  var short: String {
    guard known.isEmpty else { return String(known.prefix { $0 != " " }) }
    return laChildID.map { "child \($0)" } ?? "this child"
  }
}

extension ChildHeadline {
  /// What the child is called on a page: never empty.
  public var nameWords: String { ChildName(self).words }

  /// The age as far as the reader may know it: "4 years old", "born in 2019".
  func ageWords(on day: Day) -> String {
    if birthDate == nil, expectedBirthDate == nil, let birthYear { return "born in \(birthYear)" }
    return Age(birth: birthDate, expected: expectedBirthDate, death: nil, on: day).words
  }
}
