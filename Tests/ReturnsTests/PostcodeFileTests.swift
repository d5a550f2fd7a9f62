import Foundation
import Testing

@testable import Returns

@Suite struct PostcodeFileTests {
  private let leeds = PostcodePlace(district: "E08000035", easting: 429_900, northing: 433_500)

  private func read(_ text: String, as name: String = "postcodes.csv") throws -> (
    postcodes: PackedPostcodes?, file: PostcodeFile
  ) {
    let folder = try TemporaryFolder()
    var file = PostcodeFile(path: try folder.write(name, text), name: name)
    let postcodes = file.read()
    return (postcodes, file)
  }

  @Test(arguments: [
    "POSTCODE,LAUA,EASTING,NORTHING\nLS1 4AP,E08000035,429900,433500\n",
    "\u{FEFF}postcode,laua,easting,northing\r\nls14ap,e08000035,429900,433500\r\n",
    "NORTHING;LAUA;POSTCODE;EASTING\r433500;E08000035;LS1 4AP;429900\r",
    "\n\nPOSTCODE,LAUA,EASTING,NORTHING\n\"LS1  4AP\",\"E08000035\",\"429900\",\" 433500 \"",
    "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,usertype,oseast1m,osnrth1m,lat\n"
      + "LS1 4AP,LS1  4AP,LS1 4AP,198001,,E99999999,E08000035,0,0429900,0433500,53.79\n",
    "PCD7,PCD8,PCDS,DOINTR,LAD23CD,EAST1M,NORTH1M,LAT\n"
      + "LS1 4AP,LS1  4AP,LS1 4AP,198001,E08000035,429900,0433500,53.79\n",
    "pcds,lad25cd,lad_name,oseast1m,osnrth1m\nLS1 4AP,E08000035,Leeds,429900,433500",
  ])
  func the_columns_are_found_under_each_of_their_names(_ text: String) throws {
    let (postcodes, file) = try read(text)
    #expect(file.refusals == [])
    #expect(postcodes?.count == 1)
    #expect(postcodes?.place(of: "LS14AP") == leeds)
    #expect(file.notes.map(\.text) == ["1 postcode was read."])
  }

  @Test(arguments: ["LS14AQ", "ls14ap", "LS1 4AP", "LS14A", "LS14APX", "", "LS1é4AP", "LS1\u{1}AP"])
  func what_is_not_in_the_directory_is_not_found(_ postcode: String) throws {
    let (postcodes, _) = try read(
      "POSTCODE,LAUA,EASTING,NORTHING\nLS1 4AP,E08000035,429900,433500\n")
    #expect(postcodes?.place(of: CellText(postcode)) == nil)
  }

  @Test func a_postcode_may_be_without_a_place_or_a_district() throws {
    let (postcodes, file) = try read(
      """
      POSTCODE,LAUA,EASTING,NORTHING
      JE2 3AB,L99999999,,
      AB1 0AA,,385386,801193
      """)
    #expect(file.refusals == [])
    let jersey = try #require(postcodes?.place(of: "JE23AB"))
    #expect(!jersey.isOnGrid)
    #expect(jersey.miles(to: leeds) == nil)
    #expect(leeds.miles(to: jersey) == nil)
    #expect(postcodes?.place(of: "AB10AA")?.district.isNone == true)
  }

  @Test(arguments: [
    (
      "LS1,E08000035,1,1",
      "line 3, POSTCODE “LS1”: this is not a postcode. Expected a postcode, "
        + "as LS1 4AP. Mend it and start again.", false
    ),
    (
      "LEEDS,E08000035,1,1",
      "line 3, POSTCODE “LEEDS”: this is not a postcode. Expected a postcode, "
        + "as LS1 4AP. Mend it and start again.", false
    ),
    (
      "LS2 7EW,E08000035,42x,1",
      "line 3, EASTING “42x”: this is no place on the national grid; the "
        + "postcode is read without one. Expected whole metres, such as 429000. Mend it and start "
        + "again.", true
    ),
    (
      "LS2 7EW,E08000035,1,9999999",
      "line 3, NORTHING “9999999”: this is no place on the national "
        + "grid; the postcode is read without one. Expected whole metres, such as 429000. Mend it "
        + "and start again.", true
    ),
    (
      "LS2 7EW,E08000035-E08000036,1,1",
      "line 3, LAUA “E08000035-E08000036”: this is not a code. "
        + "Expected a code such as E08000035. Mend it and start again.", false
    ),
    (
      "LS2 7EW,E08000035",
      "line 3: the row has only 2 cells. Expected at least 4 cells, as the "
        + "column names say. Mend the row and load it again.", false
    ),
    (
      "\"LS2 7EW,E08000035,1,1",
      "line 3: a quotation mark in it opens or closes in the wrong "
        + "place. Expected at least 4 cells, as the column names say. Mend the row and load it "
        + "again.", false
    ),
    (
      "LS1 4AP,E08000036,1,1",
      "line 3, POSTCODE “LS14AP”: line 2 puts this postcode somewhere "
        + "else, and was kept. Expected each postcode once. Take out the wrong one.", false
    ),
  ])
  func a_bad_row_is_refused_and_the_rest_is_read(
    _ row: String, _ message: String, _ isRead: Bool
  ) throws {
    let (postcodes, file) = try read(
      "POSTCODE,LAUA,EASTING,NORTHING\nLS1 4AP,E08000035,429900,433500\n\(row)\nLS3 1AA,E08000035,1,2\n"
    )
    #expect(file.refusals.map(\.description) == ["postcodes.csv, \(message)"])
    #expect(postcodes?.place(of: "LS14AP") == leeds)
    #expect(postcodes?.place(of: "LS31AA")?.northing == 2)
    #expect((postcodes?.place(of: "LS27EW") != nil) == isRead)
  }

