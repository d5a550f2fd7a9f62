import CivilTime
import Testing

@testable import Returns

@Suite struct ProviderWorkbookTests {
  private func read(_ change: (inout WorkbookMaker) -> Void) throws -> (
    list: ProviderList, refusals: [Refusal], notes: [ReadingNote]
  ) {
    var maker = WorkbookMaker()
    maker.styles = [0, 14]
    change(&maker)
    var intake = ProviderIntake()
    var workbook = ProviderWorkbook(file: "list.xlsx")
    try workbook.read(try maker.bytes(), into: &intake)
    return (ProviderList(intake.providers), intake.refusals, workbook.notes)
  }

  private func shown(_ provider: Provider?) -> String {
    guard let provider else { return "none" }
    let codes = { (codes: [CellText]) in codes.map(\.description).joined(separator: "+") }
    return [
      codes(provider.placeCodes), codes(provider.providerCodes),
      provider.registrationEnd.day.british, provider.postcode.description,
    ].joined(separator: " ")
  }

  @Test func the_combined_workbook_is_read() throws {
    let (list, refusals, notes) = try read {
      $0.add("Contents", [["What is in this workbook"]])
      $0.add(
        "Providers",
        [
          ["List of providers as at 31 March 2026"], [],
          [
            "URN", "Local authority", "Placement code", "Placement provider code",
            "Deregistration date", "Setting address postcode",
          ],
          ["SC012345", "Leeds", "K1, U1/U4", "PR4", "=s=\"1\"><v>45747</v>", "ls1 4ap"],
          ["=><v>1234567</v>", "Leeds", "K2", "PR0,PR1", "-", "LS2  7EW"],
          ["SC012345", "Leeds", "K1", "PR5", "na", ""], [],
          ["SC1 is the first of the new numbers, which began in 2026"],
        ])
      $0.add(
        "SA providers",
        [
          ["URN", "Provider local authority", "Closed date", "Setting address postcode"],
          ["2700001", "Leeds", "01/02/2025", "LS3 1AA"],
        ])
    }
    #expect(refusals == [])
    #expect(
      list["SC012345"].map(shown) == [
        "K1+U1+U4 PR4 31/03/2025 LS14AP", "K1 PR5  ",
      ])
    #expect(shown(list["1234567"].first) == "K2 PR0+PR1  LS27EW")
    #expect(shown(list["2700001"].first) == "K3 PR4 01/02/2025 LS31AA")
    #expect(
      notes.map(\.text) == [
        "4 entries of providers were read.",
        "These sheets have no column URN and were not read: “Contents”.",
      ])
  }

  @Test func supported_accommodation_may_name_its_kind_of_provider() throws {
    let (list, _, _) = try read {
      $0.add(
        "SA Providers",
        [
          ["urn", "Closed Date", "Placement Provider Code", "Setting Address Postcode"],
          ["SC1", "", "PR5", "LS1 4AP"],
        ])
    }
    #expect(shown(list["SC1"].first) == "K3 PR5  LS14AP")
  }

  @Test func homes_are_read_with_the_codes_under_their_odd_names() throws {
    let (list, refusals, notes) = try read {
      $0.add(
        "Provider information",
        [
          [
            "URN", "Local Authority", "Provider Code", "Provider Placement Code", "Closed Date",
            "Setting Postcode",
          ],
          ["SC1", "Leeds", "K1", "PR4", "31/12/2024 00:00:00", "LS1 4AP"],
        ])
    }
    #expect(refusals == [])
    #expect(shown(list["SC1"].first) == "K1 PR4 31/12/2024 LS14AP")
    #expect(notes.count == 1)
  }

  @Test func codes_under_each_others_names_are_told_apart() throws {
    let (list, _, notes) = try read {
      $0.add(
        "Provider information",
        [
          ["URN", "Provider Code", "Provider Placement Code", "Setting Postcode"],
          ["SC1", "PR4", "K1", "LS1 4AP"], ["SC2", "PR5", "K2", "LS1 4AP"],
        ])
    }
    #expect(shown(list["SC1"].first) == "K1 PR4  LS14AP")
    #expect(notes.count { $0.weight == .warning } == 1)
  }

  @Test func addresses_on_a_sheet_of_their_own_are_joined_by_urn() throws {
    let (list, refusals, _) = try read {
      $0.add(
        "Settings and Inspection Info",
        [
          ["URN", "Provider Code", "Provider Placement Code", "Closed Date"],
          ["=><v>1001</v>", "K1", "PR4", "n/a"], ["SC2", "K2", "PR4", ""],
        ])
      $0.add("Address Details", [["URN", "Setting Postcode"], ["1001", "LS1 4AP"]])
    }
    #expect(refusals == [])
    #expect(shown(list["1001"].first) == "K1 PR4  LS14AP")
    #expect(shown(list["SC2"].first) == "K2 PR4  ")
  }

  @Test func open_and_closed_providers_stand_on_two_sheets() throws {
    let (list, _, _) = try read {
      $0.add(
        "Open",
        [
          [
            "URN", "Local authority", "Placement code", "Placement provider code",
            "Setting postcode",
          ],
          ["SC1", "Leeds", "U1", "PR1", "LS1 4AP"],
        ])
      $0.add(
        "Closed",
        [
          [
            "URN", "Placement code", "Placement provider code", "Deregistration date",
            "Setting postcode",
          ],
          ["SC2", "U1", "PR1", "=><v>45747</v>", "LS1 4AP"],
        ])
    }
    #expect(shown(list["SC1"].first) == "U1 PR1  LS14AP")
    #expect(shown(list["SC2"].first) == "U1 PR1 31/03/2025 LS14AP")
  }

  @Test(arguments: [
    (["", "K1", "PR4", "", "LS1 4AP"], "row, URN: there is no URN"),
    (
      ["SC1", "K1", "PR4", "soon", "LS1 4AP"],
      "value, Deregistration date “soon”: this is not a date; the provider is read without an end of "
        + "registration"
    ),
    (
      ["SC1", "K1", "PR4", "", "Leeds"],
      "value, Setting postcode “Leeds”: this is not a postcode; the provider is read without one"
    ),
  ])
  func a_bad_value_is_refused_and_the_rest_is_read(_ row: [String], _ message: String) throws {
    let (list, refusals, _) = try read {
      $0.add(
        "Providers",
        [
          [
            "URN", "Placement code", "Placement provider code", "Deregistration date",
            "Setting postcode",
          ],
          row, ["SC9", "K1", "PR4", "", "LS1 4AP"],
        ])
    }
    #expect(refusals.count == 1)
    let refusal = try #require(refusals.first)
    let value = refusal.value.map { " “\($0)”" } ?? ""
    #expect("\(refusal.extent), \(refusal.field ?? "")\(value): \(refusal.reason)" == message)
    #expect(refusal.line == 2)
    #expect(refusal.table == "Providers")
    #expect(list["SC9"].count == 1)
    #expect(list["SC1"].count == (row[0].isEmpty ? 0 : 1))
  }

  @Test func a_workbook_without_providers_is_refused() {
    #expect(throws: Refusal.self) {
      try read { $0.add("Budget", [["Year", "Amount"], ["2026", "1"]]) }
    }
  }

  @Test(arguments: [
    ("K1,U1", ["K1", "U1"]), ("k1 / u1", ["K1", "U1"]), (" K1 ,, ", ["K1"]), ("-", []), ("n/a", []),
    ("", []), ("K1\nU1;U2", ["K1", "U1", "U2"]),
  ])
  func lists_of_codes_are_split(_ text: String, _ codes: [String]) {
    #expect(ProviderIntake.codes(text).map(\.description) == codes)
  }
}
