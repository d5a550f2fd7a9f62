import CareRecord
import CivilTime
import Testing

@testable import Simulation

/// What comes out of many families, compared with what is published of England.
@Suite struct SimulatedRatesTests {
  /// Made once.
  static let rates = Result {
    var rates = SimulatedRates()
    for family in try Simulated.large.get() {
      rates.addFamily(family)
      for (subject, record) in Simulated.records(family) where subject.kind == .child {
        rates.add(record)
      }
    }
    return rates
  }

  let rates: SimulatedRates
  let england: EnglandParameters

  init() throws {
    rates = try Self.rates.get()
    england = try EnglandParametersTests.read.get()
  }

  /// Counted, per what, the published figure, and by what part of it the two may differ.
  @Test(arguments: [
    ("rereferrals", "referrals", "rereferral_percent", "", 0.01, 0.08),
    ("noFurtherAction", "referrals", "referral_no_further_action_share", "", 1, 0.15),
    ("enquiries", "referrals", "section47_per_referral", "", 1, 0.06),
    ("conferences", "enquiries", "icpc_per_section47", "", 1, 0.12),
    ("plans", "conferences", "cpp_started_per_icpc", "", 1, 0.05),
    ("plans", "referrals", "cpp_started_per_referral", "", 1, 0.12),
    ("secondPlans", "plans", "cpp_second_or_subsequent_percent", "", 0.01, 0.2),
    ("careStarts", "referrals", "looked_after_start_per_referral", "", 1, 0.12),
    ("aloneStarts", "careStarts", "unaccompanied_share_of_starts", "", 1, 0.25),
    ("aloneStock", "careStock", "looked_after_unaccompanied_share", "", 1, 0.3),
    ("adopted", "careEnds", "adopted_share_of_ceased", "", 1, 0.3),
    ("threePlacements", "careStock", "three_or_more_placements_in_year", "share", 1, 0.25),
    ("threeWorkers", "careStock", "three_or_more_social_workers_in_year", "", 0.01, 0.2),
    ("missing", "careStock", "missing_share_of_looked_after", "", 1, 0.25),
    ("female", "children", "sex_of_children_in_need", "F", 1, 0.06),
    ("disabled", "children", "disabled_share", "", 1, 0.1),
  ])
  func a_rate_is_near_the_published_one(
    counted: String, of: String, figure: String, group: String, unit: Double, within: Double
  ) throws {
    let expected = try england.value(figure, group: group) * unit
    let found = rates.ratio(counted, per: of)
    #expect(abs(found / expected - 1) < within, "\(counted) per \(of): \(found), not \(expected)")
  }

  /// Stock on 31 March against a year's flow.
  @Test(arguments: [
    ("planStock", "plans", "cpp_31_march", "cpp_started", 0.1),
    ("careStock", "referrals", "looked_after_31_march", "referrals", 0.15),
    ("needStock", "referrals", "cin_31_march", "referrals", 0.15),
  ])
  func stock_and_flow_stand_as_in_england(
    stock: String, flow: String, ofStock: String, ofFlow: String, within: Double
  ) throws {
    let expected = try england.value(ofStock) / england.value(ofFlow)
    let found = rates.ratio(stock, per: flow)
    #expect(abs(found / expected - 1) < within, "\(stock) / \(flow): \(found), not \(expected)")
  }

  @Test func as_many_leave_care_as_enter_it() {
    #expect((0.85...1.15).contains(rates.ratio("careEnds", per: "careStarts")))
  }

  @Test(arguments: ["0", "1-4", "5-9", "10-15", "16-17"])
  func ages_are_spread_as_in_england(band: String) throws {
    let referred = try england.value("referral_age", group: band)
    #expect(abs(rates.ratio("referral age \(band)", per: "referrals") - referred) < 0.03)
    let care = try england.value("looked_after_age_at_start", group: band)
    // The published shares leave out children alone, who are mostly 16 or 17.
    let found = rates.ratio("care age \(band)", per: "careStartsAtHome")
    #expect(abs(found - care) < 0.05, "care begun at \(band): \(found), not \(care)")
  }

  /// The commonest places of children in care; a child may be counted under an older code of it.
  @Test(arguments: [
    (["U6"], 0.09), (["U4", "U1"], 0.08), (["U3"], 0.05), (["K2"], 0.05), (["K3", "H5"], 0.04),
    (["P1"], 0.04),
  ])
  func places_are_spread_as_in_england(types: [String], within: Double) throws {
    let expected = try types.reduce(0.0) { sum, type in
      sum + (type == "H5" ? 0 : try england.value("placement_stock", group: type))
    }
    let found = types.reduce(0.0) { $0 + rates.ratio("place \($1)", per: "careStock") }
    #expect(abs(found - expected) < within, "\(types): \(found), not \(expected)")
  }

  @Test func there_are_about_twenty_facts_for_each_child_without_casework() {
    #expect((15...30).contains(rates.ratio("facts", per: "children")))
  }
}
