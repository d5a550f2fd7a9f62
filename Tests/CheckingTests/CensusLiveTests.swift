import CINCensus
import CareRecord
import Checking
import CivilTime
import Returns
import Testing

/// The rules of the census over one child's record.
@Suite struct CensusLiveTests {
  /// A child whose protection plan began before the referral it belongs to, and one whose did not.
  @Test(arguments: [("2026-04-30", true), ("2026-05-01", false)])
  func one_child_s_entry_is_checked_as_a_census_is(_ from: String, _ isEarly: Bool) throws {
    var census = CINChild(position: 1)
    census.identifiers[.LAchildID] = "7"
    census.identifiers[.PersonBirthDate] = "2014-03-04"
    var details = CINDetails()
    details.row[.CINreferralDate] = "2026-05-01"
    var plan = CINProtectionPlan()
    plan.row[.CPPstartDate] = from
    details.protectionPlans = [plan]
    census.details = [details]
    let check = CINChildCheck(
      year: .ending(2027), ruleSet: .ending(2027), calendar: try .england())
    let found = check.findings(census)
    #expect(found.contains { check.rules[$0.rule].code == "1105" } == isEarly)
    #expect(found.flatMap(\.places).allSatisfy { $0.origin == nil })
  }

  @Test func what_one_child_cannot_decide_is_said() throws {
    let check = CINChildCheck(
      year: .ending(2026), ruleSet: .ending(2026), calendar: try .england())
    #expect(check.undecided.map(\.card.code).contains("2883"))
    #expect(check.undecided.allSatisfy { !$0.reason.isEmpty })
    let book = CINRuleBook.rules(of: .ending(2026)).map(\.card.code)
    #expect(Set(check.rules.map(\.code) + check.undecided.map(\.card.code)) == Set(book))
  }

  @Test func a_record_that_the_census_has_is_checked_by_both_returns() throws {
    let live = LiveCheck(
      year: .ending(2027), authority: .fictional,
      reference: try ReferenceData.builtIn(on: CollectionYear.ending(2027).end))
    #expect(live.card(of: "1105", return: "cin") != nil)
    #expect(live.card(of: "356", return: "ssda903") != nil)
    #expect(live.undecided.contains { $0.returnName == "cin" })
  }
}
