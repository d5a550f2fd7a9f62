import CivilTime
import CodeSets
import Foundation
import Testing

@testable import Returns
@testable import SSDA903

@Suite struct SSDA903ReturnTests {
  private func read(_ files: (String, String)...) throws -> SSDA903Return {
    SSDA903Return(try files.map { try SourceFile(name: $0, bytes: Array($1.utf8)) })
  }

  private func readSample() -> SSDA903Return {
    let received = ReturnFiles(paths: [Samples.path("ssda903")])
    return SSDA903Return(SortedFiles(received.files, among: [.ssda903]).files(of: .ssda903))
  }

  @Test func the_sample_is_read_whole() throws {
    let received = ReturnFiles(paths: [Samples.path("ssda903")])
    #expect(received.refusals.map(\.reason) == Array(repeating: "this is a spreadsheet", count: 3))
    let sample = readSample()
    #expect(sample.givenTables == SSDA903Table.allCases)
    #expect(
      SSDA903Table.allCases.map { sample.table($0).rowCount } == [
        2675, 5050, 12582, 132, 2675, 53, 29, 59, 2675, 43, 1, 1,
      ])
    #expect(sample.refusals.filter { $0.extent != .value }.isEmpty)
  }

  @Test func every_line_of_the_sample_is_a_row_and_knows_its_line() throws {
    let sample = readSample()
    let path = Samples.path("ssda903/episodes.csv")
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let table = sample.table(.episodes)
    for row in 0..<table.rowCount {
      let origin = table.origin(of: row)
      let cells = table.row(row, as: EpisodeColumn.self).values.map { $0 ?? "" }
      #expect(cells.joined(separator: ",") == lines[origin.line - 1])
    }
  }

  @Test func a_child_has_the_rows_of_every_table() throws {
    let sample = readSample()
    let child = try #require(sample.children.first)
    #expect(child.id == "566910")
    #expect(child.header.map { $0[.ETHNIC] } == ["WROM"])
    #expect(child.episodes.map { $0[.LS] } == ["C2", "C2"])
    #expect(child.episodes.map { $0.day(.DEC)?.iso } == ["2017-08-14", nil])
    #expect(child.oc2.first?[.SDQ_SCORE] == "39")
    #expect(child.oc2.first?.flag(.CONVICTED) == true)
    #expect(child.reviews.first?.origin == RowOrigin(file: "reviews.csv", line: 2))
  }

  @Test func every_row_of_the_sample_belongs_to_one_child() {
    let sample = readSample()
    var counts = Array(repeating: 0, count: SSDA903Table.allCases.count)
    for child in sample.children {
      for table in SSDA903Table.allCases {
        counts[table.rawValue] += child.values(of: table).count
        for values in child.values(of: table) { #expect(values[0] == child.id) }
      }
    }
    #expect(counts == sample.tables.map(\.rowCount))
    #expect(Set(sample.children.map(\.id)).count == sample.children.count)
  }

  @Test(arguments: ["ssda903", "ssda903-history"])
  func what_is_written_reads_the_same(folder: String) throws {
    let received = ReturnFiles(paths: [Samples.path(folder)])
    let sample = SSDA903Return(received.files)
    let year = try #require(CollectionYear("2026-27"))
    for lineEnding in [CSVWriter.LineEnding.lf, .crlf] {
      let written = SSDA903Writer.csvFiles(sample.children, year: year, lineEnding: lineEnding)
      #expect(written.notes.isEmpty)
      let again = SSDA903Return(
        try written.files.map { try SourceFile(name: $0.name, bytes: $0.bytes) })
      #expect(Array(again.children) == Array(sample.children))
    }
  }

  @Test func a_zip_of_the_set_reads_the_same_as_its_folder() throws {
    let folder = URL.temporaryDirectory.appending(path: "kith-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let year = try #require(CollectionYear("2026-27"))
    let written = SSDA903Writer.csvFiles(readSample().children, year: year)
    for file in written.files { try file.write(to: folder) }
    let again = SSDA903Return(ReturnFiles(paths: [folder.path(percentEncoded: false)]).files)
    #expect(Array(again.children) == Array(readSample().children))
  }

  @Test func the_tables_of_a_year_are_written_and_the_rest_is_said() throws {
    let sample = readSample()
    let year = try #require(CollectionYear("2023-24"))
    let written = SSDA903Writer.csvFiles(sample.children, year: year)
    #expect(
      written.files.map(\.name) == [
        "header.csv", "episodes.csv", "reviews.csv", "uasc.csv", "oc2.csv", "oc3.csv", "ad1.csv",
        "placed_for_adoption.csv", "previous_permanence.csv", "missing.csv", "sw_episodes.csv",
      ])
    #expect(
      written.notes.map(\.text) == [
        "1 rows were not written, because the 2023-24 return has no table DoLo."
      ])
    #expect(
      written.files.first?.text.hasPrefix("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n566910,2,")
        == true)
  }

  @Test func xml_holds_the_same_rows_as_csv() throws {
    var children = Array(readSample().children)
    for index in children.indices {
      // The XML form has no place for these, or for a date of birth that differs from the header's.
      children[index].swEpisodes = []
      children[index].dolo = []
    }
    children.removeAll { $0.header.count != 1 }
    let written = SSDA903Writer.xml(children)
    #expect(written.notes.isEmpty)
    let file = try #require(written.files.first)
    let again = SSDA903Return([try SourceFile(name: file.name, bytes: file.bytes)])
    #expect(again.notes.isEmpty)
    #expect(Array(again.children) == children)
    #expect(SSDA903Writer.xml(again.children).files == written.files)
  }

  @Test func a_partial_set_is_read() throws {
    let submission = try read(("episodes.csv", "CHILD,DECOM,RNE,LS\n1,01/04/2017,S,C2\n"))
    #expect(submission.refusals.map(\.file) == ["episodes.csv"])
    let enough = try read(
      ("episodes.csv", "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\n1,01/04/2017,S,C2,N1,U6,,\n"))
    #expect(enough.givenTables == [.episodes])
    #expect(enough.children.map(\.id) == ["1"])
    #expect(enough.notes.count == 1)
  }

  @Test func tables_with_like_columns_are_told_apart() throws {
    for table in SSDA903Table.allCases {
      let names = table.layout.columnNames
      let submission = try read(("x.csv", names.reversed().joined(separator: ",") + "\n"))
      #expect(submission.givenTables == [table])
    }
  }

  @Test func a_row_without_a_child_is_refused_and_kept() throws {
    let submission = try read(
      ("missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\n ,,M,,\n2,,M,,\n"))
    #expect(submission.children.map(\.id) == ["2"])
    #expect(
      submission.refusals.map(\.description) == [
        "missing.csv, line 2, CHILD: the row does not say which child it is about. Expected the "
          + "child's identifier. Mend the row and load it again."
      ])
    #expect(submission.refusals.first?.cells == ["", "", "M", "", ""])
  }

  @Test func the_year_is_guessed_from_the_dates() throws {
    for year in 2017...2021 {
      let names = ["episodes", "reviews"].map {
        Samples.path("ssda903-history/\(year)-\($0).csv")
      }
      let guess = try #require(SSDA903Return(ReturnFiles(paths: names).files).collectionYear)
      #expect(guess.year.endYear == year + 1)
      #expect(guess.confidence == .likely)
    }
    #expect(readSample().collectionYear?.year.description == "2017-18")
  }

  @Test func how_sure_the_year_is_is_said() throws {
    let submission = try read(
      (
        "reviews.csv",
        "CHILD,DOB,REVIEW,REVIEW_CODE\n1,,31/03/2018,\n1,,01/04/2018,\n1,,02/04/2018,\n1,,x,\n"
      ))
    let guess = try #require(submission.collectionYear)
    #expect(guess.year.description == "2018-19")
    #expect(guess.confidence == .likely)
    #expect(
      guess.reason
        == "2 of the 3 dates on which episodes start or end or reviews are held lie between "
        + "1 April 2018 and 31 March 2019")
    let tied = try read(
      ("reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n1,,31/03/2018,\n1,,01/04/2018,\n"))
    #expect(tied.collectionYear?.year.description == "2018-19")
    #expect(tied.collectionYear?.confidence == .doubtful)
    #expect(try read(("reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n")).collectionYear == nil)
  }

  @Test func every_code_column_has_its_codes() throws {
    let library = try CodeSets.standard()
    for table in SSDA903Table.allCases {
      for column in table.layout.columns {
        if case .code(let set) = column.format { #expect(library[set] != nil, "\(set)") }
      }
    }
  }
}
