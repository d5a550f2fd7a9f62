import Foundation
import ProcessStarting
import Testing

/// The commands as people run them: words in, words and an exit code out.
@Suite struct CommandTests {
  @Test func records_are_checked_in_the_database_and_files_with_the_lists_that_it_keeps() throws {
    try Workplace.with { place in
      try place.addOfficer()
      let files = try place.folder("return", Made.files)
      try place.runs(["import", files, "--year", "2025-26", "--yes"])
      let records = try place.check(["--database", place.database, "--year", "2025-26"])
      #expect(records.return == "ssda903" && records.year == "2025-26" && records.children == 1)
      #expect(records.status(of: "392c") == "notRun")
      #expect(records.status(of: "101") == "ran")

      let lists = try place.folder("lists", ["postcodes.csv": Made.postcodes])
      let taken = try place.runs(["reference", "import", lists])
      #expect(taken.output.contains("Postcodes") && taken.output.contains("postcodes.csv"))
      #expect(try place.runs(["reference", "list"]).output.contains("dana"))
      for what in [["--database", place.database], [files, "--database", place.database]] {
        let report = try place.check(what + ["--year", "2025-26", "--rules", "392c"])
        #expect(report.status(of: "392c") == "ran", "\(what)")
        #expect(report.findings.map(\.rule) == ["392c"], "\(what)")
      }
      // A folder overrides what is kept.
      let others = try place.folder(
        "others", ["postcodes.csv": Made.postcodes + "ZZ2 2BB,E08000035,1,1\n"])
      let overridden = try place.check([
        files, "--database", place.database, "--reference", others, "--year", "2025-26", "--rules",
        "392c",
      ])
      #expect(overridden.findings.isEmpty)
    }
  }

  @Test func indicators_are_shown_as_the_records_give_them() throws {
    try Workplace.with { place in
      try place.addOfficer()
      let files = try place.folder("return", Made.files)
      try place.runs(["import", files, "--year", "2025-26", "--yes"])
      let said = try place.runs([
        "measures", "--at", "2025-05-15", "--months", "1", "--only", "claRate", "threePlacements",
      ])
      let text = said.output
      // Before the record begins nobody is known, which is not that nobody was there.
      #expect(!text.contains("2025-04-30"))
      #expect(said.errors.contains("Of 30 April 2025 the records know of nobody"))
      #expect(text.contains("claRate          2025-05-15  1"))
      #expect(text.contains("threePlacements  2025-05-15  0        1      0.0%"))
      let data = try place.runs(["measures", "--only", "claRate", "--format", "json"]).output
      #expect(data.contains("\"numerator\" : 1") && !data.contains("denominator"))
      let rules = try place.runs(["measures", "--definitions"]).output
      #expect(rules.contains("claRate, definition 1") && rules.contains("over20Miles: "))
      let future = try place.run(["measures", "--at", "2999-01-01"])
      #expect(future.code == 2 && future.errors.contains("1 January 2999 is still to come"))
      for unknown in [["--only", "nonsense"], ["--only", "over20Miles"], ["--months", "1000"]] {
        #expect(try place.run(["measures"] + unknown).code == 2, "\(unknown)")
      }
      let distances = try place.run(["measures", "--only", "over20Miles"])
      #expect(distances.errors.contains("no distances"))
    }
  }

