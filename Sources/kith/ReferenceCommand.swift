import Access
import ArgumentParser
import Checking
import CivilTime
import Foundation
import Returns
import Store
import Web

struct ReferenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Keep the lists of postcodes, providers and districts that rules look things up in.",
    subcommands: [ReferenceImportCommand.self, ReferenceListCommand.self])
}

struct ReferenceImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take a folder of reference data into the database.",
    discussion: """
      The folder may hold any of postcodes.csv (or the ONS Postcode Directory as published), \
      providers.csv or Ofsted's workbooks, and authorities.csv. Each replaces what was kept of its \
      kind; what is not in the folder stays. Every record is then checked anew.

        kith reference import lists --as dana
      """)

  @Argument(help: "The folder.", completion: .directory)
  var folder: String

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let (store, rules) = try await options.openWithRules()
      let person = try await options.importer(in: store)
      let keeping = try await ReferenceKeeping(
        folder: folder, in: store, by: person.user, at: WallClock.system.now)
      for note in keeping.notes { Terminal.complain(note.description) }
      for refusal in keeping.refusals { Terminal.complain(refusal.description) }
      if rules.reference?.refresh() == true {
        Terminal.complain("Checking every record anew.")
        try await store.remake(rules.projection(release: Kith.version))
      }
      show(keeping.kept)
      try await store.close()
      if !keeping.refusals.isEmpty { throw ExitCode(1) }
      if keeping.kept.isEmpty {
        throw Unusable(
          "There is no reference data in \(folder), so nothing was changed. Name a folder with "
            + "postcodes.csv, providers.csv or authorities.csv.")
      }
    }
  }
}

struct ReferenceListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the reference data that is kept.")

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      _ = try await options.importer(in: store)
      let lists = try await store.references().filter { ReferenceKind(rawValue: $0.kind) != nil }
      if lists.isEmpty {
        Terminal.say("No reference data is kept. Rules that need it do not run, and say so.")
      } else {
        show(lists)
      }
      for list in lists where list.refused > 0 {
        Terminal.say()
        Terminal.say("\(list.name): \(list.refused) rows or values could not be read.")
        for refusal in list.refusals { Terminal.say("  \(refusal)") }
      }
      try await store.close()
    }
  }
}

private func show(_ lists: [ReferenceList]) {
  guard !lists.isEmpty else { return }
  Terminal.table(
    ["", "rows", "since", "by", "from", "digest"],
    lists.map { list in
      [
        ReferenceKind(rawValue: list.kind)?.title ?? list.kind, String(list.rows),
        list.receivedAt.spoken, list.receivedBy, list.name, String(list.digest.prefix(12)),
      ]
    })
}
