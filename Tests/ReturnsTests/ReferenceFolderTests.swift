import CivilTime
import Foundation
import Testing

@testable import Returns

@Suite struct ReferenceFolderTests {
  private let day = Day(year: 2026, month: 3, day: 31) ?? .unset

  private func read(_ folder: TemporaryFolder, builtIn: ReferenceData = ReferenceData())
    -> ReferenceFolder
  {
    ReferenceFolder(path: folder.path, on: day, builtIn: builtIn)
  }

  @Test func each_file_replaces_what_is_built_in() throws {
    let folder = try TemporaryFolder()
    let builtIn = try ReferenceData.builtIn(on: day)
    #expect(
      read(folder, builtIn: builtIn).data.authorities?.authority(of: "E07000008") == "E10000003")
    #expect(read(folder, builtIn: builtIn).data.postcodes == nil)

    _ = try folder.write("Authorities.CSV", "District,Authority\nE07000008,E06000001\n")
    _ = try folder.write(
      "ONSPD_MAY_2026_UK.csv", "pcds,oslaua,oseast1m,osnrth1m\nCB1 1AA,E07000008,545000,258000\n")
    _ = try folder.write(
      "providers.csv",
      "URN,PLACE_CODES,PROVIDER_CODES,REG_END,POSTCODE\nsc1,\"K1,u1\",PR4,,cb1 1aa\n")
    let given = read(folder, builtIn: builtIn)
    #expect(given.refusals == [])
    #expect(given.data.authorities?.authority(of: "E07000008") == "E06000001")
    #expect(given.data.authorities?.authority(of: "E07000009") == nil)
    #expect(given.data.postcodes?.place(of: "CB11AA")?.easting == 545_000)
    let provider = try #require(given.data.providers?["SC1"].first)
    #expect(provider.placeCodes == ["K1", "U1"])
    #expect(provider.authority == "E06000001")
    #expect(given.data.authority(ofPostcode: "CB11AA") == "E06000001")
    #expect(
      given.notes.map(\.description) == [
        "Authorities.CSV: 1 row about a district was read.",
        "ONSPD_MAY_2026_UK.csv: 1 postcode was read.",
        "providers.csv: 1 entry of a provider was read.",
      ])
  }

  @Test func one_bad_file_leaves_the_rest_and_what_is_built_in() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("authorities.csv", "A,B\n1,2\n")
    _ = try folder.write("postcodes.csv", "")
    _ = try folder.write("providers.csv", "URN\nSC1\n")
    _ = try folder.write("list.xlsx", "no workbook")
    _ = try folder.write("postcode.csv", "x")
    let given = read(folder, builtIn: try .builtIn(on: day))
    #expect(
      given.refusals.map { "\($0.file): \($0.reason)" } == [
        "authorities.csv: there is no such column", "postcodes.csv: the file is empty",
        "list.xlsx: this is not a workbook",
      ])
    #expect(given.data.authorities?.authority(of: "E07000008") == "E10000003")
    #expect(given.data.providers?.count == 1)
    #expect(given.notes.map(\.file).contains("postcode.csv"))
  }

  @Test func a_path_that_is_no_folder_is_refused() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("postcodes.csv", "x")
    for (path, reason) in [
      (folder.path + "/none", "there is no such file or folder"), (file, "this is a file"),
    ] {
      let given = ReferenceFolder(path: path, on: day, builtIn: ReferenceData())
      #expect(given.refusals.map(\.reason) == [reason])
    }
  }

  @Test(arguments: [
    ("E07000001,", "there is no code"), (",E10000001", "there is no code"),
    ("E07000001,E10000001 or E10000002", "this is not a code"),
    ("E07000001,E10000001,1 April,", "this is not a date"),
    ("E07000001,E10000001,01/04/2020,31/03/2020", "it ends before it begins"),
    ("E07000008,E10000009", "line 2 gives this district another authority, and was kept"),
  ])
  func a_bad_row_of_authorities_is_refused(_ row: String, _ reason: String) throws {
    let folder = try TemporaryFolder()
    let cells = row + String(repeating: ",", count: 3 - row.count { $0 == "," })
    _ = try folder.write(
      "authorities.csv",
      "DISTRICT,AUTHORITY,FROM,TO\nE07000008,E10000003,,\n\(cells)\nE07000009,E10000003,,\n")
    let given = read(folder)
    #expect(given.refusals.map(\.reason) == [reason])
    #expect(given.refusals.first?.line == 3)
    #expect(given.data.authorities?.authority(of: "E07000008") == "E10000003")
    #expect(given.data.authorities?.authority(of: "E07000009") == "E10000003")
  }
}

