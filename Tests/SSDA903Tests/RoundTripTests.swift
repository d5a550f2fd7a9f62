import CareRecord
import CivilTime
import Returns
import SSDA903
import Testing

/// Rows become facts, and the facts give the rows back.
@Suite struct RoundTripTests {
  @Test func an_ordinary_period_of_care_is_derived_from_its_facts_alone() throws {
    var child = SSDA903Child(id: "77")
    child.header = [Made.header]
    child.episodes = [
      Made.episode("01/05/2025", "S", "C1", "U6", to: "10/06/2025", "X1", why: "CARPL"),
      Made.episode("10/06/2025", "P", "C1", "K2", to: "01/09/2025", "X1"),
      Made.episode("01/09/2025", "L", "C2", "K2", to: "02/02/2026", "E4A"),
    ]
    let record = try Made.record(child, in: 2026)
    #expect(record[CarePeriod.self].count == 1)
    #expect(record[LegalStatusSpan.self].map(\.status.text) == ["C1", "C2"])
    #expect(record[Placement.self].map(\.type.text) == ["U6", "K2"])
    #expect(record[ReceivedRow.self].isEmpty)
    #expect(SSDA903FromRecord.derived(from: record, in: try year(2026)) == child)
  }

  /// Each reason for a new episode, by what changes with it (code set RNE).
  @Test(arguments: [
    ("L", "C2", "U6", 2, 1), ("P", "C1", "K2", 1, 2), ("T", "C1", "U4", 1, 2),
    ("B", "C2", "K2", 2, 2), ("U", "C2", "U4", 2, 2),
  ])
  func what_changed_is_what_the_reason_for_a_new_episode_says(
    _ reason: String, _ status: String, _ placement: String, _ statuses: Int, _ placements: Int
  ) throws {
    var child = SSDA903Child(id: "77")
    child.header = [Made.header]
    child.episodes = [
      Made.episode("01/05/2025", "S", "C1", "U6", to: "10/06/2025", "X1"),
      Made.episode("10/06/2025", reason, status, placement),
    ]
    let record = try Made.record(child, in: 2026)
    #expect(record[LegalStatusSpan.self].count == statuses)
    #expect(record[Placement.self].count == placements)
    #expect(SSDA903FromRecord.derived(from: record, in: try year(2026)).episodes == child.episodes)
  }

  @Test func a_past_year_shows_nobody_who_was_not_born_and_no_later_number() throws {
    var child = SSDA903Child(id: "77")
    child.header = [Made.header]
    child.episodes = [Made.episode("01/05/2024", "S", "C1", "U6")]
    var edit = RecordEdit(
      try Made.record(child, in: 2025), at: .init(milliseconds: 0),
      identifiers: IdentifierSource(milliseconds: { 9_000_000 }))
    var identity = try #require(edit.record.identity)
    identity.birthDate = Day(iso: "2025-04-02")
    edit.put(identity, inPlaceOf: { _ in true })
    edit.withdraw(PersonIdentifier.self) { $0.scheme == .upn }
    var number = PersonIdentifier()
    number.scheme = .upn
    number.value = "A123456789012"
    number.from = Day(iso: "2025-09-01")
    edit.put(number, inPlaceOf: { _ in false })
    _ = edit.changes(because: "test")
    let past = SSDA903FromRecord.derived(from: edit.record, in: try year(2025)).header
    #expect(past.map { $0[.DOB] } == [nil])
    #expect(past.map { $0[.UPN] } == [nil])
    let now = SSDA903FromRecord.derived(from: edit.record, in: try year(2026)).header
    #expect(now.map { $0[.DOB] } == ["02/04/2025"])
    #expect(now.map { $0[.UPN] } == ["A123456789012"])
  }

