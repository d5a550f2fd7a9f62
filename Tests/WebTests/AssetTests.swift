import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite struct AssetTests {
  /// A folder such as set-up makes, with files in it that nobody may have.
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in [
      ("govuk-frontend-5.11.1.min.css", "a{}"), ("govuk-frontend-5.11.1.min.js", "1"),
      ("secret.txt", "secret"),
    ] {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    return folder
  }

  @Test func pages_load_their_files_under_addresses_that_may_be_kept_for_ever() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let site = try await TestSite { $0.govukFrontend = folder.path(percentEncoded: false) }
    let client = try site.client()
    let page = try await client.get("/sign-in").text
    let addresses = Set(
      page.components(between: "\"/assets/", and: "\"").map { "/assets/" + $0 })
    #expect(addresses.count == 5)
    for address in addresses {
      let answer = try await client.get(address)
      #expect(answer.status == 200)
      #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
      #expect(
        answer.headers[.contentType]?.hasPrefix(
          address.hasSuffix(".css")
            ? "text/css" : address.hasSuffix(".svg") ? "image/svg+xml" : "text/javascript") == true)
    }
    #expect(try Assets(govukFrontend: folder.path(percentEncoded: false)).advice == nil)
  }

  @Test(arguments: [
    "/assets/secret.txt", "/assets/../secret.txt", "/assets/..%2Fsecret.txt",
    "/assets/%2e%2e/secret.txt", "/assets//etc/passwd", "/assets/%2Fetc%2Fpasswd", "/assets/",
    "/assets", "/assets/kith.css", "/assets/..", "/assets/%00", "/assets/govuk-frontend.css",
  ])
  func nothing_else_can_be_had(path: String) async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let site = try await TestSite { $0.govukFrontend = folder.path(percentEncoded: false) }
    let answer = try await site.client().get(path)
    #expect(answer.status == 404)
    #expect(!answer.text.contains("secret"))
  }

  @Test func without_set_up_pages_work_and_the_start_says_what_to_do() async throws {
    let assets = try Assets(govukFrontend: "/nonexistent")
    #expect(assets.advice?.contains("make set-up") == true)
    #expect(try await TestSite().client().get("/sign-in").status == 200)
  }
}
