import CINCensus
import CareRecord
import CivilTime
import Returns
import Testing

/// A census entry becomes facts, and the facts give it back.
@Suite struct RoundTripTests {
  @Test(arguments: [("cin/fake_CIN_data.xml", 2022), ("cin/CIN_Census_2021.xml", 2023)])
  func a_sample_census_gives_every_entry_back(_ file: String, _ endYear: Int) throws {
    let census = CINReturn(ReturnFiles(paths: [Samples.path(file)]).files)
    let year = try #require(CollectionYear(endYear: endYear))
    #expect(!census.children.isEmpty)
    for child in census.children {
      let record = take(child, in: year, over: nil)
      let back = try #require(CINFromRecord.child(of: record, in: year))
      #expect(back.identifiers == child.identifiers)
      #expect(back.characteristics == child.characteristics)
      #expect(back.disabilities == child.disabilities)
      #expect(
        Set(back.details.map(\.inOnesAndNoughts)) == Set(child.details.map(\.inOnesAndNoughts)))
    }
  }

  @Test func the_same_entry_twice_changes_nothing() throws {
    let census = CINReturn(ReturnFiles(paths: [Samples.path("cin/fake_CIN_data.xml")]).files)
    let year = try #require(CollectionYear(endYear: 2022))
    for child in census.children {
      let record = take(child, in: year, over: nil)
      var again = RecordEdit(record, at: .init(milliseconds: 0), identifiers: later)
      CINIntoFacts(year: year, years: [year]).apply(child, to: &again)
      #expect(again.changes(because: "again").isEmpty, "child \(child.id ?? "")")
    }
  }

  @Test func an_ordinary_journey_is_derived_from_its_facts_alone() throws {
    let year = try #require(CollectionYear(endYear: 2026))
    let record = take(Made.child, in: year, over: nil)
    #expect(record[ReceivedRow.self].isEmpty)
    #expect(record[Referral.self].count == 1)
    #expect(
      record[InitialConference.self].first?.enquiry == record[Section47Enquiry.self].first?.id)
    #expect(record[ReviewConference.self].map(\.heldOn.iso) == ["2025-07-30", "2025-12-12"])
    #expect(CINFromRecord.derived(from: record, in: year) == Made.child)
  }

  @Test func a_child_unborn_in_a_past_year_is_unborn_in_that_year_s_census() throws {
    let before = try #require(CollectionYear(endYear: 2025))
    var unborn = Made.child
    unborn.identifiers = [
      .LAchildID: "77", .UPNunknown: "UN6", .ExpectedPersonBirthDate: "2025-05-20", .Sex: "U",
    ]
    unborn.details = [CINDetails()]
    unborn.details[0].row = [
      .CINreferralDate: "2025-02-03", .ReferralSource: "3F", .PrimaryNeedCode: "N1",
      .ReferralNFA: "0",
    ]
    let first = take(unborn, in: before, over: nil)
    #expect(first[ReceivedRow.self].isEmpty)

    // A social worker records the birth: no census has come since.
    var edit = RecordEdit(first, at: .init(milliseconds: 0), identifiers: later)
    var identity = try #require(first.identity)
    identity.givenNames = "Ada"
    identity.birthDate = Day(iso: "2025-05-17")
    identity.sex = "F"
    edit.put(identity, inPlaceOf: { _ in true })
    var number = PersonIdentifier()
    number.scheme = .upn
    number.value = "A123456789012"
    number.from = Day(iso: "2029-09-01")
    edit.put(number, inPlaceOf: { _ in false })
    _ = edit.changes(because: "The baby was born.")

    #expect(CINFromRecord.derived(from: edit.record, in: before) == unborn)
    let after = try #require(CollectionYear(endYear: 2026))
    let born = CINFromRecord.derived(from: edit.record, in: after).identifiers
    #expect(born[.PersonBirthDate] == "2025-05-17")
    #expect(born[.ExpectedPersonBirthDate] == nil)
    #expect(born[.Sex] == "F")
    #expect(born[.UPN] == nil)
  }

  @Test func a_later_census_closes_what_was_open_and_leaves_the_earlier_one_as_it_was() throws {
    let first = try #require(CollectionYear(endYear: 2025))
    let second = try #require(CollectionYear(endYear: 2026))
    var open = Made.child
    open.details = [CINDetails()]
    open.details[0].row = [
      .CINreferralDate: "2024-06-03", .ReferralSource: "2A", .PrimaryNeedCode: "N1",
      .ReferralNFA: "0",
    ]
    open.details[0].plans = [[.CINPlanStartDate: "2024-08-01"]]
    var closed = open
    closed.details[0].row[.CINclosureDate] = "2025-05-06"
    closed.details[0].row[.ReasonForClosure] = "RC7"
    closed.details[0].plans = [[.CINPlanStartDate: "2024-08-01", .CINPlanEndDate: "2025-05-06"]]
    let record = take(closed, in: second, over: take(open, in: first, over: nil), years: [first])
    #expect(record[FamilyPlan.self].map(\.to?.iso) == ["2025-05-06"])
    #expect(CINFromRecord.child(of: record, in: first) == open)
    #expect(CINFromRecord.child(of: record, in: second) == closed)
  }

  private var later: IdentifierSource { IdentifierSource(milliseconds: { 1_800_000_000_000 }) }

  private func take(
    _ child: CINChild, in year: CollectionYear, over record: ChildRecord?,
    years: [CollectionYear] = []
  ) -> ChildRecord {
    var edit = RecordEdit(
      record ?? ChildRecord(.child(SubjectID(raw: 1))), at: .init(milliseconds: 0),
      identifiers: record == nil
        ? IdentifierSource(milliseconds: { 1_700_000_000_000 }) : later)
    CINIntoFacts(year: year, years: years).apply(child, to: &edit)
    return edit.record
  }
}