  @Test func children_in_care_are_foretold_from_files() throws {
    try Workplace.with { place in
      let history = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Samples/ssda903-history").path(percentEncoded: false)
      let said = try place.runs([
        "forecast", history, "--months", "3", "--fewer-starts", "10", "--without-backtest",
      ])
      #expect(said.output.contains("2017-18 to 2021-22"))
      #expect(said.output.contains("As now: 75 children in care on 31 March 2022"))
      #expect(said.output.contains("10 in 100 fewer starts"))
      #expect(said.output.contains("30 June 2022"))
      #expect(!said.output.contains("Within the interval"))
      let table = try place.runs(["forecast", history, "--months", "3", "--format", "csv"]).output
      let lines = table.split(separator: "\n")
      #expect(lines.first == "scenario,month_end,group,name,middle,lower_80,upper_80,area")
      #expect(lines.count == 1 + 3 * 14)
      #expect(lines[1].hasPrefix("As now,2022-04-30,total,All children in care,"))
      let homes =
        try place.folder(
          "lists", ["homes.csv": "area,kind,homes\nNorth: A B C,fostering,3\nD,castle,1\n"])
        + "/homes.csv"
      let byArea = try place.runs([
        "forecast", history, "--months", "3", "--without-backtest", "--homes", homes, "--price",
        "fostering=650", "--new-home-places", "4", "--new-home-price", "4000",
      ])
      #expect(byArea.output.contains("Other fostering, by where children come from"))
      #expect(byArea.output.contains("North") && byArea.output.contains("Pounds expected"))
      #expect(byArea.output.contains("A new children’s home of 4 places"))
      #expect(byArea.errors.contains("Line 3: kind is “castle”"))
      let bare = try place.run(["forecast", history + "/2021-episodes.csv"])
      #expect(bare.code == 2 && bare.errors.contains("Give the header files too"))
      #expect(try place.run(["backtest", history + "/2021-episodes.csv"]).code == 2)
      #expect(try place.run(["forecast", history, "--homes", "nowhere.csv"]).code == 2)
      #expect(try place.run(["forecast", history, "--price", "castle=3"]).code != 0)
      #expect(try place.run(["forecast", history, "--months", "0"]).code == 2)
      #expect(try place.run(["forecast", history, "--from", "2019-20"]).code == 2)
      #expect(try place.run(["forecast", "nowhere"]).code == 2)
    }
  }

