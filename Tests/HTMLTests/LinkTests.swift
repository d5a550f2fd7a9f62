import HTML
import Testing

@Suite struct LinkTests {
  @Test(arguments: [
    (Link("children", "17", "visits"), "/children/17/visits"),
    (Link(), "/"),
    (Link("a b", "50%", "é"), "/a%20b/50%25/%C3%A9"),
    (Link("children", "../admin"), "/children/..%2Fadmin"),
    ("/children/new", "/children/new"),
    ("/", "/"),
    (Link("children").appending("17"), "/children/17"),
    (Link().appending("children"), "/children"),
    (
      Link("children").adding("q", "o'neil & co").adding("q", "b"),
      "/children?q=o%27neil%20%26%20co&q=b"
    ),
    (Link("children").adding("page", "2").setting("page", "3"), "/children?page=3"),
    (Link("children").adding("page", "2").setting("page", nil), "/children"),
    (Link("c").adding("s", "a").adding("s", "b").removing("s", "a"), "/c?s=b"),
    (Link("children").at("notes"), "/children#notes"),
    (.place("main-content"), "#main-content"),
    (.email("help@example.org"), "mailto:help@example.org"),
    (.email("a?bcc=b@example.org"), "mailto:a%3Fbcc%3Db@example.org"),
    (.telephone("020 7946 0000"), "tel:02079460000"),
  ])
  func parts_are_encoded(link: Link, text: String) {
    #expect(link.text == text)
  }

  /// No part may become a scheme, another host, or a step up; browsers treat `%2e%2e` as `..`.
  @Test(arguments: ["javascript:alert(1)", "//evil.example", "\\\\evil.example", "", ".", ".."])
  func a_hostile_part_stays_a_part(part: String) {
    for link in [
      Link(part), Link(parts: [part, "x"]), Link("children", part), Link(stringLiteral: part),
    ] {
      #expect(link.text.hasPrefix("/"))
      #expect(!link.text.hasPrefix("//"))
      #expect(!link.text.contains(":") && !link.text.contains("\\"))
      #expect(!link.text.split(separator: "/").contains { $0 == ".." || $0 == "." })
    }
  }

  @Test func an_empty_part_does_not_lead_to_the_page_above() {
    #expect(Link("children", "", "delete").text == "/children/%25/delete")
  }

  @Test(arguments: ["/children", "/children?q=a&page=2", "/"])
  func a_path_from_outside_is_taken(text: String) {
    #expect(Link(untrustedPath: text)?.text == text)
  }

  @Test(arguments: [
    "", "children", "//evil.example", "/\\evil.example", "https://evil.example",
    "javascript:alert(1)",
    "/a b", "/a\nb", "/\t/evil.example", "/é", "/a#b",
  ])
  func what_could_leave_the_service_is_refused(text: String) {
    #expect(Link(untrustedPath: text) == nil)
  }

  @Test func a_path_from_outside_can_be_built_on() {
    #expect(Link(untrustedPath: "/c?q=a")?.setting("page", "2").text == "/c?q=a&page=2")
  }

  @Test(arguments: [
    ("https://www.gov.uk/x?y=1", true), ("http://example.org", true), ("HTTPS://example.org", true),
    ("javascript:alert(1)", false), ("https://", false), ("https:///x", false),
    (" https://example.org", false),
    ("data:text/html,x", false), ("https://a b", false),
  ])
  func another_site_must_be_a_web_address(text: String, isTaken: Bool) {
    #expect((Link(web: text) != nil) == isTaken)
  }

  @Test func addresses_are_escaped_in_attributes() {
    let link = Link("c").adding("a", "1").adding("b", "2")
    #expect(a(.href(link)) { "x" }.description == "<a href=\"/c?a=1&amp;b=2\">x</a>")
  }
}
