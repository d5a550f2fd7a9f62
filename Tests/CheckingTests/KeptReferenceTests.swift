import Access
import CareRecord
import Checking
import CivilTime
import Foundation
import Returns
import Store
import Testing

/// Lists that a database keeps are looked up in by every check, and findings follow them.
@Suite struct KeptReferenceTests {
  private let year: CollectionYear = .ending(2026)

  @Test func what_is_kept_is_looked_up_in_and_replaced_kind_by_kind() async throws {
    try await Shelf.with { shelf in
      #expect(shelf.rules.reference?.digest == "")
      #expect(shelf.data(year).postcodes == nil)
      let keeping = try await shelf.keep([
        "postcodes.csv":
          "POSTCODE,LAUA,EASTING,NORTHING\nLS1 4AP,E08000035,429000,433000\nnone,E08000035,1,1\n",
        "providers.csv":
          "URN,PLACE_CODES,PROVIDER_CODES,REG_END,POSTCODE\nSC1,\"K1,U1\",PR4,31/03/2020,LS1 4AP\n",
      ])
      #expect(keeping.kept.map(\.kind) == ["postcodes", "providers"])
      #expect(keeping.refusals.map(\.value) == ["none"])
      #expect(shelf.rules.reference?.refresh() == true)
      #expect(shelf.rules.reference?.refresh() == false)
      let data = shelf.data(year)
      #expect(data.postcodes?.place(of: "LS14AP")?.easting == 429_000)
      #expect(data.postcodes?.place(of: "LS14AQ") == nil)
      let provider = try #require(data.providers?["SC1"].first)
      #expect(provider.placeCodes == ["K1", "U1"] && provider.authority == "E08000035")
      #expect(provider.registrationEnd.day == Day(iso: "2020-03-31"))
      #expect(data.authorities?.authority(of: "E07000008") == "E10000003")

      _ = try await shelf.keep(["authorities.csv": "DISTRICT,AUTHORITY\nE08000035,E06000001\n"])
      #expect(shelf.rules.reference?.refresh() == true)
      let changed = shelf.data(year)
      #expect(changed.authorities?.authority(of: "E08000035") == "E06000001")
      #expect(changed.providers?["SC1"].first?.authority == "E06000001")
      let lists = try await shelf.store.references()
      #expect(lists.map(\.kind) == ["authorities", "postcodes", "providers"])
      #expect(lists.map(\.rows) == [1, 1, 1])
      #expect(lists[1].refused == 1 && lists[1].refusals[0].contains("line 3"))
      #expect(lists[1].receivedBy == "olive" && lists[1].name == "postcodes.csv")
    }
  }

  @Test func the_same_lists_again_are_the_same_and_a_bad_file_replaces_nothing() async throws {
    try await Shelf.with { shelf in
      let files = ["postcodes.csv": "POSTCODE,LAUA,EASTING,NORTHING\nLS1 4AP,E08000035,1,1\n"]
      _ = try await shelf.keep(files)
      let digest = try await shelf.store.references().map(\.digest)
      _ = try await shelf.keep(files)
      #expect(try await shelf.store.references().map(\.digest) == digest)
      let bad = try await shelf.keep(["postcodes.csv": "A,B\n1,2\n"])
      #expect(bad.kept.isEmpty && bad.refusals.count == 1)
      #expect(try await shelf.store.references().map(\.digest) == digest)
    }
  }

  @Test func more_than_one_piece_is_put_together_again() async throws {
    try await Shelf.with { shelf in
      var text = "POSTCODE,LAUA,EASTING,NORTHING\n"
      for number in 0..<120_000 { text += "\(Shelf.postcode(number)),E08000035,\(number),7\n" }
      _ = try await shelf.keep(["postcodes.csv": text])
      let list = try #require(try await shelf.store.references().first)
      #expect(list.size > 1 << 20 && list.rows == 120_000)
      _ = shelf.rules.reference?.refresh()
      let postcodes = try #require(shelf.data(year).postcodes)
      for number in stride(from: 0, to: 120_000, by: 997) {
        let code = CellText(Shelf.postcode(number)).withoutSpaces
        #expect(postcodes.place(of: code)?.easting == Int32(number))
      }
    }
  }

