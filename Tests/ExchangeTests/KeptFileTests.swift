import Access
import CareRecord
import CivilTime
import Foundation
import Returns
import Store
import Testing

@testable import Exchange

/// A child's rows taken out of files as received: those rows and nothing else, or none.
@Suite struct KeptFileTests {
  private static let names = ChildNames([
    made("77", .laChildID), made("A123456789012", .upn),
  ])

  private static func made(
    _ value: String, _ scheme: Code<IdentifierScheme>
  ) -> PersonIdentifier {
    var identifier = PersonIdentifier()
    (identifier.scheme, identifier.value) = (scheme, value)
    return identifier
  }

  private func cut(_ text: String, _ returnName: String = "ssda903", name: String = "header.csv")
    -> ChildCut?
  {
    ChildCut(
      KeptFileTests.names, from: SubmissionFile(name: name, bytes: Array(text.utf8)),
      of: returnName)
  }

  private func text(_ cut: ChildCut?) throws -> String {
    String(decoding: try #require(cut).after.get(), as: UTF8.self)
  }

  private static let heading = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"

  @Test(arguments: ["\n", "\r\n"])
  func lines_of_the_child_go_and_every_other_byte_stays(end: String) throws {
    let lines = [
      KeptFileTests.heading, "\"76\",M,01/02/2013,WBRI,,,",
      "77,F,04/03/2014,WBRI,A123456789012,0,", "770,F,04/03/2015,WBRI,A999999999999,0,",
      " \"77\" ,F,04/03/2014,WBRI,A123456789012,0,",
    ]
    let found = cut(lines.map { $0 + end }.joined())
    #expect(found?.rows == 2)
    #expect(try text(found) == [lines[0], lines[1], lines[3]].map { $0 + end }.joined())
  }

  @Test func a_mark_and_old_letters_stay_as_they_were() throws {
    let start: [UInt8] = [0xEF, 0xBB, 0xBF] + Array((KeptFileTests.heading + "\n").utf8)
    let marked = start + Array("77,F,04/03/2014,WBRI,,0,\n".utf8)
    let found = ChildCut(
      KeptFileTests.names, from: SubmissionFile(name: "header.csv", bytes: marked), of: "ssda903")
    #expect(try found?.after.get() == start)
    // Windows-1252: an é of one byte.
    let list = Array("CHILD,DOB,REVIEW,REVIEW_CODE\n76,01/02/2013,04/05/2020,PN1\n".utf8)
    let old = list + Array("77,04/03/2014,04/05/2020,Caf".utf8) + [0xE9, 0x0A]
    let cut = ChildCut(
      KeptFileTests.names, from: SubmissionFile(name: "reviews.csv", bytes: old), of: "ssda903")
    #expect(try cut?.after.get() == list)
  }

  @Test func a_file_that_does_not_name_the_child_is_left_out() {
    #expect(cut(KeptFileTests.heading + "\n770,F,04/03/2014,WBRI,,0,\n") == nil)
    // The same digits in a column that is not the child's.
    #expect(
      cut(
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
          + "76,01/05/2025,S,C1,N1,U6,PR1,,,,ZZ1 1AA,ZZ2 2BB,77\n", name: "episodes.csv") == nil)
  }

  @Test func utf_16_stays_as_it_is_and_says_so() throws {
    let text = KeptFileTests.heading + "\n77,F,04/03/2014,WBRI,,0,\n"
    let units = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let bytes: [UInt8] = [0xFF, 0xFE] + units
    let found = ChildCut(
      KeptFileTests.names, from: SubmissionFile(name: "header.csv", bytes: bytes), of: "ssda903")
    #expect(found?.rows == 1)
    guard case .failure(let why) = found?.after else { throw Unexpected() }
    #expect(why.words.contains("UTF-16"))
  }

  @Test func census_elements_of_the_child_go_and_comments_fool_nobody() throws {
    func child(_ id: String, _ upn: String) -> String {
      """
        <Child>
          <ChildIdentifiers>
            <LAchildID>\(id)</LAchildID>
            <UPN>\(upn)</UPN>
            <PersonBirthDate>2014-03-04</PersonBirthDate>
          </ChildIdentifiers>
          <ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
        </Child>

      """
    }
    func message(_ children: String) -> String {
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Message>
        <Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>
          <ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>
        <!-- <Child><LAchildID>77</LAchildID></Child> -->
        <Children>
      \(children)  </Children>
      </Message>
      """
    }
    let (other, own) = (child("76", "B123456789012"), child("77", "A123456789012"))
    let found = cut(message(other + own), "cin", name: "census.xml")
    #expect(found?.rows == 1)
    let after = try text(found)
    #expect(!after.contains("A123456789012") && after.contains("B123456789012"))
    #expect(after.filter { !$0.isWhitespace } == message(other).filter { !$0.isWhitespace })
  }

  @Test func destroyed_children_are_absent_from_exports_and_undone_imports() async throws {
    try await Site.with { site in
      let old = "78,F,04/03/1914,WBRI,A123456789013,0,"
      let episode = "78,01/05/1925,S,C1,N1,U6,PR1,01/06/1926,E4A,,ZZ1 1AA,ZZ2 2BB,1234567"
      try await site.take(
        [Made.header(Made.ada, old), Made.episodes(Made.open, episode)], year: "2025-26")
      let reading = Reading(
        by: site.officer, at: Site.now, today: Site.now.inLondon.day, purpose: "test")
      let child = try #require(
        try await site.store.subjects(
          withIdentifiers: ["78"], scheme: .laChildID, for: reading)["78"])
      let review = try await site.store.retentionReview(of: child, for: reading)
      guard case .open = review.state else { throw Unexpected() }
      try await site.store.propose(child, because: "Over", for: reading)
      let manager = Reading(
        by: Person(
          user: "max", name: "Max Teasel", authority: .fictional, roles: [.teamManager],
          team: "North"), at: Site.now, today: Site.now.inLondon.day, purpose: "test")
      guard
        case .proposed(let proposal) = try await site.store.retentionReview(
          of: child, for: manager
        ).state
      else { throw Unexpected() }
      try await site.store.approve(
        child, proposal: proposal.number, because: "Agreed", for: manager)
      let files = try await KeptFileSearch.changes(
        of: review.identifiers, of: .fictional, in: site.store)
      #expect(files.map(\.rows) == [1, 1])
      let tombstone = try await site.store.destroy(child, files: files, for: manager)
      #expect(tombstone.files.allSatisfy { $0.wasTakenOut })
      let kept = try await site.store.files(of: 1).map { String(decoding: $0.bytes, as: UTF8.self) }
      #expect(kept.allSatisfy { !$0.contains("78,") && $0.contains("77,") })
      #expect(try await site.store.verify().findings == [])

      let year = try #require(CollectionYear("1925-26"))
      let written = try await ReturnExport(
        from: site.store, by: site.officer, at: Site.now
      ).ssda903(year)
      #expect(written.notes.contains { $0.text.contains("1 record that covered") })
      // Undoing the import takes back what is still there.
      let report = try await ImportUndo(
        .run(1), in: site.store, by: site.officer, clock: { Site.now }
      ).apply()
      #expect(report.changedChildren == 1)
      #expect(try await site.store.verify().findings == [])
    }
  }

  private struct Unexpected: Error {}
}