  @Test func published_figures_are_brought_shown_first_and_taken_away() throws {
    try Workplace.with { place in
      try place.addOfficer()
      let folder = try place.folder(
        "released",
        [
          "cla.csv":
            "time_period,geographic_level,country_code,region_code,old_la_code,new_la_code,"
            + "population_count,number,rate_per_10000\n"
            + "2026,Local authority,E92000001,E12000003,383,E08000035,"
            + "Children looked after at 31 March each year,1480,83\n"
            + "2025,Local authority,E92000001,E12000003,383,E08000035,"
            + "Children looked after at 31 March each year,1502,85\n"
        ])
      let asked = ["data", "import", folder, "--release", "CLA 2026"]
      let shown = try place.runs(asked).output
      #expect(shown.contains("Children looked after at 31 March, started and ceased, 2025 to 2026"))
      #expect(shown.contains("Leeds, lookedAfter 2025: 1498 becomes 1502"))
      #expect(shown.contains("Nothing was changed. Say --yes to keep it."))
      #expect(try place.runs(["data", "list"]).output.contains("None were brought."))
      #expect(try place.runs(asked + ["--yes"]).output.contains("Kept."))
      let list = try place.runs(["data", "list"]).output
      #expect(list.contains("cla.csv") && list.contains("CLA 2026") && list.contains("dana"))
      #expect(try place.runs(["reference", "list"]).output.contains("No reference data is kept."))
      #expect(
        try place.runs(["data", "remove", "cla.csv"]).output.contains("Nothing was changed."))
      try place.runs(["data", "remove", "cla.csv", "--yes"])
      #expect(try place.runs(["data", "list"]).output.contains("None were brought."))
      let other = try place.folder("other", ["notes.csv": "a,b\n1,2\n"])
      let refused = try place.run(["data", "import", other])
      #expect(refused.code == 2 && refused.errors.contains("notes.csv, line 1: header"))
      #expect(try place.run(["data", "import", "nowhere.csv"]).code == 2)
      let layouts = try place.runs(["data", "layouts"])
      #expect(layouts.output.contains("layout,measure,column,where"))
      #expect(layouts.output.contains("workersInPost,inpost_fte"))
      #expect(layouts.output.contains("judgement.leaders,impact_of_leaders"))
      #expect(layouts.errors.contains("Children in need: referrals: written with no file"))
      let inspections = try place.folder(
        "inspections",
        [
          "ilacs.csv": "name,inspection_date,publication_date,impact_of_leaders\n"
            + "Leeds,2026-02-02,2026-03-16,Inadequate\nLeeds,2026-02-02,16 March,Good\n"
            + "Atlantis,2026-02-02,2026-03-16,Good\n"
        ])
      let judged = try place.run([
        "data", "import", inspections, "--release", "Ofsted 2026", "--yes",
      ])
      #expect(judged.code == 1 && judged.output.contains("1 inspection is new"))
      #expect(judged.output.contains("Leeds, published 16 March 2026: leaders inadequate"))
      #expect(judged.errors.contains("ilacs.csv, line 3: publication_date is “16 March”"))
      #expect(judged.errors.contains("ilacs.csv, line 4: name is “Atlantis”"))
      #expect(
        try place.runs(["data", "remove", "ilacs.csv", "--yes"]).output
          .contains("1 figure or inspection"))
      let layout = try place.folder(
        "layout", ["mine.csv": "layout,measure,column,where\nOurs,referrals,a,\n"])
      let unread = try place.run(["data", "import", other, "--layout", layout + "/mine.csv"])
      #expect(unread.code == 2 && unread.errors.contains("time_period is “no such column”"))
      #expect(try place.run(["data", "remove", "cla.csv", "--yes"]).code == 2)
    }
  }

  @Test func forecasts_are_held_against_the_past() throws {
    try Workplace.with { place in
      let history = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Samples/ssda903-history").path(percentEncoded: false)
      let said = try place.runs([
        "backtest", history, "--group", "The sample", "--months", "12", "--step", "12", "--format",
        "markdown",
      ]).output
      #expect(said.contains("| Published years of all authorities | 1 year | 1645 | "))
      #expect(said.contains("| The sample | 12 months | 4 | "))
      let madeUp = try place.runs([
        "backtest", "--made-up", "1", "--seed", "101", "--months", "12", "--step", "72", "--since",
        "2020", "--format", "markdown",
      ]).output
      #expect(madeUp.contains("| 1 made up, arrivals wandering as real ones do | 12 months | 1 | "))
      #expect(madeUp.contains("| 1 made up, arrivals steady or drifting | 12 months | 1 | "))
      #expect(try place.run(["backtest", "--made-up", "5000"]).code == 2)
      #expect(try place.run(["backtest", "--since", "1999"]).code == 2)
      #expect(try place.run(["backtest", "nowhere"]).code == 2)
      #expect(try place.run(["backtest", "--months", "0"]).code == 2)
    }
  }

  @Test func an_import_is_listed_shown_undone_and_made_again() throws {
    try Workplace.with { place in
      try place.addOfficer()
      let files = try place.folder("return", Made.files)
      try place.runs(["import", files, "--year", "2025-26", "--yes"])
      let first = try place.export()
      #expect(try place.runs(["import", "list"]).output.contains("ssda903 2025-26"))
      // Nobody is there to agree, so it only shows.
      let shown = try place.runs(["import", "undo", "1"]).output
      #expect(shown.contains("1 children whose records change"))
      #expect(shown.contains("Nothing was changed."))
      #expect(try place.export() == first)
      try place.runs(["import", "undo", "1", "--yes"])
      #expect(try place.runs(["import", "list"]).output.contains("by dana"))
      #expect(try place.export() != first)
      let again = try place.run(["import", "undo", "1", "--yes"])
      #expect(again.code == 2 && again.errors.contains("was undone already"))
      #expect(try place.run(["import", "undo"]).code == 2)
      try place.runs(["import", files, "--year", "2025-26", "--yes"])
      #expect(try place.export() == first)
      try place.runs(["audit", "verify"])
    }
  }

  @Test func the_key_that_signs_the_log_is_a_setting_like_the_others() throws {
    try Workplace.with { place in
      let settings = try place.folder("settings", ["kith.conf": "key = keys/log.key\n"])
      let show = ["configuration", "--configuration", settings + "/kith.conf", "--format", "json"]
      #expect(try place.runs(show).output.contains("\"keys/log.key\""))
      #expect(try place.runs(show + ["--key", "other.key"]).output.contains("\"other.key\""))
    }
  }

  @Test func a_database_is_given_a_further_authority_and_commands_say_which_they_mean() throws {
    try Workplace.with { place in
      try place.addOfficer()
      let add = ["authority", "add", "380", "--user", "dana", "--name", "Dana Reid"]
      let unknown = try place.run(["user", "list", "--authority", "380"])
      #expect(unknown.code == 2 && unknown.errors.contains("kith authority add 380"))
      #expect(try place.run(add, typing: "short\n").code == 2)
      let added = try place.run(add, typing: "made-up data only\n")
      #expect(added.code == 0 && added.output.contains("Bradford"), "\(added.errors)")
      #expect(try place.run(add, typing: "made-up data only\n").errors.contains("already"))
      let list = try place.runs(["authority", "list"]).output
      #expect(list.contains("383     Leeds") && list.contains("380     Bradford"))
      let unsaid = try place.run(["user", "list"])
      #expect(unsaid.code == 2 && unsaid.errors.contains("Say which is meant with --authority"))
      let user = ["user", "add", "sam", "--name", "Sam Osei", "--role", "socialWorker"]
      #expect(
        try place.run(user + ["--authority", "380"], typing: "made-up data only\n").code == 0)
      #expect(try place.runs(["user", "list", "--authority", "380"]).output.contains("sam"))
      #expect(!(try place.runs(["user", "list", "--authority", "383"]).output.contains("sam")))
      // The first account of one is nobody in the other, though the names are alike.
      let files = try place.folder("return", Made.files)
      let refused = try place.run([
        "import", files, "--year", "2025-26", "--yes", "--authority", "380",
      ])
      #expect(refused.code == 1, "\(refused.errors)")
      try place.runs(["audit", "verify", "--authority", "380"])
    }
  }

  @Test func what_is_due_is_listed_with_its_reason_and_the_list_for_backups_is_written() throws {
    try Workplace.with { place in
      try place.addOfficer()
      let files = try place.folder("return", Made.longAgo)
      try place.runs(["import", files, "--year", "2025-26", "--yes"])
      #expect(try place.runs(["retention", "schedules"]).output.contains("not adopted"))
      let due = try place.runs(["retention", "list"]).output
      #expect(due.contains("1989-03-04") && due.contains("Looked after, 75 years"))
      let list = try place.runs(["retention", "list", "--format", "json"]).output
      #expect(list.contains("\"total\" : 1") && list.contains("\"standing\" : \"verified\""))
      #expect(try place.run(["retention", "list", "--within", "-1"]).code == 2)
      #expect(try place.run(["retention", "certificate", "1"]).code == 2)
      let written = try place.runs(["retention", "tombstones", "--output", "tombstones.json"])
      #expect(written.output.contains("Wrote 0 tombstones"))
    }
  }

  @Test func a_backup_is_made_checked_and_restored_with_imports_that_can_be_undone() throws {
    try Workplace.with { place in
      try place.addOfficer()
      let files = try place.folder("return", Made.files)
      try place.runs(["import", files, "--year", "2025-26", "--yes"])
      _ = try place.folder("keys", [:])
      let make = ["backup", "--key", "keys/backup.key", "--output"]
      try place.runs(["backup", "key", "--output", "keys/backup.key"])
      #expect(try place.run(["backup", "key", "--output", "keys/backup.key"]).code == 2)
      let beside = try place.run(make + ["keys/made.backup"])
      #expect(beside.code == 2 && beside.errors.contains("Keep the key apart"))
      let made = try place.runs(make + ["made.backup"])
      #expect(made.output.contains("import_run") && made.output.contains("The log in it is whole."))
      let twice = try place.run(make + ["made.backup"])
      #expect(twice.code == 2 && twice.errors.contains("never written over another"))

      let read = ["restore", "made.backup", "--key", "keys/backup.key"]
      #expect(try place.run(read).code == 2)
      try place.runs(read + ["--verify"])
      let over = try place.run(read + ["--to", "kith.sqlite"])
      #expect(over.code == 2 && over.errors.contains("nothing is ever restored over it"))
      let plain = try place.runs(read + ["--to", "restored.sqlite"])
      #expect(plain.output.contains("Records that were destroyed after this backup was made"))
      try place.runs(["retention", "tombstones", "--output", "tombstones.json"])
      let told = try place.runs(
        read + ["--to", "told.sqlite", "--tombstones", "tombstones.json"])
      #expect(told.output.contains("Nothing in the list of tombstones was in the backup"))
      try place.runs(["import", "undo", "1", "--yes", "--database", "restored.sqlite"])
      try place.runs(["audit", "verify", "--database", "restored.sqlite"])
      try place.runs(["move", "--from", "kith.sqlite", "--to", "moved.sqlite"])
      try place.runs(["audit", "verify", "--database", "moved.sqlite"])

    }
  }

  @Test func an_emergency_pack_is_made_by_who_cannot_open_it_for_those_who_can() throws {
    try Workplace.with { place in
      try place.addOfficer()
      _ = try place.folder(
        "keys",
        ["passphrase": "lantern orchard copper\n", "good": "lantern orchard copper tide\n"])
      let make = ["emergency-pack", "--output", "pack.html"]
      let nobody = try place.run(make)
      #expect(nobody.code == 2 && nobody.errors.contains("Nobody has set an emergency passphrase"))
      let set = ["emergency-pack", "passphrase", "--passphrase-file"]
      #expect(try place.run(set + ["keys/good"]).code == 1)
      let added = try place.run(
        ["user", "add", "moss", "--name", "Moss Fable", "--role", "teamManager"],
        typing: "made-up data only\n")
      #expect(added.code == 0)
      let weak = try place.run(set + ["keys/passphrase", "--as", "moss"])
      #expect(weak.code == 2 && weak.errors.contains("Four words or more"))
      try place.runs(set + ["keys/good", "--as", "moss"])
      #expect(try place.runs(make).output.contains("the emergency passphrase of Moss Fable"))
      // A new one takes the place of the old one, and of nothing else.
      try place.runs(make)
      try place.runs(["user", "list"])
      let wrong = try place.run(["emergency-pack", "--output", "kith.sqlite"])
      #expect(wrong.code == 2 && wrong.errors.contains("no emergency pack"))
      #expect(
        try place.runs(["emergency-pack", "passphrases"]).output.contains("opens packs made now"))
      // The keys are in a backup, and so are those of before.
      try place.runs(["backup", "key", "--output", "keys/backup.key"])
      try place.runs(["backup", "--key", "keys/backup.key", "--output", "made.backup"])
      try place.runs([
        "restore", "made.backup", "--key", "keys/backup.key", "--to", "restored.sqlite",
      ])
      try place.runs(make + ["--database", "restored.sqlite"])
      try place.runs(["emergency-pack", "withdraw", "1", "--as", "moss"])
      #expect(try place.run(make).code == 2)
      #expect(try place.run(["emergency-pack", "withdraw", "1", "--as", "moss"]).code == 2)
    }
  }
}

