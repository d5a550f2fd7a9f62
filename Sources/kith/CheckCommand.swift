import ArgumentParser
import Checking
import CivilTime
import Foundation
import HTML
import Returns
import Store
import Web

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a return against the rules of its year.",
    discussion: """
      Reads SSDA903 (a folder of CSV files, a zip, or XML) and the children in need census (XML), \
      from any system. Needs no database and keeps nothing. With --database it checks the returns that \
      would be sent if they were made from the records now, as far as you may see them; files that are \
      named too are checked instead, with the lists of postcodes and providers that the database keeps.

        kith check returns/2025-26 --previous returns/2024-25
        kith check cin-2026.xml --format html --output check.html
        kith check returns/2025-26 --rules 101,102 --format json
        kith check --database kith.sqlite --as dana

      Exit codes: 0 nothing was found; 1 something was found; 2 there is nothing that can be checked.
      """)

  @Argument(help: "Files, folders or zip files.", completion: .file())
  var paths: [String] = []

  @Option(
    help: "Check the records of this database; or files with the lists that it keeps.",
    completion: .file())
  var database: String?

  @Option(
    name: .customLong("as"),
    help: "The user name of the person who checks the records; without it as for other commands.")
  var user: String?

  @Option(name: .customLong("return"), help: "ssda903 or cin, where both might be meant.")
  var returnName: CheckedReturn?

  @Option(help: "The collection year, which sets the dates, such as 2025-26.")
  var year: CollectionYear?

  @Option(help: "The year of the rule book; otherwise that of the collection year.")
  var ruleSet: CollectionYear?

  @Option(help: "Last year's return, as it was sent.", completion: .file())
  var previous: [String] = []

  @Option(
    help: ArgumentHelp(
      "A folder with postcodes.csv, providers.csv, authorities.csv or the published lists.",
      valueName: "folder"), completion: .directory)
  var reference: String?

  @Option(help: "Only these rules, with commas between them.")
  var rules: String?

  @Option(help: "The authority that the return is from: E08000035, or 383.")
  var authority: String?

  @Option(help: "text, json, csv, html or xlsx.")
  var format = CheckFormat.text

  @Option(
    help: ArgumentHelp(
      "Where the report is written; otherwise to standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  func run() async throws {
    try await Kith.perform {
      let (report, taken) = try await check()
      for sentence in taken { Terminal.complain(sentence) }
      for refusal in report.refusals.prefix(50) { Terminal.complain(refusal.description) }
      if report.refusals.count > 50 {
        Terminal.complain("and \(report.refusals.count - 50) more that could not be read")
      }
      try write(report, taken)
      if !report.findings.isEmpty { throw ExitCode(1) }
    }
  }

  private func check() async throws -> (CheckReport, [String]) {
    if format == .xlsx, output == nil {
      throw Unusable("A spreadsheet cannot go to the screen. Say with --output where to write it.")
    }
    var request = try await request()
    request.ruleSet = ruleSet
    request.codes = rules.map { codes in
      codes.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    request.authority = authority ?? request.authority
    request.referenceFolder = reference
    request.wantsTables = format == .html || format == .xlsx
    request.threads = ProcessInfo.processInfo.activeProcessorCount
    do {
      return try await request.run()
    } catch {
      for refusal in error.refusals { Terminal.complain(refusal.description) }
      throw Unusable(error.description)
    }
  }

  /// What is to be checked: files, or what the records of a database give.
  private func request() async throws -> CheckRequest {
    let today = WallClock.system.now.inLondon.day
    if database == nil, paths.isEmpty {
      throw Unusable("Say which files to check, or name a database with --database.")
    }
    guard let database, paths.isEmpty else {
      var request = CheckRequest(ReturnFiles(paths: paths), today: today)
      request.previous = previous.isEmpty ? nil : ReturnFiles(paths: previous)
      request.kind = returnName
      request.year = year
      if let database { request.shelf = try await shelf(of: database) }
      return request
    }
    let options = try DatabaseOptions.parse(
      ["--database", database] + (user.map { ["--as", $0] } ?? []))
    let (store, rules) = try await options.openWithRules()
    let person = try await options.person(in: store)
    var request = try await CheckRequest(
      recordsOf: store, by: person, at: WallClock.system.now,
      kind: returnName ?? .ssda903, year: year,
      release: Kith.version)
    if !previous.isEmpty { request.previous = ReturnFiles(paths: previous) }
    request.shelf = rules.reference
    // Read before the database is closed.
    _ = request.year.map { request.shelf?.data(of: $0) }
    try await store.close()
    return request
  }

  /// The lists that a database keeps; nothing else of it is read.
  private func shelf(of database: String) async throws -> ReferenceShelf {
    let address = DatabaseAddress(database)
    let authority = try await unusable { try await DatabaseStore.authorities(in: address).first }
    guard let authority else { throw Unusable("There is no database \(database).") }
    return ReferenceShelf(DatabaseReferenceSource(address, authority: authority))
  }

  private func write(_ report: CheckReport, _ taken: [String]) throws {
    switch format {
    case .text:
      try write { $0(Array((report.text().joined(separator: "\n") + "\n").utf8)) }
    case .json:
      try write { write in
        report.writeJSON(write)
        write([0x0A])
      }
    case .csv: try write { report.writeCSV($0) }
    case .html:
      let page = try report.page(taken: taken, madeOn: WallClock.system.now.inLondon.day)
      try write { $0(page.bytes) }
    case .xlsx:
      guard let output else { return }
      do {
        try report.writeWorkbook(to: output)
      } catch {
        throw Unusable(error.description)
      }
    }
  }

  /// Writes a report a piece at a time to where it was asked for.
  private func write(_ pieces: ((_ write: ([UInt8]) -> Void) -> Void)) throws {
    guard let output else {
      pieces { FileHandle.standardOutput.write(Data($0)) }
      return
    }
    do {
      let file = try GrowingFile(at: output)
      pieces { file.write($0) }
      try file.finish()
    } catch {
      throw Unusable("\(output) could not be written: \(error.localizedDescription)")
    }
  }
}

enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv, html, xlsx
}
