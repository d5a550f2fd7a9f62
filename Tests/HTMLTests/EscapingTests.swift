import CivilTime
import HTML
import Testing

@Suite struct EscapingTests {
  /// Text made to break out: everything that has a meaning in HTML, and what merely looks odd.
  private static let samples: [String] = {
    var random = SeededRandom(seed: 17)
    let alphabet =
      Array("<>\"'&=/`;#x \n\t\u{0}abcé漢😀\u{202E}-!?")
      + ["</", "&amp;", "<script>"]
      .flatMap { Array($0) }
    return (0..<400).map { _ in
      String(
        (0..<Int.random(in: 0...200, using: &random)).map { _ in
          alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        })
    }
  }()

  @Test(arguments: [0, 300, 700, 5_000])
  func an_element_is_the_same_however_much_is_in_it(_ count: Int) {
    let item = "<li class=\"a\">1 &lt; 2</li>"
    let list = div(class: "b") { ul { for _ in 0..<count { li(class: "a") { "1 < 2" } } } }
    let expected =
      "<div class=\"b\"><ul>" + String(repeating: item, count: count) + "</ul></div>"
    #expect(list.description == expected)
    #expect(
      textarea { String(repeating: "\n", count: count) }.description
        == "<textarea>\n" + String(repeating: "\n", count: count) + "</textarea>")
  }

  @Test func text_never_reaches_the_page_as_markup() {
    for sample in Self.samples {
      let html = p { sample }.description
      let inside = html.dropFirst("<p>".count).dropLast("</p>".count)
      #expect(html.hasPrefix("<p>") && html.hasSuffix("</p>"))
      #expect(isInert(inside))
      #expect(unescaped(inside) == sample.replacing("\u{0}", with: "\u{FFFD}"))
    }
  }

  @Test func attribute_values_never_end_early() {
    for sample in Self.samples {
      let html = img(.alt(sample)).description
      let inside = html.dropFirst("<img alt=\"".count).dropLast("\">".count)
      #expect(html.hasPrefix("<img alt=\"") && html.hasSuffix("\">"))
      #expect(isInert(inside))
      #expect(unescaped(inside) == sample.replacing("\u{0}", with: "\u{FFFD}"))
    }
  }

  @Test func classes_and_data_are_escaped_too() {
    let html = div(class: "a\"b", .data("note", "<x>"), .aria("label", "it's")) {}.description
    #expect(
      html == "<div class=\"a&quot;b\" data-note=\"&lt;x&gt;\" aria-label=\"it&#39;s\"></div>")
  }

  @Test(arguments: ["\nfirst line", "\n\n", "plain", "</textarea><script>"])
  func a_text_area_keeps_its_text_from_the_first_newline(text: String) {
    let html = textarea { text }.description
    // A browser drops one newline after the start tag; what is left is the text.
    let inside = html.dropFirst("<textarea>\n".count).dropLast("</textarea>".count)
    #expect(html.hasPrefix("<textarea>\n"))
    #expect(unescaped(inside) == text)
  }

  @Test func the_builder_puts_statements_in_order() {
    let isShown = true
    let absent: String? = nil
    let html = ul {
      for number in 1...3 where number != 2 { li { number } }
      if isShown { li { "shown" } } else { li { "hidden" } }
      if let absent { li { absent } }
      absent
      [li { "a" }, li { "b" }]
      br()
    }.description
    #expect(html == "<ul><li>1</li><li>3</li><li>shown</li><li>a</li><li>b</li><br></ul>")
  }

  @Test func a_day_is_spoken_and_exact_and_an_unset_one_is_nothing() throws {
    let day = try #require(Day(iso: "2026-03-04"))
    #expect(
      Markup { day }.description == "<time datetime=\"2026-03-04\">4 March 2026</time>")
    #expect(Markup { Day.unset }.isEmpty)
  }

  @Test func absent_attributes_write_nothing_and_flags_their_name() {
    let html = input(.id(nil), .none, .checked(false), .disabled(), .value("")).description
    #expect(html == "<input disabled value=\"\">")
  }

  private func isInert(_ text: some StringProtocol) -> Bool {
    guard !text.contains(where: { "<>\"'".contains($0) }) else { return false }
    return text.split(separator: "&", omittingEmptySubsequences: false).dropFirst().allSatisfy {
      part in ["amp;", "lt;", "gt;", "quot;", "#39;"].contains { part.hasPrefix($0) }
    }
  }

  private func unescaped(_ text: some StringProtocol) -> String {
    String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}