extension CINDetails {
  /// Yes and no as the census is to be sent: 1 and 0.
  fileprivate var inOnesAndNoughts: CINDetails {
    var details = self
    details.row[.ReferralNFA] = details.row.flag(.ReferralNFA).map { $0 ? "1" : "0" }
    for index in details.enquiries.indices {
      let flag = details.enquiries[index].flag(.ICPCnotRequired)
      details.enquiries[index][.ICPCnotRequired] = flag.map { $0 ? "1" : "0" }
    }
    return details
  }
}

private enum Made {
  static var child: CINChild {
    var child = CINChild(position: 1)
    child.identifiers = [
      .LAchildID: "K1", .UPN: "Y201305622041", .PersonBirthDate: "2016-09-14", .Sex: "F",
    ]
    child.characteristics = [.Ethnicity: "WBRI"]
    child.disabilities = ["NONE"]
    var details = CINDetails()
    details.row = [
      .CINreferralDate: "2025-04-14", .ReferralSource: "6", .PrimaryNeedCode: "N1",
      .CINclosureDate: "2026-02-27", .ReasonForClosure: "RC7", .ReferralNFA: "0",
    ]
    var assessment = CINAssessment()
    assessment.row = [
      .AssessmentActualStartDate: "2025-04-15", .AssessmentInternalReviewDate: "2025-04-29",
      .AssessmentAuthorisationDate: "2025-06-05",
    ]
    assessment.factors = ["2B", "3B", "16A"]
    details.assessments = [assessment]
    details.plans = [[.CINPlanStartDate: "2025-12-12", .CINPlanEndDate: "2026-02-20"]]
    details.enquiries = [
      [
        .S47ActualStartDate: "2025-04-16", .InitialCPCtarget: "2025-05-12",
        .DateOfInitialCPC: "2025-05-09", .ICPCnotRequired: "0",
      ]
    ]
    var plan = CINProtectionPlan()
    plan.row = [
      .CPPstartDate: "2025-05-09", .CPPendDate: "2025-12-12", .InitialCategoryOfAbuse: "EMO",
      .LatestCategoryOfAbuse: "NEG", .NumberOfPreviousCPP: "0",
    ]
    plan.reviews = ["2025-07-30", "2025-12-12"]
    details.protectionPlans = [plan]
    child.details = [details]
    return child
  }
}
