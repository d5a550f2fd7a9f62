import Access
import ArgumentParser
import CareRecord
import CaseworkPages
import CivilTime
import Foundation
import Retention
import Store
import Web

struct RetentionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "See what is due for destruction and what was destroyed.",
    discussion: """
      Proposing, approving and destroying are done on the pages, by two people who see the record.

        kith retention list --within 12
        kith retention schedules
        kith retention certificate 3
        kith retention tombstones --output tombstones.json
      """,
    subcommands: [
      RetentionListCommand.self, RetentionScheduleCommand.self, RetentionCertificateCommand.self,
      RetentionTombstonesCommand.self,
    ])
}

struct RetentionListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the records that are due, or become due soon.")

  @Option(help: ArgumentHelp("Also what becomes due within so many months.", valueName: "months"))
  var within = 0

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var options: DatabaseOptions

  private struct Line: Encodable {
    let record: String
    let due: String
    let schedule: String
    let years: Int
    let countsFrom: String?
    let basis: String
    let standing: String
    let isStatutory: Bool
    let holds: [Int64]
    let state: String
  }

  private struct Outcome: Encodable {
    let dueBy: String
    let total: Int
    let records: [Line]
    let notAdopted: [String: Int]
    let undated: Int
  }

  func validate() throws {
    guard (0...1_200).contains(within) else {
      throw ValidationError("--within takes a number of months from 0 to 1200.")
    }
  }

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      let person = try await options.person(in: store)
      let now = WallClock.system.now
      let today = now.inLondon.day
      let day = today.adding(months: within)
      let page = try await store.retentionList(
        dueBy: day, offset: 0, limit: 10_000,
        for: Reading(by: person, at: now, today: today, purpose: "retention list"))
      switch format {
      case .json: try Terminal.json(outcome(page, day))
      case .text: show(page, day)
      }
      try await store.close()
    }
  }

  private func outcome(_ page: RetentionListPage, _ day: Day) -> Outcome {
    Outcome(
      dueBy: day.iso, total: page.total,
      records: page.lines.map { line in
        Line(
          record: line.child.subject.id.text, due: line.due.iso,
          schedule: line.schedule.reason.rawValue, years: line.schedule.years,
          countsFrom: line.countsFrom?.iso, basis: line.schedule.basis,
          standing: line.schedule.standing.rawValue, isStatutory: line.schedule.isStatutory,
          holds: line.holds.map(\.number), state: line.state.word)
      },
      notAdopted: Dictionary(
        uniqueKeysWithValues: page.notAdopted.map { ($0.key.rawValue, $0.value) }),
      undated: page.undated)
  }

  private func show(_ page: RetentionListPage, _ day: Day) {
    if page.lines.isEmpty {
      Terminal.say("No record is due by \(day.spoken).")
    } else {
      Terminal.say("Due by \(day.spoken): \(page.total) records.")
      Terminal.table(
        ["record", "name", "due", "schedule", "from", "checked", "holds", "review"],
        page.lines.map { line in
          [
            line.child.subject.id.text, line.child.name, line.due.iso,
            "\(line.schedule.title), \(line.schedule.years) years", line.countsFrom?.iso ?? "",
            line.schedule.standing.rawValue,
            line.holds.map { String($0.number) }.joined(separator: ","), line.state.word,
          ]
        })
      if page.lines.count < page.total {
        Terminal.say("These are the first \(page.lines.count).")
      }
    }
    for (reason, count) in page.notAdopted.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      Terminal.say(
        "\(count) records are kept without end because no schedule is adopted: \(reason.words).")
    }
    if page.undated > 0 {
      Terminal.say(
        "\(page.undated) records are kept without end because a date is missing in them.")
    }
  }
}

extension RetentionState {
  fileprivate var word: String {
    switch self {
    case .open: "not reviewed"
    case .proposed: "proposed"
    case .approved: "approved"
    case .void: "proposal void"
    case .kept: "kept"
    }
  }
}

struct RetentionScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedules",
    abstract: "Show the schedules, and which of them the authority adopted.")

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      _ = try await options.person(in: store)
      let history = try await store.scheduleHistory()
      let adopted = AdoptedSchedules(history: history)
      Terminal.table(
        ["schedule", "proposed", "in force", "counts", "checked", "decided"],
        RetentionSchedule.proposed.map { schedule in
          let last = history.last { $0.schedule == schedule.reason }
          return [
            schedule.title, "\(schedule.years) years",
            adopted[schedule.reason].map { "\($0.years) years" } ?? "not adopted",
            schedule.start.words, schedule.standing.rawValue,
            last.map { "\($0.at.inLondon.day.iso) by \($0.person)" }
              ?? (schedule.isStatutory ? "by law" : ""),
          ]
        })
      try await store.close()
    }
  }
}

struct RetentionCertificateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certificate", abstract: "Write the certificate of a destruction as a page.")

  @Argument(help: "The number of the certificate.")
  var number: Int64

  @Option(help: ArgumentHelp("The file to write; without it, standard output.", valueName: "file"))
  var output: String?

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      let person = try await options.person(in: store)
      guard Policy.mayReviewRetention(person) || Policy.mayNoteBackups(person) else {
        throw ReadRefused.notAllowed("Your role does not include reviewing what is kept.")
      }
      guard let tombstone = try await store.tombstone(number) else {
        throw Unusable("There is no certificate \(number).")
      }
      let bytes = try await CertificatePage(
        tombstone, authority: store.authority, backups: store.backupNotes(),
        names: store.namesOfPeople(), keepsArchive: store.keepsArchive
      ).paper(on: WallClock.system.now.inLondon.day)
      if let output {
        try Data(bytes).write(to: URL(fileURLWithPath: output))
        Terminal.say("Wrote certificate \(number) to \(output).")
      } else {
        FileHandle.standardOutput.write(Data(bytes))
      }
      try await store.close()
    }
  }
}

struct RetentionTombstonesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tombstones",
    abstract: "Write the list of what was destroyed, to be kept beside the backups.",
    discussion: """
      A backup that was made before a destruction brings the record back. kith restore --tombstones \
      with this list destroys it again. The list names no child.
      """)

  @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      let person = try await options.person(in: store)
      guard Policy.mayReviewRetention(person) || Policy.mayNoteBackups(person) else {
        throw ReadRefused.notAllowed("Your role does not include reviewing what is kept.")
      }
      let tombstones = try await store.tombstones()
      let text = try TombstoneList(tombstones, of: store.authority).text
      try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
      Terminal.say("Wrote \(tombstones.count) tombstones to \(output).")
      try await store.close()
    }
  }
}