  @Test func a_care_leaver_s_header_says_nothing_of_motherhood() throws {
    var child = SSDA903Child(id: "77")
    child.header = [Made.header]
    child.header[0][.MOTHER] = "0"
    child.episodes = [Made.episode("01/05/2024", "S", "C1", "U6", to: "10/06/2024", "E4A")]
    let first = try Made.record(child, in: 2025)
    #expect(SSDA903FromRecord.derived(from: first, in: try year(2025)).header == child.header)
    var leaver = SSDA903Child(id: "77")
    leaver.header = child.header
    leaver.header[0][.MOTHER] = nil
    leaver.oc3 = [
      [.CHILD: "77", .DOB: child.header[0][.DOB], .IN_TOUCH: "YES", .ACTIV: "F1", .ACCOM: "B1"]
    ]
    let second = try Made.record(leaver, in: 2026, after: first, years: [2025])
    #expect(SSDA903FromRecord.derived(from: second, in: try year(2026)).header == leaver.header)
  }

  @Test func asylum_status_that_ceased_after_the_year_was_foreseen_for_the_eighteenth_birthday()
    throws
  {
    var child = SSDA903Child(id: "77")
    child.header = [Made.header]
    child.episodes = [Made.episode("01/05/2024", "S", "C1", "U6")]
    child.uasc = [
      [.CHILD: "77", .SEX: child.header[0][.SEX], .DOB: child.header[0][.DOB], .DUC: "01/06/2025"]
    ]
    let birth = try #require(child.header[0].day(.DOB))
    let record = try Made.record(child, in: 2026)
    let now = SSDA903FromRecord.derived(from: record, in: try year(2026)).uasc
    #expect(now.map { $0[.DUC] } == ["01/06/2025"])
    let past = SSDA903FromRecord.derived(from: record, in: try year(2025)).uasc
    #expect(past.map { $0.day(.DUC) } == [birth.adding(years: 18)])
  }

  @Test func an_end_after_the_year_is_not_in_that_year_s_return() throws {
    var first = SSDA903Child(id: "77")
    first.header = [Made.header]
    first.episodes = [Made.episode("01/05/2024", "S", "C1", "U6")]
    var second = first
    second.episodes = [Made.episode("01/05/2024", "S", "C1", "U6", to: "02/06/2025", "E4A")]
    var record = try Made.record(first, in: 2025)
    record = try Made.record(second, in: 2026, after: record, years: [2025])
    #expect(record[CarePeriod.self].map(\.to) == [Day(iso: "2025-06-02")])
    #expect(SSDA903FromRecord.rows(of: record, in: try year(2025)) == first)
    #expect(SSDA903FromRecord.rows(of: record, in: try year(2026)) == second)
    #expect(SSDA903FromRecord.rows(of: record, in: try year(2027)).episodes.isEmpty)
  }

  @Test func years_may_come_in_any_order() throws {
    var first = SSDA903Child(id: "77")
    first.header = [Made.header]
    first.episodes = [Made.episode("01/05/2024", "S", "C1", "U6")]
    var second = first
    second.episodes = [
      Made.episode("01/05/2024", "S", "C1", "U6", to: "02/06/2025", "X1"),
      Made.episode("02/06/2025", "P", "C1", "K2"),
    ]
    var record = try Made.record(second, in: 2026)
    record = try Made.record(first, in: 2025, after: record, years: [2026])
    #expect(record[Placement.self].map(\.to) == [Day(iso: "2025-06-02"), nil])
    #expect(SSDA903FromRecord.rows(of: record, in: try year(2025)) == first)
    #expect(SSDA903FromRecord.rows(of: record, in: try year(2026)) == second)
  }

