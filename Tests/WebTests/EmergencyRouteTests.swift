import CaseworkPages
import Foundation
import Secrets
import Store
import Testing

@testable import Web

@Suite struct EmergencyRouteTests {
  static let passphrase = "lantern orchard copper tide"

  @Test func a_manager_sets_a_passphrase_that_is_kept_nowhere() async throws {
    let site = try await TestSite()
    let client = try await site.client(as: "moss")
    let page = try await client.get("/emergency")
    #expect(page.text.contains("Nobody. No pack can be made"))
    let set = try await client.submit(
      "/emergency/passphrase", on: page, ["passphrase": Self.passphrase, "again": Self.passphrase])
    #expect(set.location == "/emergency?set=yes")
    let after = try await client.follow(set)
    #expect(after.text.contains("Your emergency passphrase is set"))
    #expect(after.text.contains("Moss Fable"))
    #expect(try site.stored().range(of: Data(Self.passphrase.utf8)) == nil)
    let keys = try await site.store.packKeys(for: site.reading("data"))
    #expect(keys.count == 1)
    #expect(keys[0].key.privateKey.open(with: Self.passphrase) != nil)

    let gone = try await client.submit("/emergency/withdraw", on: after)
    #expect(gone.location == "/emergency")
    #expect(try await client.get("/emergency").text.contains("Nobody. No pack can be made"))
    #expect(try await client.get("/emergency").text.contains("withdrawn on"))
    #expect(try await client.submit("/emergency/withdraw", on: after).status == 404)
  }

  @Test(arguments: [
    ("", "", "Enter an emergency passphrase"), ("short", "short", "at least 16"),
    (passphrase, passphrase + "s", "The two are not the same"),
    ("moss orchard copper tide", "moss orchard copper tide", "easily guessed"),
  ])
  func what_is_not_good_enough_is_refused_and_not_sent_back(
    passphrase: String, again: String, words: String
  ) async throws {
    let site = try await TestSite()
    let client = try await site.client(as: "moss")
    let answer = try await client.submit(
      "/emergency/passphrase", on: client.get("/emergency"),
      ["passphrase": passphrase, "again": again])
    #expect(answer.status == 422)
    #expect(answer.text.contains(words))
    #expect(passphrase.isEmpty || !answer.text.contains("\"\(passphrase)\""))
    #expect(try await site.store.packKeys(for: site.reading("data")).isEmpty)
  }

  @Test(arguments: [("data", 200), ("wren", 403), ("sorrel", 403)])
  func others_set_none(user: String, status: Int) async throws {
    let site = try await TestSite()
    let client = try await site.client(as: user)
    let page = try await client.get("/emergency")
    #expect(page.status == status)
    #expect(!page.forms.contains { $0.action == "/emergency/passphrase" })
    let token = try #require(
      try await client.get("/drafts").forms.first?.fields.first { $0.name == "csrf" })
    let forced = try await client.post(
      "/emergency/passphrase",
      [token, .init("passphrase", Self.passphrase), .init("again", Self.passphrase)])
    #expect(forced.status == 403)
    #expect(try await site.store.packKeys(for: site.reading("data")).isEmpty)
  }

  @Test func a_store_that_refuses_does_not_bring_the_passphrase_back() async throws {
    let site = try await TestSite()
    let client = try await site.client(as: "moss")
    let page = try await client.get("/emergency")
    try await site.store.close()
    let answer = try await client.submit(
      "/emergency/passphrase", on: page, ["passphrase": Self.passphrase, "again": Self.passphrase])
    #expect(answer.status == 503)
    #expect(!answer.text.contains(Self.passphrase))
  }
}