@Suite struct AuthorityTests {
  /// Over years in which the authority of a district changed.
  @Test(arguments: [
    ("E07000026", "2023-03-31", "E10000006"), ("E07000026", "2023-04-01", "E06000063"),
    ("E06000063", "2023-03-31", "E10000006"), ("E06000063", "2026-03-31", "E06000063"),
    ("E07000027", "2024-03-31", "E06000064"), ("E07000165", "2022-03-31", "E10000023"),
    ("E06000065", "2024-03-31", "E06000065"), ("E07000246", "2023-03-31", "E10000027"),
    ("E07000190", "2025-03-31", "E06000066"), ("E07000150", "2021-04-01", "E06000061"),
    ("E07000154", "2021-04-01", "E06000062"), ("E07000004", "2020-04-01", "E06000060"),
    ("E07000048", "2019-03-31", "E10000009"), ("E07000048", "2019-04-01", "E06000058"),
    ("E06000029", "2026-03-31", "E06000058"), ("E06000029", "2019-03-31", "E06000029"),
    ("E07000242", "2026-03-31", "E10000015"), ("E07000244", "2026-03-31", "E10000029"),
    ("E08000020", "2026-03-31", "E08000037"), ("E08000038", "2026-03-31", "E08000016"),
    ("E08000035", "2026-03-31", "E08000035"), ("E09000001", "2026-03-31", "E09000001"),
    ("W06000015", "2026-03-31", "WAL"), ("S12000033", "2026-03-31", "SCO"),
    ("N09000003", "2026-03-31", "NIR"),
  ])
  func a_district_has_the_authority_of_the_day(
    _ district: String, _ day: String, _ authority: String
  ) throws {
    let directory = try AuthorityChanges.england().directory(on: try #require(Day(iso: day)))
    #expect(directory.authority(of: CellText(district)) == CellText(authority))
  }

  @Test(arguments: ["E07999999", "E10000003", "L99999999", "X", ""])
  func other_codes_have_no_authority(_ district: String) throws {
    let directory = try AuthorityChanges.england().directory(
      on: try #require(Day(iso: "2026-03-31")))
    #expect(directory.authority(of: CellText(district)) == nil)
  }

  @Test func every_district_leads_to_an_authority_of_the_register_in_every_year() throws {
    let changes = try AuthorityChanges.england()
    let register = try AuthorityRegister.england()
    let districts = Set(changes.entries.map(\.district)).filter { $0.starts(with: "E07") }
    #expect(districts.count == 208)
    for year in 2018...2027 {
      let day = Day(year: year, month: 3, day: 31) ?? .unset
      let directory = changes.directory(on: day)
      for district in districts {
        let authority = try #require(directory.authority(of: district))
        #expect(register[authority] != nil, "\(district) in \(year)")
      }
      // Nothing leads in a circle, so that former and present codes meet.
      for entry in changes.entries {
        let code = directory.code(of: entry.district)
        #expect(directory.code(of: code) == code, "\(entry.district) in \(year)")
      }
    }
  }

  @Test(arguments: [
    ("383", "Leeds"), ("E08000035", "Leeds"), (" e08000035 ", "Leeds"), ("E08000020", "Gateshead"),
    ("815", "North Yorkshire"), ("E10000023", "North Yorkshire"), ("909", "Cumbria"),
  ])
  func an_authority_is_found_by_number_and_by_code(_ text: String, _ name: String) throws {
    #expect(try AuthorityRegister.england()[text]?.name == name)
  }

  @Test func the_register_knows_who_came_after() throws {
    let register = try AuthorityRegister.england()
    #expect(register.authorities.count { $0.isCurrent } == 153)
    #expect(register["909"]?.successors == ["942", "943"])
    #expect(register["909"]?.isCurrent == false)
    for text in ["", "38", "3833", "E99999999", "Leeds"] { #expect(register[text] == nil) }
  }
}
