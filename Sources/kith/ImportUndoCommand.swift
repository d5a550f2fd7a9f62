import ArgumentParser
import CivilTime
import Exchange
import Store
import Web

struct ImportUndoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back what an import changed.",
    discussion: """
      Facts that the import put in are withdrawn, and what it replaced is put back. What somebody \
      changed since stays and is listed. Nothing is removed: each record's history says what happened. \
      Without --yes it shows what would happen and asks. An undo that was stopped is completed by the \
      same command.

        kith import undo 12 --as dana
        kith import undo --submission 3 --yes --as dana
      """)

  @Argument(help: "The number of the import, as kith import list shows it.")
  var run: Int64?

  @Option(help: "Undo every import of the files of this submission instead.")
  var submission: Int64?

  @Flag(help: "Do not ask before changing anything.")
  var yes = false

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let which: ImportUndo.Which
      switch (run, submission) {
      case (let run?, nil): which = .run(run)
      case (nil, let submission?): which = .submission(submission)
      default:
        throw Unusable(
          "Say which import to undo: kith import undo 12, or kith import undo --submission 3. "
            + "kith import list shows the numbers.")
      }
      let store = try await options.open()
      let person = try await options.importer(in: store)
      let undo = try await ImportUndo(
        which, in: store, by: person, clock: { WallClock.system.now })
      try await perform(undo)
      try await store.close()
    }
  }

  private func perform(_ undo: ImportUndo) async throws {
    let total = undo.childCount
    var done = yes
    if !yes {
      let report = try await undo.preview { Terminal.progress("\($0) of \(total) children read") }
      Terminal.endProgress()
      show(report, of: undo, done: false)
      done = Terminal.agrees("Undo it?")
    }
    guard done else {
      if format == .text {
        Terminal.say("Nothing was changed. Run it again with --yes to undo the import.")
      }
      return
    }
    let report = try await undo.apply { Terminal.progress("\($0) of \(total) children undone") }
    Terminal.endProgress()
    show(report, of: undo, done: true)
  }

  private func show(_ report: UndoReport, of undo: ImportUndo, done: Bool) {
    if format == .json {
      try? Terminal.json(UndoJSON(undo, report, done: done))
      return
    }
    Terminal.say(done ? "\(undo.title) undone:" : "What undoing \(undo.title) would do:")
    Terminal.say("  \(report.changedChildren) children whose records change")
    Terminal.say("  \(report.emptiedChildren) of them of whom nothing is held then")
    let kinds = Set(report.withdrawnFacts.keys).union(report.restoredFacts.keys).sorted()
    if !kinds.isEmpty {
      Terminal.say()
      Terminal.table(
        ["", "withdrawn", "put back"],
        kinds.map {
          [$0, String(report.withdrawnFacts[$0] ?? 0), String(report.restoredFacts[$0] ?? 0)]
        })
    }
    if !report.left.isEmpty {
      Terminal.say()
      Terminal.say("Left as they are (\(report.left.count)):")
      for fact in report.left {
        Terminal.say("  child \(fact.child), \(fact.kind): \(fact.words)")
      }
    }
    if !undo.laterRuns.isEmpty {
      Terminal.say()
      Terminal.say(undo.warningOfLaterRuns)
    }
  }
}

/// The same for programs.
private struct UndoJSON: Encodable {
  struct Left: Encodable {
    let child: String
    let kind: String
    let reason: String
  }

  let imports: [Int64]
  let undone: Bool
  let changedChildren: Int
  let emptiedChildren: Int
  let withdrawnFacts: [String: Int]
  let restoredFacts: [String: Int]
  let left: [Left]
  let laterImports: [Int64]

  init(_ undo: ImportUndo, _ report: UndoReport, done: Bool) {
    imports = undo.runs.map(\.number).sorted()
    undone = done
    changedChildren = report.changedChildren
    emptiedChildren = report.emptiedChildren
    withdrawnFacts = report.withdrawnFacts
    restoredFacts = report.restoredFacts
    left = report.left.map { Left(child: $0.child, kind: $0.kind, reason: $0.words) }
    laterImports = undo.laterRuns.map(\.number).sorted()
  }
}
