import Testing

@testable import Returns

@Suite struct ZipPackingTests {
  @Test func what_was_packed_is_read_again_byte_for_byte() throws {
    let files = [
      OutputFile(name: "header.csv", bytes: Array("CHILD,SEX\r\n1,M\r\n".utf8)),
      OutputFile(name: "empty.csv", bytes: []),
      OutputFile(name: "Müller.xml", bytes: Array(repeating: 65, count: 300_000)),
    ]
    let packed = try ZipPacking.bytes(files)
    let contents = try ZipArchive.contents(of: "all.zip", packed, limits: ReadingLimits())
    #expect(contents.refusals.isEmpty)
    #expect(contents.files.map(\.name) == files.map(\.name))
    #expect(contents.files.map(\.bytes) == files.map(\.bytes))
    #expect(try ZipPacking.bytes(files) == packed)
  }
}
