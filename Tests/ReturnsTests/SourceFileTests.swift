import Testing

@testable import Returns

@Suite struct SourceFileTests {
  private func file(_ bytes: [UInt8]) throws(Refusal) -> SourceFile {
    try SourceFile(name: "header.csv", bytes: bytes)
  }

  private func text(_ file: SourceFile) -> String {
    String(decoding: file.bytes[file.textStart...], as: UTF8.self)
  }

  @Test func plain_utf8_is_taken_as_it_is() throws {
    let file = try file(Array("CHILD\nZoë\n".utf8))
    #expect(file.encoding == .utf8)
    #expect(file.notes.isEmpty)
    #expect(text(file) == "CHILD\nZoë\n")
  }

  @Test func a_byte_order_mark_is_no_part_of_the_first_column() throws {
    let file = try file([0xEF, 0xBB, 0xBF] + Array("CHILD\n1\n".utf8))
    #expect(file.encoding == .utf8WithMark)
    #expect(text(file) == "CHILD\n1\n")
    #expect(file.received.count == 11)
  }

  @Test func windows_1252_is_converted_and_said() throws {
    let file = try file(Array("CHILD\nZo".utf8) + [0xEB, 0x20, 0x80, 0x0A, 0x92, 0x0A])
    #expect(file.encoding == .windows1252)
    #expect(text(file) == "CHILD\nZoë €\n’\n")
    #expect(file.received.count == 14)
    #expect(
      file.notes.map(\.text) == [
        "The file is not in UTF-8. It was read as Windows-1252. Check names with accents, such as "
          + "those on line 2, 3."
      ])
  }

  @Test func lines_in_two_encodings_are_each_read_as_what_they_are() throws {
    let file = try file(Array("CHILD\nZoë\nZo".utf8) + [0xEB] + Array("\n".utf8))
    #expect(file.encoding == .mixed)
    #expect(text(file) == "CHILD\nZoë\nZoë\n")
    #expect(file.notes.first?.weight == .warning)
    #expect(file.notes.first?.line == 3)
  }

  @Test(arguments: [true, false])
  func utf_16_is_converted(littleEndian: Bool) throws {
    let units = Array("\u{FEFF}CHILD\nZoë 😀\n".utf16)
    let bytes = units.flatMap { unit in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return littleEndian ? pair : pair.reversed()
    }
    let file = try file(bytes)
    #expect(file.encoding == .utf16)
    #expect(text(file) == "CHILD\nZoë 😀\n")
  }

  @Test(
    arguments: [
      ([], "the file is empty"),
      ([0xEF, 0xBB, 0xBF], "the file is empty"),
      (Array(" \r\n\t\n".utf8), "the file is empty"),
      (Array("CHILD\0DOB".utf8), "this is not a text file"),
      ([0xFF, 0xFE, 0x00, 0x00, 0x41, 0x00], "this is not a text file"),
      ([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00], "this is not a text file"),
      ([0xFF, 0xFE, 0x41], "this is not a text file"),
      (Array("%PDF-1.7\n".utf8), "this is a PDF"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "this is a spreadsheet"),
      ([0x1F, 0x8B, 0x08], "this is a packed file of a kind that Kith does not open"),
    ] as [([UInt8], String)])
  func what_is_not_text_is_refused(bytes: [UInt8], reason: String) throws {
    let refusal = #expect(throws: Refusal.self) { try file(bytes) }
    #expect(refusal?.reason == reason)
    #expect(refusal?.extent == .file)
    #expect(refusal?.description.hasPrefix("header.csv: \(reason). Expected ") == true)
  }

  @Test(
    arguments: [
      ([0x41, 0xC3, 0xA9], true), ([0xE2, 0x82, 0xAC], true), ([0xF0, 0x9F, 0x98, 0x80], true),
      ([0xC0, 0x80], false), ([0xC3], false), ([0xE0, 0x80, 0x80], false),
      ([0xED, 0xA0, 0x80], false), ([0xF4, 0x90, 0x80, 0x80], false), ([0xF8, 0x88], false),
      ([0x80], false), ([0xE2, 0x82], false), ([0xF0, 0x9F, 0x98], false),
    ] as [([UInt8], Bool)])
  func utf8_is_checked_as_unicode_defines_it(bytes: [UInt8], isValid: Bool) {
    #expect(TextDecoding.isUTF8(bytes[...]) == isValid)
    let long = Array("0123456789".utf8) + bytes + Array("0123456789".utf8)
    #expect(TextDecoding.isUTF8(long[...]) == isValid)
  }
}
