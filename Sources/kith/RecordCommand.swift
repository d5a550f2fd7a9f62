import ArgumentParser
import CareRecord
import CivilTime
import CodeSets
import Store
import Web

struct RecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Show a child's record.",
    discussion: """
      The child is named by the authority's own identifier. Reading is logged, as on the pages.

        kith record 566910 --as mo
        kith record 566910 --as-known-on 2025-12-31
      """)

  @Argument(help: "The authority's own identifier of the child.")
  var child: String

  @Option(help: "Show what Kith knew at the end of this day, such as 2025-12-31.")
  var asKnownOn: Day?

  @Option(help: "Why you need to see it, where you have no case relationship; it is kept.")
  var reason: String?

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      let now = WallClock.system.now
      let reading = Reading(
        by: try await options.person(in: store), at: now, today: now.inLondon.day,
        purpose: "kith record")
      let hits = try await store.search(child, limit: 10, for: reading)
      guard
        let subject = try await store.subjects(
          withIdentifiers: [child], scheme: .laChildID, for: reading)[child]
          ?? hits.first?.headline.subject
      else { throw ReadRefused.unknown }
      if let reason { try await store.open(subject, because: reason, for: reading) }
      let seen: SeenRecord
      if let asKnownOn {
        guard let end = Instant(startOf: asKnownOn + 1)?.adding(milliseconds: -1) else {
          throw Unusable("\(asKnownOn.iso) is too far off.")
        }
        seen = try await store.record(of: subject, asKnownAt: end, for: reading)
      } else {
        seen = try await store.record(of: subject, for: reading)
      }
      try show(seen.record)
      try await store.close()
    }
  }

  private func show(_ record: ChildRecord) throws {
    let library = try CodeSets.standard()
    let text = FactText { library[$0]?.latestMeaning(of: $1) }
    if format == .json {
      try Terminal.json(record.all.map { FactJSON($0, text) })
      return
    }
    let identity = record.identity ?? PersonIdentity()
    Terminal.say(identity.name.isEmpty ? "Name not known" : identity.name)
    for (label, words, _) in text.details(of: identity) { Terminal.say("  \(label): \(words)") }
    Terminal.say()
    Terminal.table(
      ["from", "to", "what", ""],
      record.chronology().map { entry in
        [
          entry.when.from.iso, entry.when.isSpan ? entry.when.to?.iso ?? "now" : "",
          entry.kind.label, record.held(entry).map { text.headline(of: $0.fact) } ?? "",
        ]
      })
  }
}

/// A fact for programs.
struct FactJSON: Encodable {
  let fact: String
  let kind: String
  let version: Int
  let known: String
  let from: String?
  let to: String?
  let fields: [String: String]

  init(_ held: HeldFact, _ text: FactText) {
    fact = held.id.text
    kind = held.kind.name
    version = held.version
    known = held.known.iso
    from = held.fact.occurred?.from.iso
    to = held.fact.occurred?.to?.iso
    fields = Dictionary(
      text.details(of: held.fact).map { ($0.label, $0.words) }, uniquingKeysWith: { $1 })
  }
}
