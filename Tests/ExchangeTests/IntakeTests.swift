import Access
import CareRecord
import CivilTime
import Exchange
import Foundation
import Returns
import Store
import Testing

@Suite struct IntakeTests {
  @Test func a_preview_says_what_would_change_and_changes_nothing() async throws {
    let site = try await Site()
    defer { site.remove() }
    let received = try site.read([Made.header(Made.ada), Made.episodes(Made.open)])
    #expect(received.year.description == "2025-26")
    let report = try await site.intake().preview(received)
    #expect(report.newChildren == 1)
    #expect(report.newFacts["Placement"] == 1)
    #expect(try await site.record(of: "77") == nil)
    #expect(try await site.store.submissions(of: .fictional).isEmpty)
  }

  @Test func what_was_imported_is_held_and_the_files_are_kept_as_received() async throws {
    let site = try await Site()
    defer { site.remove() }
    let files = [Made.header(Made.ada), Made.episodes(Made.open)]
    try await site.take(files, year: "2025-26")
    let record = try #require(try await site.record(of: "77"))
    #expect(record[Placement.self].map(\.type.text) == ["U6"])
    let submission = try #require(try await site.store.submissions(of: .fictional).first)
    #expect(submission.state == .imported)
    let kept = try await site.store.files(of: submission.id)
    #expect(kept.map(\.name).sorted() == ["episodes.csv", "header.csv"])
    #expect(kept.first { $0.name == "episodes.csv" }?.bytes == Array(files[1].1.utf8))
  }

  @Test func the_same_files_twice_change_nothing() async throws {
    let site = try await Site()
    defer { site.remove() }
    let files = [Made.header(Made.ada), Made.episodes(Made.open)]
    try await site.take(files, year: "2025-26")
    let again = try await site.take(files, year: "2025-26")
    #expect(again.changesNothing)
    #expect(again.unchangedChildren == 1)
    #expect(try await site.store.submissions(of: .fictional).count == 1)
  }

  @Test func a_row_with_a_date_that_cannot_be_read_is_refused_and_can_be_mended() async throws {
    let site = try await Site()
    defer { site.remove() }
    let broken = Made.open.replacingOccurrences(of: "PR1,,,", with: "PR1,31/02/2026,E4A,")
    let report = try await site.take(
      [Made.header(Made.ada), Made.episodes(broken)], year: "2025-26")
    let refusal = try #require(report.refusals.first)
    #expect(refusal.file == "episodes.csv")
    #expect(refusal.line == 2)
    #expect(refusal.field == "DEC")
    #expect(refusal.value == "31/02/2026")
    #expect(refusal.description.contains("dd/mm/yyyy"))
    #expect(try await site.record(of: "77")?[Placement.self].isEmpty == true)

    let rejects = try #require(RefusedRows.files(report.refusals).first)
    let mended = rejects.text.replacingOccurrences(of: "31/02/2026", with: "28/02/2026")
    try await site.take([(rejects.name, mended)], year: "2025-26")
    let record = try #require(try await site.record(of: "77"))
    #expect(record[Placement.self].map(\.to) == [Day(iso: "2026-02-28")])
    #expect(record.identity?.birthDate == Day(iso: "2014-03-04"))
  }

  @Test func a_changed_identifier_is_held_back_until_a_person_has_said_who_it_is() async throws {
    let site = try await Site()
    defer { site.remove() }
    try await site.take([Made.header(Made.ada), Made.episodes(Made.open)], year: "2025-26")
    let renamed = [
      Made.header(Made.ada.replacingOccurrences(of: "77,", with: "78,")),
      Made.episodes(Made.open.replacingOccurrences(of: "77,0", with: "78,0")),
    ]
    let held = try await site.take(renamed, year: "2026-27")
    let proposal = try #require(held.proposals.first)
    #expect(proposal.newIdentifier == "78")
    #expect(proposal.heldIdentifier == "77")
    #expect(try await site.record(of: "78") == nil)

    try await site.take(renamed, year: "2026-27", decisions: MatchDecisions(same: ["78"]))
    let record = try #require(try await site.record(of: "78"))
    #expect(record[CarePeriod.self].count == 1)
    #expect(try await site.record(of: "77")?.subject == record.subject)
  }

