import Access
import CareRecord
import CivilTime
import HTTPTypes
import Simulation
import Store
import Testing

@testable import Web

@Suite struct ChildrenRouteTests {
  let site: TestSite

  init() async throws { site = try await TestSite.withFamily() }

  @Test(arguments: [
    ("wren", ["Ada", "Ben", "Cal"]), ("moss", ["Ada", "Ben", "Cal"]), ("fern", []),
    ("data", ["Ada", "Ben", "Cal", "Dot"]),
  ])
  func lists_show_whom_one_answers_for(user: String, names: [String]) async throws {
    let client = try await site.client(as: user)
    for page in ["/children", "/children.csv"] {
      let answer = try await client.get(page)
      #expect(answer.status == 200)
      for name in ["Ada", "Ben", "Cal", "Dot"] {
        #expect(answer.text.contains(name + " Example") == names.contains(name), "\(page) \(name)")
      }
    }
  }

  @Test(arguments: ["/children", "/children.csv", "/search?q=Ada"])
  func a_custodian_sees_no_children(page: String) async throws {
    let answer = try await site.client(as: "sorrel").get(page)
    #expect(answer.status == 403)
    #expect(!answer.text.contains("Ada"))
  }

  @Test func the_spreadsheet_runs_nothing_and_is_logged() async throws {
    try await site.keep(child: 9, "=HYPERLINK(1) Ålund", worker: "wren", team: "North")
    let answer = try await site.client(as: "wren").get("/children.csv")
    #expect(answer.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
    #expect(answer.text.contains("'=HYPERLINK(1) Ålund"))
    #expect(!answer.text.contains("\n=HYPERLINK"))
    let reads = try await site.store.reads(by: "wren", for: site.reading("wren"))
    #expect(reads.contains { $0.purpose == "export of the list of children" && $0.found == 4 })
  }

  @Test func a_list_is_filtered_sorted_and_paged_by_its_address() async throws {
    let client = try await site.client(as: "wren")
    let sorted = try await client.get("/children?sort=name&direction=descending").text
    let order = ["Cal", "Ben", "Ada"].compactMap { sorted.firstRange(of: $0)?.lowerBound }
    #expect(order.count == 3 && order == order.sorted())
    #expect(!(try await client.get("/children?status=lookedAfter").text.contains("Ada Example")))
    #expect(try await client.get("/children?page=7&sort=nonsense&age=x").status == 200)
  }

  @Test func search_shows_the_minimum_of_those_who_are_not_mine() async throws {
    let client = try await site.client(as: "fern")
    let found = try await client.get("/search?q=Ada+Exmple").text
    #expect(found.contains("Ada Example"))
    #expect(found.contains("Give a reason to open"))
    #expect(!found.contains("4 March 2017"))
    #expect(try await client.get("/search").status == 200)
    #expect(try await client.get("/search?q=%3Cscript%3E").text.contains("&lt;script&gt;"))
  }

  @Test func every_page_of_made_up_families_opens() async throws {
    let today = site.clock.now.inLondon.day
    let made = try FictionalAuthority(
      children: 20, seed: 3, lastDay: today, authority: TestSite.authority,
      parameters: EnglandParameters(), names: FictionalNames(), workingDays: .england())
    let families = Array(made.families)
    for family in families {
      for commit in family.commits {
        _ = try await site.store.commit(
          Commit(by: commit.author, at: commit.known, origin: .received, commit.changes),
          by: TestSite.person("data"))
      }
    }
    let client = try await site.client(as: "data")
    for child in families.flatMap(\.children) {
      for path in RecordRouteTests.reading.dropLast() {
        let page = path.replacing(TestFamily.ada.id.text, with: child.id.text)
        for address in [page, page + "?known=2025-01-15"] where !path.hasSuffix("as-known") {
          #expect(try await client.get(address).status == 200, "\(address)")
        }
      }
      let record = try await site.record(child, as: "data")
      for fact in record.all.prefix(60) {
        let address = "/children/\(child.id.text)/facts/\(fact.id.text)"
        #expect(try await client.get(address).status == 200, "\(fact.kind.name)")
      }
    }
  }
}
