import ArgumentParser
import Store

struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Work out every derived table anew from the log, and say whether it was the same.",
    discussion: "What is right is left as it is; a table that is not is emptied and written anew.")

  @Flag(
    help: "Write what is right anew as well, as after a fault of the disk. It takes longer.")
  var writeAll = false

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      _ = try await options.person(in: store)
      let report = try await store.rebuild(writingAll: writeAll) { entries in
        Terminal.progress("\(entries) entries of the log")
      }
      Terminal.endProgress()
      Terminal.table(
        ["table", "rows before", "rows after", ""],
        report.tables.filter { $0.rowsBefore + $0.rowsAfter > 0 }.map {
          [$0.name, String($0.rowsBefore), String($0.rowsAfter), $0.isEqual ? "same" : "DIFFERED"]
        })
      try await store.close()
      if !report.isEqual {
        Terminal.say("Some tables were not what the log says. They are now; run kith audit verify.")
        throw ExitCode(1)
      }
    }
  }
}
