import Access
import ArgumentParser
import CivilTime
import Foundation
import HTML
import Learning
import LearningPages
import Published
import Store
import Web

struct LearningCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learning",
    abstract: "List what the authority learns, and write what it shares with others.",
    discussion: """
      Findings, actions and reflection are written on the pages. Only insights that a principal social \
      worker approved can be written to a file.

        kith learning list --as rowan
        kith learning export --output shared.json --as rowan
        kith learning export --output shared.html --as rowan
      """,
    subcommands: [LearningListCommand.self, LearningExportCommand.self])
}

struct LearningListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List findings, the actions that answer them, and who owns these.")

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var options: DatabaseOptions

  private struct Line: Encodable {
    let finding: String
    let sort: String
    let source: String
    let under: String
    let theme: String
    let on: String
    let actions: [Action]
  }

  private struct Action: Encodable {
    let title: String
    let owner: String?
    let due: String
    let status: String
    let indicator: String?
  }

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      let person = try await options.person(in: store)
      let now = WallClock.system.now
      let register = try await store.learning(
        for: Reading(by: person, at: now, today: now.inLondon.day, purpose: "learning list"))
      let lines = register.findings.map { finding in
        Line(
          finding: finding.body.title, sort: finding.body.sort.rawValue,
          source: finding.body.source.rawValue, under: finding.body.under.rawValue,
          theme: finding.body.theme, on: finding.body.on.iso,
          actions: register.actions(answering: finding.id).map {
            Action(
              title: $0.body.title, owner: register.owner(of: $0.body)?.name, due: $0.body.due.iso,
              status: $0.body.status.rawValue, indicator: $0.body.indicator)
          })
      }
      switch format {
      case .json: try Terminal.json(lines)
      case .text:
        Terminal.table(
          ["date", "finding", "", "about", "actions", "owners"],
          lines.map { line in
            [
              line.on, line.finding, line.sort, line.under, String(line.actions.count),
              line.actions.map { $0.owner ?? "nobody" }.joined(separator: ", "),
            ]
          })
      }
      try await store.close()
    }
  }
}

struct LearningExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the insights that were approved for others.")

  @Option(
    help: ArgumentHelp("The file to write: .json, or .html for a page.", valueName: "file"))
  var output: String

  @OptionGroup var options: DatabaseOptions

  func validate() throws {
    guard output.hasSuffix(".json") || output.hasSuffix(".html") else {
      throw ValidationError("--output takes a name that ends in .json or .html.")
    }
  }

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      let person = try await options.person(in: store)
      let now = WallClock.system.now
      let register = try await store.learning(
        for: Reading(by: person, at: now, today: now.inLondon.day, purpose: "share insights"))
      let shared = SharedInsights(register.insights.map(\.version))
      let name =
        try PublishedFigures.shipped().area("\(store.authority)")?.name
        ?? "authority \(store.authority)"
      let bytes =
        output.hasSuffix(".html")
        ? try SharedInsightsFile.page(of: shared, from: name).bytes : try shared.json(from: name)
      try Data(bytes).write(to: URL(filePath: output), options: .atomic)
      try await store.close()
      Terminal.say("Wrote \(shared.entries.count) approved insights to \(output).")
    }
  }
}
