import Access
import ArgumentParser
import CareRecord
import CivilTime
import Returns
import Store

struct ImportListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the imports, the latest first.")

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      let person = try await options.importer(in: store)
      let runs = try await store.importRuns()
      let submissions = try await store.submissions(of: person.authority)
      if submissions.isEmpty { Terminal.say("Nothing has been imported yet.") }
      if !runs.isEmpty {
        Terminal.table(
          ["import", "submission", "return", "when", "by", "children", "state"],
          runs.map { run in
            [
              String(run.number), String(run.submission),
              submissions.first { $0.id == run.submission }?.words ?? "",
              run.started.spoken, run.startedBy, run.remembers ? String(run.children) : "?",
              run.state,
            ]
          })
      }
      let never = submissions.filter { one in !runs.contains { $0.submission == one.id } }
      for submission in never {
        Terminal.say("Submission \(submission.id), \(submission.words): not imported.")
      }
      try await store.close()
    }
  }
}

extension Submission {
  /// `ssda903 2017-18`.
  fileprivate var words: String { "\(returnName) \(CollectionYear.ending(year))" }
}

extension ImportRun {
  /// How it stands, in a few words.
  fileprivate var state: String {
    if let undoneAt { return "undone \(undoneAt.spoken) by \(undoneBy ?? "")" }
    if undoStarted != nil { return "undo stopped half-way" }
    if !remembers { return "cannot be undone (an earlier version of Kith)" }
    return ended == nil ? "stopped half-way" : "imported"
  }
}
