import ArgumentParser
import Foundation
import Store
import Web

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Prove that nothing was altered, removed or reordered.",
    subcommands: [AuditVerify.self, AuditSeal.self])
}

struct AuditVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the whole log, its chains, its seals and what is derived from it.",
    discussion: """
      Finds any edit, gap, reordering or shortening, and current facts that are not what the log \
      says. Seals that were kept elsewhere also show a log that was rewritten whole.

        kith audit verify
        kith audit verify --heads seals-of-yesterday.txt
      """)

  @Option(help: ArgumentHelp("A file of seals that was kept elsewhere.", valueName: "file"))
  var heads: String?

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var options: DatabaseOptions

  private struct Outcome: Encodable {
    let holds: Bool
    let entries: Int
    let links: Int
    let seals: Int
    let reads: Int
    let rows: Int
    let destroyed: Int
    let tombstones: Int
    let findings: [String]
    let notes: [String]
  }

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      _ = try await options.person(in: store)
      let report = try await store.verify(against: try kept())
      let findings =
        report.findings.map(\.description) + (report.more > 0 ? ["and \(report.more) more"] : [])
      if format == .json {
        try Terminal.json(
          Outcome(
            holds: report.holds, entries: report.entries, links: report.links, seals: report.seals,
            reads: report.reads, rows: report.rows, destroyed: report.destroyed,
            tombstones: report.tombstones, findings: findings, notes: report.notes))
      } else {
        Terminal.say(
          "Checked \(report.entries) entries in \(report.links) links of chains, \(report.seals) "
            + "seals, \(report.reads) reads and \(report.rows) current rows.")
        if report.tombstones > 0 {
          Terminal.say(
            "The bodies of \(report.destroyed) entries were destroyed lawfully, under "
              + "\(report.tombstones) certificates.")
        }
        for note in report.notes { Terminal.say("Note: \(note)") }
        for finding in findings { Terminal.say(finding) }
        Terminal.say(report.holds ? "The log is whole." : "The log is not as it was written.")
      }
      if !report.holds { throw ExitCode(1) }
    }
  }

  private func kept() throws -> [Seal] {
    guard let heads else { return [] }
    guard let text = try? String(contentsOfFile: heads, encoding: .utf8) else {
      throw Unusable("The file \(heads) cannot be read.")
    }
    return try text.split(whereSeparator: \.isNewline).enumerated().map { number, line in
      guard let seal = Seal(line: line) else {
        throw Unusable("\(heads), line \(number + 1): this is not a seal that Kith wrote.")
      }
      return seal
    }
  }
}

struct AuditSeal: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal",
    abstract: "Sign the log as it stands, and print every seal, to be kept elsewhere.")

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      _ = try await options.person(in: store)
      try await store.seal()
      for seal in try await store.seals() { Terminal.say(seal.line) }
    }
  }
}