  @Test(arguments: [
    ("", "the file is empty"), ("\n\n", "the file is empty"),
    ("POSTCODE,LAUA,EASTING\nA,B,C", "there is no such column"),
    ("POSTCODE,LAUA,EASTING,NORTHING\n", "there is no postcode in it"),
    ("\u{FF}\u{FE}P", "there is no such column"), ("PK\u{3}\u{4}", "this is a zip file"),
  ])
  func a_file_that_is_no_directory_is_refused(_ text: String, _ reason: String) throws {
    let (postcodes, file) = try read(text)
    #expect(postcodes == nil)
    #expect(file.refusals.count == 1)
    #expect(file.refusals.first?.reason.hasPrefix(reason) == true)
  }

  @Test func a_million_mistakes_are_counted_and_not_all_listed() throws {
    let (postcodes, file) = try read(
      "POSTCODE,LAUA,EASTING,NORTHING\nLS1 4AP,E08000035,1,2\n"
        + String(repeating: "?,E08000035,1,2\n", count: 1500))
    #expect(postcodes?.count == 1)
    #expect(file.refusals.count == 1000)
    #expect(
      file.notes.map(\.text).contains(
        "500 more rows could not be read, for reasons like those given."))
  }

  /// A file of many pieces, so that lines lie across their ends.
  @Test func every_postcode_of_a_large_file_is_found_again() throws {
    let letters = Array("ABDEFGHJLNPQRSTUWXYZ".utf8)
    func postcode(_ number: Int) -> String {
      let unit = number % 400
      let sector = number / 400
      let code: [UInt8] = [letters[sector / 1000 % 20], letters[sector / 20000 % 20]]
      let last: [UInt8] = [letters[unit / 20], letters[unit % 20]]
      return String(decoding: code, as: UTF8.self) + "\(sector / 10 % 100) \(sector % 10)"
        + String(decoding: last, as: UTF8.self)
    }
    let count = 250_000
    var text = "POSTCODE,LAUA,EASTING,NORTHING\r\n"
    for number in 0..<count {
      text += "\(postcode(number)),E07000\(100 + number % 150),\(number),\(2 * number)\r\n"
    }
    let (postcodes, file) = try read(text)
    #expect(file.refusals == [])
    #expect(postcodes?.count == count)
    #expect(file.notes.map(\.text) == ["250,000 postcodes were read."])
    let wrong = (0..<count).count { number in
      let place = postcodes?.place(of: CellText(postcode(number)).withoutSpaces)
      return place
        != PostcodePlace(
          district: CellText("E07000\(100 + number % 150)"), easting: Int32(number),
          northing: Int32(2 * number))
    }
    #expect(wrong == 0)
  }
}

@Suite struct PostcodeFileNoiseTests {
  /// Bytes that a wrong file could hold, from a fixed seed.
  @Test(arguments: 0..<40)
  func noise_is_refused_and_never_crashes(_ seed: UInt64) throws {
    var noise = TestNoise(seed: seed)
    let folder = try TemporaryFolder()
    var bytes = Array("POSTCODE,LAUA,EASTING,NORTHING\nLS1 4AP,E08000035,429900,433500\n".utf8)
    for _ in 0..<400 {
      let pieces = ["LS1 4AP", ",", "\n", "\r", "\"", "E08000035", "9999999999", "-1", "é", " "]
      bytes += pieces[noise.number(below: pieces.count)].utf8
      if noise.number(below: 20) == 0 { bytes.append(UInt8(noise.number(below: 256))) }
    }
    var file = PostcodeFile(path: try folder.write("postcodes.csv", bytes), name: "postcodes.csv")
    let postcodes = file.read()
    #expect(postcodes?.place(of: "LS14AP")?.easting == 429_900)
    #expect(!file.refusals.isEmpty)
  }
}

@Suite struct PostcodeCacheTests {
  private let text = "POSTCODE,LAUA,EASTING,NORTHING\nLS1 4AP,E08000035,429900,433500\n"

