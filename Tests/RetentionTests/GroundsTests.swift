import CareRecord
import CivilTime
import Retention
import Testing

/// What a record itself says of its keeping, apart from what an authority decides.
@Suite struct GroundsTests {
  @Test func the_day_on_which_an_allocation_ends_closes_the_record() throws {
    var record = ChildRecord(.child(SubjectID(raw: 1)))
    var referral = Referral()
    referral.on = try #require(Day(iso: "2015-02-28"))
    record[Referral.self] = [
      Held(id: FactID(raw: 1), version: 1, known: .init(milliseconds: 0), referral)
    ]
    var allocation = Allocation()
    allocation.from = PartialDay(referral.on)
    let end = try #require(Day(iso: "2016-03-04"))
    allocation.to = PartialDay(end)
    record[Allocation.self] = [
      Held(id: FactID(raw: 2), version: 1, known: .init(milliseconds: 0), allocation)
    ]
    let calendar = try WorkingDayCalendar.england()
    let before = record.retentionGrounds(on: end - 1, workingDays: calendar)
    let after = record.retentionGrounds(on: end, workingDays: calendar)
    #expect(before.isOpen && !after.isOpen)
    #expect(before.validUntil == end)
    #expect(after.validUntil == nil)
    #expect(after.grounds == before.grounds)
  }
}