  @Test func care_that_began_before_the_first_file_says_so_and_is_joined_when_the_file_comes()
    throws
  {
    var later = SSDA903Child(id: "77")
    later.header = [Made.header]
    later.episodes = [Made.episode("10/06/2025", "P", "C1", "K2")]
    var record = try Made.record(later, in: 2026)
    #expect(record[CarePeriod.self].first?.earlierStart == "P")
    var earlier = SSDA903Child(id: "77")
    earlier.header = [Made.header]
    earlier.episodes = [
      Made.episode("01/05/2024", "S", "C1", "U6", to: "10/06/2025", "X1")
    ].map { row in
      var row = row
      row[.DEC] = nil
      row[.REC] = nil
      return row
    }
    record = try Made.record(earlier, in: 2025, after: record, years: [2026])
    #expect(record[CarePeriod.self].map(\.from) == [Day(iso: "2024-05-01")])
    #expect(record[CarePeriod.self].first?.earlierStart == nil)
    #expect(record[Placement.self].count == 2)
  }

  @Test func a_row_that_the_facts_do_not_derive_is_kept_until_the_facts_are_mended() throws {
    var child = SSDA903Child(id: "77")
    var header = Made.header
    header[.MOTHER] = "2"
    child.header = [header]
    child.episodes = [Made.episode("01/05/2025", "S", "C1", "U6")]
    var record = try Made.record(child, in: 2026)
    #expect(record[ReceivedRow.self].map(\.table) == ["Header"])
    #expect(SSDA903FromRecord.rows(of: record, in: try year(2026)) == child)
    record[PersonIdentity.self][0].fact.ethnicity = "CHNE"
    let mended = SSDA903FromRecord.rows(of: record, in: try year(2026))
    #expect(mended.header.first?[.ETHNIC] == "CHNE")
    #expect(mended.header.first?[.MOTHER] == nil)
  }

  @Test func a_child_who_was_not_looked_after_in_the_year_is_not_in_the_return() throws {
    var record = ChildRecord(.child(SubjectID(raw: 1)))
    var allocation = Allocation()
    allocation.workerNumber = "SW1234567"
    allocation.from = PartialDay("01/05/2025")
    record[Allocation.self] = [
      Held(id: FactID(raw: 2), version: 1, known: .init(milliseconds: 0), allocation)
    ]
    let rows = SSDA903FromRecord.rows(of: record, in: try year(2026))
    #expect(rows.header.isEmpty)
    #expect(rows.swEpisodes.isEmpty)
  }

  @Test(arguments: [
    ("1", 2024, "M"), ("2", 2024, "F"), ("M", 2025, "M"), ("U", 2025, "U"), ("9", 2024, "9"),
  ])
  func sex_is_written_as_the_year_writes_it(_ written: String, _ endYear: Int, _ held: String)
    throws
  {
    var child = SSDA903Child(id: "77")
    var header = Made.header
    header[.SEX] = written
    child.header = [header]
    child.episodes = [Made.episode("01/05/\(endYear - 1)", "S", "C1", "U6")]
    let record = try Made.record(child, in: endYear)
    #expect(record.identity?.sex?.text == held)
    #expect(SSDA903FromRecord.derived(from: record, in: try year(endYear)).header == [header])
  }
}

