import ArgumentParser
import CareRecord
import CivilTime
import Exchange
import Foundation
import Secrets
import Store
import Web

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy a database into an encrypted file, while Kith goes on running.",
    discussion: """
        kith backup key --output /media/safe/kith-backup.key
        kith backup --database kith.sqlite --key /media/safe/kith-backup.key --output backups
      """,
    subcommands: [BackupMake.self, BackupKey.self], defaultSubcommand: BackupMake.self)
}

struct BackupMake: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "Make a backup, and read it back to see that it is whole.",
    discussion: """
      The file gets its name only once it was read back and every count, hash and chain was right. \
      Keep it on another machine, and the key somewhere else again.
      """)

  @Option(help: "The database: a file, or the address of a PostgreSQL database.")
  var database = "./kith.sqlite"

  @Option(help: "Only what belongs to this authority, such as 383; without it, everything.")
  var authority: Authority?

  @Option(help: ArgumentHelp("The key file that kith backup key made.", valueName: "file"))
  var key: String

  @Option(help: ArgumentHelp("The file to write, or a folder for it.", valueName: "file"))
  var output: String

  func run() async throws {
    try await Kith.performBackup {
      let now = WallClock.system.now
      let path = BackupFiles.path(output, authority: authority, at: now)
      try BackupFiles.checkApart(key: key, backup: path)
      let key = try BackupFiles.key(key)
      let address = DatabaseAddress(database)
      let contents = try await Backup.make(
        of: address, authority: authority, key: key, to: path, at: now, release: Kith.version,
        progress: BackupWords.show)
      Terminal.endProgress()
      let size =
        (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? contents.bytes
      Terminal.say("Backed up \(address) to \(path) (\(BackupWords.megabytes(size))).")
      BackupWords.tell(contents)
      if let file = address.path {
        Terminal.say(
          "Not in it: \(file).key, which signs the log. Keep a copy of it with the key of the backup."
        )
      } else {
        Terminal.say(
          "Not in it: the key that signs the log. Keep a copy of its file with the key of the backup."
        )
      }
      if !contents.audit.holds { throw ExitCode(1) }
    }
  }
}

struct BackupKey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Make the key that backups are encrypted with.")

  @Option(help: ArgumentHelp("The file to write the key to.", valueName: "file"))
  var output: String

  func run() async throws {
    try await Kith.performBackup {
      let key = StreamKey()
      try BackupFiles.write(key, to: output, on: WallClock.system.now.inLondon.day)
      Terminal.say("Wrote the key \(key.name) to \(output).")
      Terminal.say(
        "Without it nobody can read the backups, you neither. Keep one copy away from this machine, for "
          + "example printed in a safe, and never in the place where the backups are.")
    }
  }
}

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Make a database from a backup, or only check that one could.",
    discussion: """
      Nothing is ever restored over something: name a file that does not exist, or an empty \
      PostgreSQL database. All of it is restored, or nothing.

        kith restore backups/kith-2026-11-22-0521.backup --key /media/safe/kith-backup.key --verify
        kith restore backups/kith-2026-11-22-0521.backup --key /media/safe/kith-backup.key \\
          --to restored.sqlite
      """)

  @Argument(help: "The backup.")
  var backup: String

  @Option(help: ArgumentHelp("The key that it was made with.", valueName: "file"))
  var key: String

  @Option(help: ArgumentHelp("The database to make.", valueName: "database"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "The list of what was destroyed since, as kith retention tombstones writes it.",
      discussion: "What is in it and in the backup is destroyed again.", valueName: "file"))
  var tombstones: String?

  @Flag(help: "Read the backup through to its end and check it; restores nothing without --to.")
  var verify = false

  func validate() throws {
    if to == nil, !verify {
      throw ValidationError("Say where to restore it with --to, or only check it with --verify.")
    }
  }

  func run() async throws {
    try await Kith.performBackup {
      let key = try BackupFiles.key(key)
      var holds = true
      if verify || to == nil {
        let contents = try await Backup.check(backup, key: key, progress: BackupWords.show)
        Terminal.endProgress()
        BackupWords.tell(contents)
        holds = contents.audit.holds
      }
      if let to {
        let address = DatabaseAddress(to)
        let report = try await Backup.restore(
          backup, key: key, to: address, deriving: try .current(), repeating: try repeating(),
          progress: BackupWords.show)
        Terminal.endProgress()
        Terminal.say("Restored \(backup) to \(address).")
        BackupWords.tell(report, in: address)
        tellDestroyed(report)
        holds = holds && report.audit.holds
      }
      if !holds { throw ExitCode(1) }
    }
  }
}

extension RestoreCommand {
  private func repeating() throws -> RepeatedDestruction? {
    guard let tombstones else { return nil }
    guard let text = try? String(contentsOfFile: tombstones, encoding: .utf8) else {
      throw Unusable("The file \(tombstones) cannot be read.")
    }
    return RepeatedDestruction(
      try TombstoneList(text: text, named: tombstones), cutting: KeptFileSearch.cut)
  }

  private func tellDestroyed(_ report: RestoreReport) {
    guard tombstones != nil else {
      return Terminal.say(
        "Records that were destroyed after this backup was made are in the database again. If there "
          + "were any, restore with --tombstones and the list that kith retention tombstones wrote "
          + "last.")
    }
    let again = report.destroyedAgain
    if again.isEmpty { return Terminal.say("Nothing in the list of tombstones was in the backup.") }
    Terminal.say("Destroyed again, because it was destroyed after this backup was made:")
    for tombstone in again {
      Terminal.say(
        "  certificate \(tombstone.number): record \(tombstone.record.text), destroyed on "
          + "\(tombstone.at.inLondon.day.spoken)")
    }
    if report.filesLeft > 0 {
      Terminal.say(
        "Files as received that still hold rows of them: \(report.filesLeft). See their certificates."
      )
    }
  }
}

struct MoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Copy a database into another kind of database, and compare the two.",
    discussion: """
      Stop Kith first: what is written to the old database while it is copied is not in the new one. \
      The old database stays as it was.

        kith move --from kith.sqlite --to postgres://kith@db.example.org/kith
        kith move --from postgres://kith@db.example.org/kith --to kith.sqlite --authority 383
      """)

  @Option(help: ArgumentHelp("The database to copy.", valueName: "database"))
  var from: String

  @Option(help: ArgumentHelp("The database to make.", valueName: "database"))
  var to: String

  @Option(help: "Only what belongs to this authority, such as 383; without it, everything.")
  var authority: Authority?

  func run() async throws {
    try await Kith.performBackup {
      let (source, target) = (DatabaseAddress(from), DatabaseAddress(to))
      let report = try await Backup.move(
        from: source, to: target, authority: authority, at: WallClock.system.now,
        release: Kith.version, deriving: try .current(), progress: BackupWords.show)
      Terminal.endProgress()
      Terminal.say("Moved \(source) to \(target). The old database is as it was.")
      BackupWords.tell(report, in: target)
      if !report.audit.holds { throw ExitCode(1) }
    }
  }
}

extension Kith {
  /// `perform`, for commands that make or read backups.
  fileprivate static func performBackup(_ body: () async throws -> Void) async throws {
    try await perform {
      do {
        try await body()
      } catch let error as BackupUnusable {
        Terminal.endProgress()
        throw Unusable(error.description)
      }
    }
  }
}