  @Test func findings_follow_the_lists_at_once_and_when_the_database_is_opened_again() async throws
  {
    try await Shelf.with { shelf in
      let changes = try LiveFindingTests.child(1, worker: "ann", team: "North")
      _ = try await shelf.store.commit(
        LiveFindingTests.commit(changes), by: LiveFindingTests.officer)
      let without = try await shelf.findings()
      let undecided = Set(shelf.undecided)
      #expect(undecided.contains("219"))
      // The placement's provider has no number that the list knows.
      _ = try await shelf.keep([
        "providers.csv": "URN,PLACE_CODES,PROVIDER_CODES,REG_END,POSTCODE\nSC1,K1,PR4,,\n"
      ])
      #expect(shelf.rules.reference?.refresh() == true)
      #expect(!shelf.undecided.contains("219"))
      let rules = shelf.rules
      try await shelf.store.remake(rules.projection(release: "test"))
      let with = try await shelf.findings()
      #expect(with.subtracting(without).isSubset(of: undecided))
      #expect(try await shelf.store.verify().findings == [])

      let again = try await shelf.reopened()
      #expect(try await again.findings() == with)
      _ = try await again.keep([
        "providers.csv": "URN,PLACE_CODES,PROVIDER_CODES,REG_END,POSTCODE\nSC2,K1,PR4,,\n"
      ])
      // Nobody made findings anew: opening does.
      let last = try await again.reopened()
      #expect(try await last.findings() == with)
      #expect(!last.undecided.contains("219"))
      try await last.store.close()
    }
  }

  @Test func files_are_checked_with_what_is_kept_and_a_folder_overrides_it() async throws {
    try await Shelf.with { shelf in
      _ = try await shelf.keep([
        "postcodes.csv": "POSTCODE,LAUA,EASTING,NORTHING\nLS1 4AP,E08000035,429000,433000\n"
      ])
      _ = shelf.rules.reference?.refresh()
      let episodes = """
        CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
        1,01/05/2025,S,C2,N1,U6,PR1,,,,LS1 4AP,ZZ9 9ZZ,1234567

        """
      var request = CheckRequest(
        ReturnFiles(uploads: [("episodes.csv", Array(episodes.utf8))]), today: Day(ordinal: 20_500))
      request.year = year
      request.codes = ["392c"]
      #expect(try await request.run().report.outcomes.map(\.status) == [.notRun])
      request.shelf = shelf.rules.reference
      let (report, _) = try await request.run()
      #expect(report.outcomes.map(\.status) == [.ran])
      #expect(report.findings.count == 1)
      let folder = try shelf.folder([
        "postcodes.csv":
          "POSTCODE,LAUA,EASTING,NORTHING\nLS1 4AP,E08000035,1,1\nZZ9 9ZZ,E08000035,1,1\n"
      ])
      request.referenceFolder = folder
      #expect(try await request.run().report.findings.count == 0)
    }
  }
}

/// A database, the rules that keep its findings true, and the lists that they look things up in.
private struct Shelf {
  let store: DatabaseStore
  let rules: LiveRules
  private let place: URL

  init(at place: URL) async throws {
    let address = DatabaseAddress(place.path(percentEncoded: false) + "kith.sqlite")
    self.place = place
    rules = LiveRules(
      of: .fictional,
      shelf: ReferenceShelf(DatabaseReferenceSource(address, authority: .fictional)))
    store = try await DatabaseStore.open(
      address, authority: .fictional, projections: [rules.projection(release: "test")],
      workingDays: .england(), clock: { LiveFindingTests.now })
  }

  static func with(_ test: (Shelf) async throws -> Void) async throws {
    let place = FileManager.default.temporaryDirectory
      .appending(path: "kith-shelf-\(UUID().uuidString)/")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    try await test(try await Shelf(at: place))
  }

  func reopened() async throws -> Shelf {
    try await store.close()
    return try await Shelf(at: place)
  }

  func folder(_ files: [String: String]) throws -> String {
    let folder = place.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    return folder.path(percentEncoded: false)
  }

  func keep(_ files: [String: String]) async throws -> ReferenceKeeping {
    try await ReferenceKeeping(
      folder: try folder(files), in: store, by: "olive", at: LiveFindingTests.now)
  }

  func data(_ year: CollectionYear) -> ReferenceData {
    rules.reference?.data(of: year) ?? ReferenceData()
  }

  var undecided: [String] {
    rules.checks(on: LiveFindingTests.today).flatMap(\.undecided).map(\.card.code)
  }

  func findings() async throws -> Set<String> {
    let page = try await store.findings(
      FindingList(), for: LiveFindingTests.reading(LiveFindingTests.officer))
    return Set(page.lines.map(\.finding.rule))
  }

  /// A made-up postcode of this number.
  static func postcode(_ number: Int) -> String {
    func letter(_ place: Int) -> String { String(UnicodeScalar(UInt8(65 + place % 26))) }
    let start = letter(number / 26 / 26 / 10 / 10) + letter(number / 26 / 26 / 10 / 10 / 26)
    return start + "\(number / 26 / 26 / 10 % 10) \(number / 26 / 26 % 10)"
      + letter(number / 26) + letter(number)
  }
}
