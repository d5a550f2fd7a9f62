import CivilTime
import Foundation
import Testing

@Suite struct TextCodableTests {
  @Test func a_day_is_written_as_its_text_and_read_from_nothing_else() throws {
    let day = try #require(Day(iso: "2026-03-31"))
    #expect(String(decoding: try JSONEncoder().encode([day]), as: UTF8.self) == "[\"2026-03-31\"]")
    #expect(try JSONDecoder().decode([Day].self, from: Data("[\"2026-03-31\"]".utf8)) == [day])
    for text in ["31/03/2026", "2026-02-30", ""] {
      let refused = #expect(throws: DecodingError.self) {
        try JSONDecoder().decode([Day].self, from: Data("[\"\(text)\"]".utf8))
      }
      let words = "\"\(text)\" is not a day such as 2026-03-31"
      #expect(
        refused.map { "\($0)".contains(words) || String(reflecting: $0).contains("2026-03-31") }
          == true)
    }
  }
}
