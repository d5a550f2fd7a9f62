import CaseworkPages
import Store
import Testing

@testable import Web

@Suite struct ReferenceRouteTests {
  let site: TestSite

  init() async throws { site = try await TestSite() }

  private func send(
    _ files: [(name: String, text: String)], by client: TestClient
  ) async throws -> Answer {
    let page = try await client.get("/reference")
    return try await client.send(
      files: files, field: ReferencePage.filesField, to: "/reference", on: page, [:])
  }

  @Test(arguments: ["wren", "moss", "sorrel"])
  func only_who_may_import_sees_and_replaces_reference_data(user: String) async throws {
    #expect(try await site.client(as: user).get("/reference").status == 403)
  }

  @Test func lists_are_sent_in_shown_and_switch_rules_on() async throws {
    let client = try await site.client(as: "data")
    let before = try await client.get("/reference").text
    #expect(before.contains("Nothing is here yet") && before.contains("/rules/ssda903/219"))
    #expect(try await client.get("/findings").text.contains("no list of providers"))
    let answer = try await send(
      [
        ("providers.csv", "URN,PLACE_CODES,PROVIDER_CODES,REG_END,POSTCODE\nSC1,K1,PR4,,\n"),
        ("postcodes.csv", "POSTCODE,LAUA,EASTING,NORTHING\nLS1 4AP,E08000035,1,1\nx,E,1,1\n"),
      ], by: client)
    #expect(answer.status == 200)
    #expect(answer.text.contains("Replaced: Postcodes, Providers."))
    #expect(answer.text.contains("postcodes.csv") && answer.text.contains("line 3"))
    let lists = try await site.store.references()
    #expect(lists.map(\.receivedBy) == ["data", "data"])
    #expect(!(try await client.get("/findings").text.contains("no list of providers")))
  }

  @Test func files_that_are_no_reference_data_are_refused_and_nothing_is_replaced() async throws {
    let client = try await site.client(as: "data")
    for files in [[("", "")], [("notes.csv", "a,b\n")], [("postcodes.csv", "A,B\n1,2\n")]] {
      let answer = try await send(files, by: client)
      #expect(answer.status == 422, "\(files)")
      #expect(answer.text.contains("There is a problem"))
    }
    #expect(try await site.store.references().isEmpty)
  }
}
