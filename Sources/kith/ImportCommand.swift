import ArgumentParser
import CareRecord
import Checking
import CivilTime
import Exchange
import Foundation
import Returns
import Store
import Web

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take return files into the records, or take an import back.",
    discussion: """
        kith import returns/2017-18 --year 2017-18 --as dana
        kith import list --as dana
        kith import undo 12 --as dana

      A file or folder that is itself called list or undo is named as ./list or ./undo.
      """,
    subcommands: [ImportFilesCommand.self, ImportListCommand.self, ImportUndoCommand.self],
    defaultSubcommand: ImportFilesCommand.self)
}

struct ImportFilesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "files",
    abstract: "Take return files into the records: what kith import does with paths.",
    discussion: """
      Reads SSDA903 (a set of CSV files, or XML) and the children in need census (XML), from files, \
      folders or a zip. Without --yes it shows what would change and asks. Rows that cannot be read \
      are written to a folder, to be mended and imported again. \
      What an import changed can be taken back with kith import undo.

        kith import returns/2017-18 --year 2017-18 --as dana
        kith import cin-2026.xml --yes
      """)

  @Argument(help: "Files, folders or zip files.", completion: .file())
  var paths: [String]

  @Option(name: .customLong("return"), help: "ssda903 or cin, where both might be meant.")
  var returnName: CheckedReturn?

  @Option(help: "The collection year, such as 2017-18; otherwise it is taken from the dates.")
  var year: CollectionYear?

  @Flag(help: "Do not ask before changing anything.")
  var yes = false

  @Option(
    help: ArgumentHelp(
      "Where the rows that were refused are written.", valueName: "folder"))
  var rejects = "./kith-rejects"

  @Option(
    parsing: .upToNextOption,
    help: "New identifiers that are the child whose pupil number they carry.")
  var same: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: "New identifiers that are not the child whose pupil number they carry.")
  var different: [String] = []

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open(create: true)
      let person = try await options.person(in: store)
      let given = ReturnFiles(paths: paths)
      let (returns, refusals) = ReceivedReturn.read(given, asked: returnName?.rawValue, year: year)
      for refusal in refusals { Terminal.complain(refusal.description) }
      guard !returns.isEmpty else {
        throw Unusable("There is no return in what was given, so nothing was imported.")
      }
      let intake = Intake(
        into: store, by: person, clock: { WallClock.system.now },
        identifiers: { IdentifierSource(milliseconds: { WallClock.system.now.milliseconds }) })
      var refused = !refusals.isEmpty
      for received in returns {
        refused = try await take(received, intake) || refused
      }
      try await store.close()
      if refused { throw ExitCode(1) }
    }
  }

  /// - Returns: whether anything was refused
  private func take(_ received: ReceivedReturn, _ intake: Intake) async throws -> Bool {
    let report = ImportReport(received)
    if format == .text { report.introduce() }
    try report.checkAuthority(options.authority)
    let decisions = MatchDecisions(same: Set(same), different: Set(different))
    var outcome = yes ? nil : try await preview(received, intake, report)
    if yes || (outcome?.changesNothing == false && Terminal.agrees("Make these changes?")) {
      outcome = try await intake.apply(received, decisions: decisions) { done in
        Terminal.progress("\(done) of \(received.childCount) children imported")
      }.report
      Terminal.endProgress()
      if let outcome, format == .text { report.show(outcome, done: true) }
    } else if format == .text, outcome?.changesNothing == false {
      Terminal.say("Nothing was changed. Run it again with --yes to make these changes.")
    }
    guard let outcome else { return false }
    if format == .json { try Terminal.json(ImportJSON(received, outcome, done: yes)) }
    try writeRejects(received.rejects(outcome).files, of: received)
    return !outcome.refusals.isEmpty || !outcome.proposals.isEmpty
  }

  private func preview(
    _ received: ReceivedReturn, _ intake: Intake, _ report: ImportReport
  ) async throws -> IntakeReport {
    let outcome = try await intake.preview(received) { done in
      Terminal.progress("\(done) of \(received.childCount) children compared")
    }
    Terminal.endProgress()
    if format == .text { report.show(outcome, done: false) }
    return outcome
  }

  private func writeRejects(_ files: [OutputFile], of received: ReceivedReturn) throws {
    if files.isEmpty { return }
    let folder = URL(fileURLWithPath: rejects, isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in files { try file.write(to: folder) }
    Terminal.complain(
      "What was refused is in \(rejects): mend it and run kith import \(rejects)"
        + " --return \(received.name) --year \(received.year).")
  }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