  private func read(_ path: String) -> PackedPostcodes? {
    var file = PostcodeFile(path: path, name: "postcodes.csv")
    return file.read()
  }

  @Test func the_packed_copy_is_used_while_the_file_stays_the_same() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("postcodes.csv", text)
    #expect(read(path)?.count == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.sorted() == ["postcodes.csv", "postcodes.csv.packed"])

    // A mark in the copy shows that it is the copy that is read.
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: path + ".packed")))
    let district = try #require(bytes.firstRange(of: Array("35".utf8))).lowerBound
    bytes[district + 1] = UInt8(ascii: "9")
    _ = try folder.write("postcodes.csv.packed", bytes)
    #expect(read(path)?.place(of: "LS14AP")?.district == "E08000039")

    _ = try folder.write("postcodes.csv", text + "LS2 7EW,E08000036,1,2\n")
    #expect(read(path)?.place(of: "LS27EW")?.district == "E08000036")
    #expect(read(path)?.place(of: "LS14AP")?.district == "E08000035")
  }

  @Test(arguments: 0..<8)
  func a_damaged_copy_never_crashes(_ kind: Int) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("postcodes.csv", text)
    #expect(read(path)?.count == 1)
    let good = [UInt8](try Data(contentsOf: URL(filePath: path + ".packed")))
    var bytes = good
    switch kind {
    case 0: bytes = []
    case 1: bytes.removeLast()
    case 2: bytes.append(0)
    case 3: bytes = Array(bytes.prefix(40))
    case 4: for place in 24..<32 { bytes[place] = 0xFF }
    case 5: for place in 32..<48 { bytes[place] = 0xFF }
    case 6: for place in 64..<bytes.count { bytes[place] = 0xFF }
    default: bytes[0] ^= 1
    }
    _ = try folder.write("postcodes.csv.packed", bytes)
    let place = read(path)?.place(of: "LS14AP")
    // The bytes behind the head are taken on trust; anything else is read anew.
    #expect(kind == 6 ? true : place?.district == "E08000035")
  }

  @Test func a_file_with_mistakes_tells_them_each_time() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("postcodes.csv", text + "?,E08000035,1,2\n")
    for _ in 0..<2 {
      var file = PostcodeFile(path: path, name: "postcodes.csv")
      #expect(file.read()?.count == 1)
      #expect(file.refusals.count == 1)
    }
    #expect(!FileManager.default.fileExists(atPath: path + ".packed"))
  }

  @Test func a_folder_that_cannot_be_written_to_is_no_obstacle() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("postcodes.csv", text)
    // A folder of that name stands in the way of the copy, also for the superuser.
    try FileManager.default.createDirectory(
      atPath: path + ".packed/x", withIntermediateDirectories: true)
    #expect(read(path)?.count == 1)
    #expect(read(path)?.count == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.sorted() == ["postcodes.csv", "postcodes.csv.packed"])
  }
}

@Suite struct IrishGridTests {
  private func place(_ district: CellText, _ easting: Int, _ northing: Int) throws -> PostcodePlace
  {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "postcodes.csv",
      "POSTCODE,LAUA,EASTING,NORTHING\nBT1 5GS,\(district),\(easting),\(northing)\n")
    var file = PostcodeFile(path: path, name: "postcodes.csv")
    return try #require(file.read()?.place(of: "BT15GS"))
  }

  /// Distances between the points' latitudes and longitudes, as the crow flies, to two
  /// thousandths: the grids do not agree with the globe much more closely than that.
  @Test(arguments: [
    // Belfast City Hall to George Square in Glasgow: 54.5966 N 5.9301 W, 55.8612 N 4.2502 W.
    (333_840, 374_035, 259_200, 665_350, 109.8),
    // Enniskillen (H 234 442) to Leeds Town Hall: 54.3463 N 7.6394 W, 53.8000 N 1.5490 W.
    (223_400, 344_200, 429_700, 433_800, 250.5),
  ])
  func a_place_in_northern_ireland_is_as_far_as_it_is(
    _ east: Int, _ north: Int, _ otherEast: Int32, _ otherNorth: Int32, _ miles: Double
  ) throws {
    let here = try place("N09000003", east, north)
    let there = PostcodePlace(district: "S12000049", easting: otherEast, northing: otherNorth)
    let measured = try #require(here.miles(to: there))
    #expect(abs(measured - miles) < miles / 500)
  }

  @Test func distances_within_northern_ireland_stay_the_same() throws {
    let one = try place("N09000003", 333_840, 374_035)
    let other = try place("N09000003", 343_840, 374_035)
    #expect(abs(try #require(one.miles(to: other)) - 10 / 1.6093) < 0.01)
  }

  @Test func a_place_that_is_on_the_british_grid_already_stays_where_it_is() throws {
    let place = try place("N09000003", 146_600, 529_800)
    #expect((place.easting, place.northing) == (146_600, 529_800))
  }
}
