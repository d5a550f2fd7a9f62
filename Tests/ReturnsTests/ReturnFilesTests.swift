import Foundation
import Testing

@testable import Returns

@Suite struct ReturnFilesTests {
  private let visits = Array("CHILD,DOB,VISIT,KIND\n1,01/01/2010,02/02/2020,A\n".utf8)

  @Test func a_folder_is_read_in_order_of_name_and_other_files_are_passed_over() throws {
    let folder = try TemporaryFolder()
    for name in ["b.csv", "A.CSV", "notes.docx", ".hidden.csv", "c.xml"] {
      _ = try folder.write(name, name == "c.xml" ? Array("<Test/>".utf8) : visits)
    }
    let files = ReturnFiles(paths: [folder.path])
    #expect(files.files.map(\.name) == ["A.CSV", "b.csv", "c.xml"])
    #expect(files.files.map(\.form) == [.table, .table, .xml])
    #expect(files.refusals.isEmpty)
  }

  @Test func one_bad_file_does_not_stop_the_others() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("a.csv", "")
    _ = try folder.write("b.csv", visits)
    _ = try folder.write("c.xlsx", try ZipMaker.zip([("[Content_Types].xml", visits)]))
    let files = ReturnFiles(paths: [folder.path])
    #expect(files.files.map(\.name) == ["b.csv"])
    #expect(
      files.refusals.map(\.description) == [
        "a.csv: the file is empty. Expected a CSV file with a row of column names, or an XML file. "
          + "Export it again.",
        "c.xlsx: this is a spreadsheet. Expected a CSV or XML file. Open it and save each sheet as "
          + "CSV UTF-8.",
      ])
  }

  @Test func a_folder_without_a_return_says_what_to_choose() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("letter.docx", visits)
    let files = ReturnFiles(paths: [folder.path])
    #expect(files.files.isEmpty)
    #expect(files.refusals.map(\.reason) == ["there is no CSV, XML or zip file in this folder"])
  }

  @Test func a_path_that_does_not_exist_is_named() {
    let files = ReturnFiles(paths: ["/no/such/place.csv"])
    #expect(
      files.refusals.map(\.description) == [
        "/no/such/place.csv: there is no such file or folder. Check the spelling of the path."
      ])
  }

  @Test func something_that_is_no_ordinary_file_is_refused() {
    #expect(
      ReturnFiles(paths: ["/dev/zero"]).refusals.map(\.reason) == ["this is not an ordinary file"])
  }

  @Test func a_file_that_may_not_be_read_says_what_to_do() {
    let refusal = DiskFile.refusal("/data/a.csv", "a.csv", EACCES)
    #expect(
      refusal.description
        == "/data/a.csv: Kith has no permission to read it. Give the account that runs Kith "
        + "permission to read it, or copy it elsewhere.")
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may read everything"))
  func a_file_that_may_not_be_read_is_refused() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.csv", visits)
    chmod(path, 0)
    #expect(
      ReturnFiles(paths: [path]).refusals.map(\.reason) == ["Kith has no permission to read it"])
  }

  @Test func a_line_of_200_megabytes_is_refused_without_reading_it_all() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("long.csv", "CHILD,DOB,VISIT,KIND\n1,")
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    let megabyte = Data(repeating: UInt8(ascii: "x"), count: 1 << 20)
    for _ in 0..<200 { try handle.write(contentsOf: megabyte) }
    try handle.close()
    let before = peakMemory()
    let files = ReturnFiles(paths: [path])
    #expect(
      files.refusals.map(\.description) == [
        "long.csv: a line is longer than 1 MB. Expected one row to a line. Check that it is the right "
          + "file and export it again."
      ])
    #expect(peakMemory() - before < 100 << 20)
  }

  @Test func a_large_file_in_one_line_of_xml_is_read() throws {
    let folder = try TemporaryFolder()
    let children = String(repeating: "<C><y>1</y></C>", count: 100_000)
    let path = try folder.write("one.xml", "<Test><All>\(children)</All></Test>")
    let file = try #require(ReturnFiles(paths: [path]).files.first)
    var count = 0
    let outcome = try XMLRecords(root: "Test", paths: [["All", "C"]]).read(file) { _ in count += 1 }
    #expect(count == 100_000)
    #expect(outcome.refusals.isEmpty)
  }

  /// The most memory that this process has held at once, in bytes.
  private func peakMemory() -> Int {
    var usage = rusage()
    // RUSAGE_SELF, which Linux and macOS both number so but declare differently.
    getrusage(0, &usage)
    #if os(macOS)
      return usage.ru_maxrss
    #else
      return usage.ru_maxrss << 10
    #endif
  }
}

