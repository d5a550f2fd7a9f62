import CareRecord
import CivilTime

/// About thirty facts of a child, of a dozen kinds, as an import would bring them.
enum ExampleChild {
  static func changes(
    number: Int, nextID: inout Int64, random: inout Seeded
  ) -> [Change] {
    let subject = Subject.child(SubjectID(raw: Int64(number) + 1))
    var changes: [Change] = []
    func add(_ fact: any Fact) {
      changes.append(.new(fact, id: FactID(raw: nextID), of: [subject]))
      nextID += 1
    }
    let born = Day(ordinal: Int32.random(in: 14_000...20_000, using: &random))
    var identity = PersonIdentity()
    identity.givenNames = "Given\(number)"
    identity.familyName = "Family\(number % 997)"
    identity.birthDate = born
    identity.sex = "F"
    identity.ethnicity = "WBRI"
    add(identity)
    for scheme in ["la", "upn"] {
      var identifier = PersonIdentifier()
      identifier.scheme = Code(scheme)
      identifier.value = "\(scheme)\(number)"
      add(identifier)
    }
    var referral = Referral()
    referral.on = born + 900
    add(referral)
    var period = CarePeriod()
    period.from = born + 1_000
    add(period)
    for step in 0..<6 {
      var status = LegalStatusSpan()
      status.status = "C2"
      status.from = born + 1_000 + step * 90
      status.to = born + 1_090 + step * 90
      add(status)
      var placement = Placement()
      placement.type = "U1"
      placement.provider = "PR1"
      placement.from = status.from
      placement.to = status.to
      placement.postcode = "LS1 4AB"
      placement.urn = "SC123456"
      add(placement)
      var review = LookedAfterReview()
      review.on = status.from + 20
      add(review)
    }
    for step in 0..<6 {
      var visit = Visit()
      visit.on = born + 1_000 + step * 42
      visit.note = "Seen at home with both carers. Talked about school and the weekend."
      add(visit)
    }
    var allocation = Allocation()
    allocation.workerNumber = "SW\(number % 300)"
    allocation.team = "North"
    allocation.from = PartialDay(born + 1_000)
    add(allocation)
    return changes
  }
}