private enum Made {
  static let files = ["header.csv": header, "episodes.csv": episodes]
  static let header = """
    CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
    77,F,04/03/2014,WBRI,A123456789012,0,

    """
  static let episodes = """
    CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
    77,01/05/2025,S,C2,N1,U6,PR1,,,,LS1 4AP,ZZ2 2BB,1234567

    """
  /// A child whose record was to be kept until 1989.
  static let longAgo = [
    "header.csv": header.replacing("2014", with: "1914"),
    "episodes.csv": episodes.replacing(
      "01/05/2025,S,C2,N1,U6,PR1,,", with: "01/05/1925,S,C2,N1,U6,PR1,01/06/1926,E4A"),
  ]
  static let postcodes = "POSTCODE,LAUA,EASTING,NORTHING\nLS1 4AP,E08000035,429000,433000\n"
}

/// A folder with a database, in which commands are run.
private struct Workplace {
  let folder: URL
  var database: String { folder.appending(path: "kith.sqlite").path(percentEncoded: false) }

  struct Answer {
    let code: Int32
    let output: String
    let errors: String
  }

  /// What a check says in JSON, as far as these tests ask.
  struct Report: Decodable {
    struct Rule: Decodable {
      let code: String
      let status: String
    }
    struct Finding: Decodable { let rule: String }
    let `return`: String
    let year: String
    let children: Int
    let rules: [Rule]
    let findings: [Finding]