@Suite struct ZipTests {
  private let visits = Array("CHILD,DOB,VISIT,KIND\n1,01/01/2010,02/02/2020,A\n".utf8)

  private func open(_ zip: [UInt8], _ limits: ReadingLimits = .standard) -> ReturnFiles {
    ReturnFiles(uploads: [("set.zip", zip)], limits: limits)
  }

  @Test func files_are_read_from_any_folder_of_a_zip_file() throws {
    let files = open(
      try ZipMaker.zip([
        ("a.csv", visits), ("2018/903/b.csv", visits), ("__MACOSX/a.csv", visits),
        ("2018/.DS_Store", visits), ("../../etc/c.csv", visits),
      ]))
    #expect(files.files.map(\.name) == ["a.csv", "2018/903/b.csv", "../../etc/c.csv"])
    #expect(files.files.first?.bytes == visits)
    #expect(files.refusals.isEmpty)
  }

  @Test func a_zip_file_on_disk_is_opened() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("set.zip", try ZipMaker.zip([("a.csv", visits)]))
    #expect(ReturnFiles(paths: [folder.path]).files.map(\.name) == ["a.csv"])
  }

  @Test func a_zip_bomb_is_refused() throws {
    let bomb = try ZipMaker.zip([("a.csv", [UInt8](repeating: 0x31, count: 50 << 20))])
    #expect(bomb.count < 1 << 20)
    let files = open(bomb)
    #expect(files.files.isEmpty)
    #expect(
      files.refusals.map(\.reason) == [
        "“a.csv” in the zip file is packed more than 200 times smaller"
      ])
  }

  @Test func more_than_the_limit_unpacked_is_refused() throws {
    var limits = ReadingLimits()
    limits.unpackedBytes = visits.count * 2
    let zip = try ZipMaker.zip([("a.csv", visits), ("b.csv", visits), ("c.csv", visits)])
    #expect(open(zip, limits).files.isEmpty)
    #expect(open(zip, limits).refusals.first?.reason.contains("“c.csv”") == true)
    limits.unpackedBytes = visits.count * 3
    #expect(open(zip, limits).files.count == 3)
  }

  @Test func too_many_files_are_refused() throws {
    var limits = ReadingLimits()
    limits.files = 2
    let zip = try ZipMaker.zip([("a.csv", visits), ("b.csv", visits), ("c.csv", visits)])
    #expect(open(zip, limits).refusals.map(\.reason) == ["the zip file holds 3 files"])
  }

  @Test func a_zip_file_in_a_zip_file_is_not_opened() throws {
    let inner = try ZipMaker.zip([("a.csv", visits)])
    let files = open(try ZipMaker.zip([("inner.zip", inner), ("b.csv", visits)]))
    #expect(files.files.map(\.name) == ["b.csv"])
    #expect(files.refusals.map(\.reason) == ["this is a zip file inside another zip file"])
  }

  @Test func a_spreadsheet_in_a_zip_file_is_called_one() throws {
    let sheet = try ZipMaker.zip([("[Content_Types].xml", visits)])
    let files = open(try ZipMaker.zip([("x.xlsx", sheet), ("b.csv", visits)]))
    #expect(files.refusals.map(\.reason) == ["this is a spreadsheet"])
  }

  @Test func a_damaged_zip_file_is_refused() throws {
    let whole = try ZipMaker.zip([("a.csv", visits)])
    for length in stride(from: 4, to: whole.count, by: 7) {
      let files = open(Array(whole[..<length]))
      #expect(files.files.isEmpty)
      #expect(files.refusals.count == 1)
    }
  }

  @Test func changed_bytes_never_pass_for_the_file() throws {
    let whole = try ZipMaker.zip([("a.csv", visits)])
    for place in whole.indices {
      var changed = whole
      changed[place] ^= 0x10
      for file in open(changed).files where file.name == "a.csv" {
        #expect(file.bytes == visits)
      }
    }
  }
}
