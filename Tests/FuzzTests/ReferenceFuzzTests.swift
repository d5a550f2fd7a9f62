import CivilTime
import Foundation
import Testing

@testable import Returns

/// Lists of providers, postcodes and authorities come from others; whatever is in them, what can be
/// read is read.
@Suite struct ReferenceFuzzTests {
  private func readWorkbook(_ bytes: [UInt8]) {
    var workbook = ProviderWorkbook(file: "providers.xlsx")
    var intake = ProviderIntake()
    do throws(Refusal) {
      try workbook.read(bytes, into: &intake)
    } catch {
      #expect(!error.reason.isEmpty)
    }
    for refusal in intake.refusals { #expect(!refusal.reason.isEmpty) }
  }

  @Test func workbooks_of_providers() async throws {
    let samples = try Fuzzing.samples("ssda903", ".xlsx", bytes: .max)
    for kept in try Fuzzing.kept("workbook") { readWorkbook(kept) }
    for sample in samples {
      let archive = try PackedParts(sample.name, sample.bytes, limits: .standard)
      let parts = try ReferenceFuzzTests.parts.filter(archive.has).map { name in
        var bytes: [UInt8] = []
        try archive.read(name) {
          bytes += $0; return true
        }
        return (name: name, bytes: bytes)
      }
      // One part at a time, so that the others still lead to it.
      for (index, part) in parts.enumerated() {
        try await Fuzzing.run(
          "workbook", words: ReferenceFuzzTests.markup, [Array(part.bytes.prefix(60_000))]
        ) { bytes in
          var damaged = parts
          damaged[index].bytes = bytes
          readWorkbook(StoredZip.bytes(damaged))
        }
      }
      try await Fuzzing.run("workbook", words: ["PK\u{1}\u{2}"], [sample.bytes]) {
        readWorkbook($0)
      }
    }
  }

  /// Those that lead to the cells.
  private static let parts =
    [
      "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
      "xl/styles.xml", "xl/sharedStrings.xml",
    ] + (1...4).map { "xl/worksheets/sheet\($0).xml" }

  private static let markup = [
    "<c r=\"A1\">", "</c>", "<v>", "</v>", "t=\"s\"", "t=\"inlineStr\"", "t=\"e\"", "s=\"9999\"",
    "r=\"XFD1048576\"", "r=\"ZZZZZZ99999999\"", "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<row r=\"0\">",
    "<si>", "<t>", "1e300", "-1", "date1904=\"1\"",
    "<sheet name=\"x\" sheetId=\"1\" r:id=\"rId9\"/>",
    "numFmtId=\"14\"", "&#x10FFFF;", "<![CDATA[", "</sheetData>",
  ]

  @Test(arguments: [
    ("postcodes.csv", "POSTCODE,LAUA,EASTING,NORTHING\nLS1 1AA,E08000035,430000,433000\n"),
    (
      "postcodes.csv",
      "pcd,pcds,oslaua,oseast1m,osnrth1m\nLS1 1AA,LS1 1AA,E08000035,430000,433000\n"
    ),
    (
      "providers.csv",
      "URN,PLACE_CODES,PROVIDER_CODES,REG_END,POSTCODE\nSC123456,\"K1,K2\",PR1,01/04/2025,LS1 1AA\n"
    ),
    ("authorities.csv", "DISTRICT,AUTHORITY\nE07000123,E10000017\n"),
  ])
  func a_folder_of_lists(_ name: String, _ text: String) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kith-fuzz-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let day = Day(ordinal: 20_500)
    let builtIn = try ReferenceData.builtIn(on: day)
    let words = [",", "\"", "\n", ";", "POSTCODE", "LAUA", "URN", "LS1", "SC1", "430000", "-5"]
    func read(_ bytes: [UInt8]) throws {
      try Data(bytes).write(to: folder.appending(path: name))
      let lists = ReferenceFolder(path: folder.path, on: day, builtIn: builtIn)
      for refusal in lists.refusals { #expect(!refusal.reason.isEmpty) }
    }
    let sample = text + String(repeating: text.split(separator: "\n")[1] + "\n", count: 20)
    for kept in try Fuzzing.kept("list") { try read(kept) }
    try await Fuzzing.run(
      "list-" + name, words: words, [Array(sample.utf8)], rounds: 4 * Fuzzing.rounds, read)
  }
}