    func status(of rule: String) -> String? { rules.first { $0.code == rule }?.status }
  }

  static func with(_ test: (Workplace) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "kith-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try test(Workplace(folder: folder))
  }

  func folder(_ name: String, _ files: [String: String]) throws -> String {
    let place = folder.appending(path: name)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: place.appending(path: name)) }
    return place.path(percentEncoded: false)
  }

  func run(_ arguments: [String], typing input: String = "") throws -> Answer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("kith")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(["KITH_USER": "dana"]) { $1 }
    let typed = folder.appending(path: "input")
    try Data(input.utf8).write(to: typed)
    // Files, not pipes: what is written to two pipes at once can fill one while the other is read.
    let places = ["output", "errors"].map { folder.appending(path: $0) }
    for place in places {
      _ = FileManager.default.createFile(atPath: place.path(percentEncoded: false), contents: nil)
    }
    let (output, errors) = (
      try FileHandle(forWritingTo: places[0]), try FileHandle(forWritingTo: places[1])
    )
    process.standardInput = try FileHandle(forReadingFrom: typed)
    process.standardOutput = output
    process.standardError = errors
    try process.start()
    process.waitUntilExit()
    try output.close()
    try errors.close()
    return Answer(
      code: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: places[0]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: places[1]), as: UTF8.self))
  }

  /// Runs a command that must do what it is for.
  @discardableResult
  func runs(_ arguments: [String]) throws -> Answer {
    let answer = try run(arguments)
    #expect(answer.code == 0, "\(arguments): \(answer.errors)")
    return answer
  }

  func check(_ arguments: [String]) throws -> Report {
    let answer = try run(["check"] + arguments + ["--format", "json"])
    #expect(answer.code < 2, "\(arguments): \(answer.errors)")
    let report = try JSONDecoder().decode(Report.self, from: Data(answer.output.utf8))
    #expect(answer.code == (report.findings.isEmpty ? 0 : 1))
    return report
  }

  /// The files of the year's return, by name.
  func export() throws -> [String: String] {
    let place = folder.appending(path: "export-\(UUID().uuidString)")
    try runs([
      "export", "ssda903", "--year", "2025-26", "--output", place.path(percentEncoded: false),
    ])
    let names = try FileManager.default.contentsOfDirectory(
      atPath: place.path(percentEncoded: false))
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try String(contentsOf: place.appending(path: $0), encoding: .utf8))
      })
  }

  func addOfficer() throws {
    let added = try run(
      [
        "user", "add", "dana", "--name", "Dana Reid", "--role", "dataOfficer", "--role",
        "systemCustodian", "--authority", "383",
      ], typing: "made-up data only\n")
    #expect(added.code == 0, "\(added.errors)")
  }
}