/// The sample files of other people, read, taken apart and made again.
@Suite struct SampleRoundTripTests {
  @Test func five_years_become_continuous_journeys_and_give_every_row_back() throws {
    var records: [String: ChildRecord] = [:]
    var identifiers = IdentifierSource(milliseconds: { 1_700_000_000_000 })
    var years: [CollectionYear] = []
    for end in 2018...2022 {
      let year = try year(end)
      let files = try Made.files("ssda903-history", startingWith: "\(end - 1)-")
      let intoFacts = SSDA903IntoFacts(year: year, years: years)
      for child in SSDA903Return(files).children {
        let record = records[child.id] ?? ChildRecord(.child(identifiers.next()))
        var edit = RecordEdit(record, at: .init(milliseconds: 0), identifiers: identifiers)
        intoFacts.apply(child, to: &edit)
        identifiers = edit.identifiers
        records[child.id] = edit.record
        expectSameRows(SSDA903FromRecord.rows(of: edit.record, in: year), child)

        var again = RecordEdit(edit.record, at: .init(milliseconds: 0), identifiers: identifiers)
        SSDA903IntoFacts(year: year, years: years + [year]).apply(child, to: &again)
        #expect(again.changes(because: "again").isEmpty, "child \(child.id) in \(year)")
      }
      years.append(year)
    }
    for (end, year) in zip(2018...2022, years) {
      let files = try Made.files("ssda903-history", startingWith: "\(end - 1)-")
      for child in SSDA903Return(files).children {
        let record = try #require(records[child.id])
        expectSameRows(SSDA903FromRecord.rows(of: record, in: year), child)
        var again = RecordEdit(record, at: .init(milliseconds: 0), identifiers: identifiers)
        SSDA903IntoFacts(year: year, years: years).apply(child, to: &again)
        #expect(again.changes(because: "again").isEmpty, "child \(child.id) in \(year)")
      }
    }
    #expect(records.count == 820)
    // 296227 is in the files of 2017-18 and 2018-19: one journey, not two.
    let journey = try #require(records["296227"])
    #expect(journey[CarePeriod.self].map(\.from) == [Day(iso: "2017-09-11")])
    #expect(journey[CarePeriod.self].map(\.to) == [Day(iso: "2018-11-01")])
  }

  @Test func one_year_gives_every_row_back_field_for_field() throws {
    let year = try year(2018)
    let submission = SSDA903Return(try Made.files("ssda903", startingWith: ""))
    #expect(submission.children.count > 2_600)
    for child in submission.children {
      expectSameRows(
        SSDA903FromRecord.rows(of: try Made.record(child, in: 2018), in: year), child)
    }
  }

  /// Rows in any order; a table that the year does not have is not given back.
  private func expectSameRows(_ made: SSDA903Child, _ received: SSDA903Child) {
    for table in SSDA903Table.allCases {
      #expect(
        Set(made.values(of: table)) == Set(received.values(of: table)),
        "\(table) of child \(received.id)")
      #expect(made.values(of: table).count == received.values(of: table).count)
    }
  }
}

private func year(_ end: Int) throws -> CollectionYear {
  try #require(CollectionYear(endYear: end))
}

private enum Made {
  static let header: Row<HeaderColumn> = [
    .CHILD: "77", .SEX: "F", .DOB: "04/03/2014", .ETHNIC: "WBRI", .UPN: "A123456789012",
  ]

  static func episode(
    _ from: String, _ reason: String, _ status: String, _ placement: String, to: String? = nil,
    _ ceased: String? = nil, why: String? = nil
  ) -> Row<EpisodeColumn> {
    [
      .CHILD: "77", .DECOM: from, .RNE: reason, .LS: status, .CIN: "N1", .PLACE: placement,
      .PLACE_PROVIDER: "PR1", .DEC: to, .REC: ceased, .REASON_PLACE_CHANGE: why,
      .HOME_POST: "ZZ1 1AA", .PL_POST: "ZZ2 2BB", .URN: "1234567",
    ]
  }

  static func record(
    _ child: SSDA903Child, in end: Int, after record: ChildRecord? = nil, years: [Int] = []
  ) throws -> ChildRecord {
    let identifiers = IdentifierSource(
      milliseconds: { record == nil ? 1_700_000_000_000 : 1_800_000_000_000 })
    var edit = RecordEdit(
      record ?? ChildRecord(.child(SubjectID(raw: 1))), at: .init(milliseconds: 0),
      identifiers: identifiers)
    SSDA903IntoFacts(
      year: try year(end), years: try years.map { try #require(CollectionYear(endYear: $0)) }
    ).apply(child, to: &edit)
    return edit.record
  }

  static func files(_ folder: String, startingWith start: String) throws -> [SourceFile] {
    let read = ReturnFiles(paths: [Samples.path(folder)])
    return SortedFiles(read.files, among: [.ssda903]).files(of: .ssda903).filter {
      $0.name.hasPrefix(start)
    }
  }
}
