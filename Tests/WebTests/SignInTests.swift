import Foundation
import HTTPTypes
import Secrets
import Testing

@testable import Web

@Suite struct SignInTests {
  @Test func a_person_signs_in_and_out() async throws {
    let client = try await TestSite().client()
    let sent = try await client.get("/")
    #expect(sent.status == 303)
    #expect(sent.location == "/sign-in")
    let page = try await client.get("/sign-in")
    #expect(page.status == 200)
    let answer = try await client.submit(
      "/sign-in", on: page, ["user": " Wren ", "password": TestSite.password])
    #expect(answer.status == 303)
    #expect(answer.location == "/")
    let home = try await client.get("/")
    #expect(home.status == 200)
    #expect(home.text.contains("Wren Fable"))
    let out = try await client.submit("/sign-out", on: home)
    #expect(out.location == "/sign-in?because=signed-out")
    #expect(
      try await client.get("/sign-in?because=signed-out").text.contains("You have signed out"))
    #expect(try await client.get("/").status == 303)
  }

  @Test func signing_out_ends_the_session_for_whoever_kept_the_cookie() async throws {
    let client = try await TestSite().client(as: "wren")
    let cookies = client.cookies
    _ = try await client.submit("/sign-out", on: client.get("/"))
    client.cookies = cookies
    #expect(try await client.get("/").status == 303)
  }

  @Test func the_cookie_is_for_this_service_alone() async throws {
    let plain = try await TestSite().client().signIn("wren")
    let cookie = try #require(plain.headers[.setCookie])
    #expect(cookie.hasPrefix("kith-session="))
    #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Lax"))
    let secure = try await TestSite { $0.behindTLS = true }.client().signIn("wren")
    let cookieOverTLS = try #require(secure.headers[.setCookie])
    #expect(cookieOverTLS.hasPrefix("__Host-kith-session="))
    #expect(cookieOverTLS.hasSuffix("; Path=/; HttpOnly; SameSite=Lax; Secure"))
    #expect(secure.headers[.strictTransportSecurity] != nil)
  }

  @Test func the_store_never_holds_the_secret_of_the_cookie() async throws {
    let site = try await TestSite()
    let client = try await site.client(as: "wren")
    let secret = try #require(client.cookies["kith-session"])
    let token = try #require(
      try await client.get("/drafts").forms.first?.fields.first { $0.name == "csrf" }?.value)
    let stored = try site.stored()
    #expect(stored.firstRange(of: Array(token.utf8)) != nil)
    #expect(stored.firstRange(of: Array(secret.utf8)) == nil)
    #expect(stored.firstRange(of: try #require(Hexadecimal.bytes(secret))) == nil)
  }

  @Test func each_sign_in_is_a_new_session_and_ends_the_old_one() async throws {
    let site = try await TestSite()
    let client = try await site.client(as: "wren")
    let first = client.cookies
    let other = try site.client()
    other.cookies = first
    // Somebody who is signed in already is sent on; the form is still taken.
    #expect(try await other.get("/sign-in").location == "/")
    let page = try await site.client().get("/sign-in")
    other.cookies["kith-sign-in"] = page.forms.first?.fields.first { $0.name == "csrf" }?.value
    let answer = try await other.submit(
      "/sign-in", on: page, ["user": "wren", "password": TestSite.password])
    #expect(answer.status == 303)
    #expect(other.cookies["kith-session"] != first["kith-session"])
    #expect(try await client.get("/").status == 303)
  }

  @Test(arguments: [
    ("wren", "wrong"), ("nobody", "wrong"), ("nobody", TestSite.password), ("gone", "wrong"),
    ("gone", TestSite.password),
  ])
  func every_refusal_reads_the_same(user: String, password: String) async throws {
    let site = try await TestSite()
    try await site.disable("gone")
    let answer = try await site.client().signIn(user, password: password)
    #expect(answer.status == 422)
    #expect(answer.headers[.setCookie] == nil)
    let reference = try await site.client().signIn("wren", password: "nonsense")
    func words(_ answer: Answer) -> String {
      PageForm.all(in: answer.text).reduce(answer.text) { text, form in
        form.fields.reduce(text) { $0.replacing($1.value, with: "") }
      }
    }
    #expect(words(answer) == words(reference))
  }

  @Test func wrong_passwords_are_limited_for_a_user_until_a_time_that_is_said() async throws {
    let site = try await TestSite { $0.signIn.perUser = 3 }
    let client = try site.client()
    for _ in 0..<3 { #expect(try await client.signIn("wren", password: "no").status == 422) }
    let refused = try await client.signIn("wren")
    #expect(refused.status == 429)
    // The clock of the tests stands at 10:30; windows are quarters of an hour.
    #expect(refused.text.contains("Try again after 4 March 2026 at 10:45am"))
    #expect(refused.headers[.retryAfter] == "901")
    // From anywhere, after a restart too; others are not touched.
    #expect(try await site.client(peer: "192.0.2.9").signIn("wren").status == 429)
    #expect(try await client.signIn("moss").status == 303)
    site.clock.advance(minutes: 15)
    #expect(try await site.client().signIn("wren").status == 303)
  }

  @Test func a_right_password_forgives_the_wrong_ones() async throws {
    let client = try await TestSite { $0.signIn.perUser = 3 }.client()
    for _ in 0..<3 {
      for _ in 0..<2 { #expect(try await client.signIn("wren", password: "no").status == 422) }
      #expect(try await client.signIn("wren").status == 303)
      client.cookies = [:]
    }
  }

  @Test func guesses_from_one_address_are_limited_whatever_the_user() async throws {
    let site = try await TestSite { $0.signIn.perAddress = 3 }
    for user in ["a", "b", "c"] {
      #expect(try await site.client().signIn(user, password: "no").status == 422)
    }
    #expect(try await site.client().signIn("wren").status == 429)
    #expect(try await site.client(peer: "192.0.2.2").signIn("wren").status == 303)
  }

  @Test func the_forwarded_address_counts_only_from_a_trusted_proxy() async throws {
    for (trusted, expected) in [("10.0.0.0/8", 429), ("192.0.2.0/24", 303)] {
      let site = try await TestSite {
        $0.signIn.perAddress = 1
        $0.trustedProxies = [NetworkRange(trusted)].compactMap { $0 }
      }
      let forwarded = HTTPField.Name.constant("X-Forwarded-For")
      func signIn(from address: String, _ password: String) async throws -> Int {
        let client = try site.client()
        let page = try await client.get("/sign-in")
        return try await client.submit(
          "/sign-in", on: page, ["user": "wren", "password": password],
          headers: [forwarded: "203.0.113.7, \(address)"]
        ).status
      }
      #expect(try await signIn(from: "198.51.100.1", "no") == 422)
      #expect(try await signIn(from: "198.51.100.2", TestSite.password) == expected)
    }
  }

  @Test func signing_in_leads_back_to_where_you_were() async throws {
    let client = try await TestSite().client()
    let sent = try await client.get("/drafts?page=2")
    let location = try #require(sent.location)
    #expect(location == "/sign-in?next=%2Fdrafts%3Fpage%3D2")
    #expect(try await client.signIn("wren", at: location).location == "/drafts?page=2")
  }

  @Test(arguments: [
    "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example",
    "javascript:alert(1)", "evil", "/\t/evil.example", "",
  ])
  func signing_in_never_leads_to_another_site(next: String) async throws {
    let client = try await TestSite().client()
    let page = try await client.get("/sign-in")
    let answer = try await client.submit(
      "/sign-in", on: page, ["user": "wren", "password": TestSite.password, "next": next])
    #expect(answer.status == 303)
    #expect(answer.location == "/")
    client.cookies["kith-session"] = nil
    let link = "/sign-in?" + URLEncoding.text(of: [.init("next", next)])
    #expect(try await client.signIn("wren", at: link).location == "/")
  }

  @Test func the_sign_in_form_needs_its_own_token() async throws {
    let client = try await TestSite().client()
    let page = try await client.get("/sign-in")
    let answers: KeyValuePairs = [
      "user": "wren", "password": TestSite.password, "csrf": String(repeating: "0", count: 64),
    ]
    #expect(try await client.submit("/sign-in", on: page, answers).status == 403)
    client.cookies = [:]
    let without = try await client.submit(
      "/sign-in", on: page, ["user": "wren", "password": TestSite.password])
    #expect(without.status == 403)
    #expect(without.text.contains("Allow cookies"))
  }

  @Test func many_may_sign_in_at_once() async throws {
    let site = try await TestSite()
    let server = try site.server()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask { try await TestClient(server, of: site).signIn("wren").status }
      }
      for try await status in group { #expect(status == 303 || status == 429) }
    }
  }
}