  @Test func another_child_with_the_same_number_is_another_child_when_a_person_says_so()
    async throws
  {
    let site = try await Site()
    defer { site.remove() }
    try await site.take([Made.header(Made.ada), Made.episodes(Made.open)], year: "2025-26")
    let other = [Made.header(Made.ada.replacingOccurrences(of: "77,", with: "78,"))]
    try await site.take(other, year: "2025-26", decisions: MatchDecisions(different: ["78"]))
    let (one, two) = (try await site.record(of: "77"), try await site.record(of: "78"))
    #expect(one?.subject != two?.subject)
  }

  @Test func two_do_not_import_at_the_same_time() async throws {
    let site = try await Site()
    defer { site.remove() }
    try await site.store.takeImportLease(
      holder: "Sorrel Finch (sorrel)", authority: .fictional, at: Site.now)
    let received = try site.read([Made.header(Made.ada)], year: "2025-26")
    let error = await #expect(throws: StoreUnavailable.self) {
      try await site.intake().apply(received, decisions: .undecided)
    }
    #expect(error?.publicDescription.contains("Sorrel Finch") == true)
    #expect(try await site.record(of: "77") == nil)
  }

  @Test func somebody_without_the_role_may_not_import() async throws {
    let site = try await Site()
    defer { site.remove() }
    let worker = Person(
      user: "wren", name: "Wren", authority: .fictional, roles: [.socialWorker, .teamManager])
    let received = try site.read([Made.header(Made.ada)], year: "2025-26")
    await #expect(throws: ReadRefused.self) {
      try await site.intake(by: worker).preview(received)
    }
  }

  @Test func what_people_wrote_stays_when_a_return_comes_again() async throws {
    let site = try await Site()
    defer { site.remove() }
    let census = { (closed: String) in
      """
      <Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>
      <ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header><Children><Child>
      <ChildIdentifiers><LAchildID>77</LAchildID><PersonBirthDate>2014-03-04</PersonBirthDate>
      <Sex>F</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity>
      </ChildCharacteristics><CINdetails><CINreferralDate>2025-05-01</CINreferralDate>
      <ReferralSource>2A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>\(closed)
      <ReferralNFA>0</ReferralNFA></CINdetails></Child></Children></Message>
      """
    }
    try await site.take([("cin.xml", census(""))], year: "2025-26")
    let record = try #require(try await site.record(of: "77"))
    var referral = try #require(record[Referral.self].first)
    referral.fact.note = "The school rang: Ada had not eaten."
    let commit = Commit(
      by: Author("olive", through: "test"), at: Site.now, origin: .received,
      [
        Change(
          referral.id, replaces: referral.version, of: [record.subject], .put(referral.fact),
          reason: "added the note")
      ])
    _ = try await site.store.commit(commit, by: site.officer)
    let closure = """
      <CINclosureDate>2026-01-05</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>
      """
    try await site.take([("cin.xml", census(closure))], year: "2025-26")
    let after = try #require(try await site.record(of: "77"))
    #expect(after[Referral.self].map(\.note.text) == ["The school rang: Ada had not eaten."])
    #expect(after[SocialCareEpisode.self].map(\.to) == [Day(iso: "2026-01-05")])
  }
}

@Suite struct ReturnExportTests {
  @Test func the_sample_set_comes_in_and_goes_out_row_by_row() async throws {
    let site = try await Site()
    defer { site.remove() }
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Samples/ssda903-history").path(percentEncoded: false)
    let files = ReturnFiles(paths: [folder]).files.filter { $0.name.hasPrefix("2021-") }
    let given = ReturnFiles(uploads: files.map { ($0.name, $0.received) })
    let received = try #require(ReceivedReturn.read(given).returns.first)
    #expect(received.year.description == "2021-22")
    _ = try await site.intake().apply(received, decisions: .undecided)
    let made = try await ReturnExport(from: site.store, by: site.officer, at: Site.now)
      .ssda903(received.year)
    for file in files {
      let name = String(file.name.dropFirst(5))
      let written = try #require(made.files.first { $0.name == name })
      #expect(rows(written.text) == rows(String(decoding: file.bytes, as: UTF8.self)), "\(name)")
    }
  }

  private func rows(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(String.init).sorted()
  }
}
