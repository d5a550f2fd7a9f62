import CareRecord
import Checking
import CivilTime
import Foundation
import Secrets
import Store
import Web

/// The files of a backup: where it goes, and its key.
enum BackupFiles {
  /// The path of a new backup: `output`, or a name that says the time where that is a folder.
  static func path(_ output: String, authority: Authority?, at now: Instant) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: output, isDirectory: &isFolder), isFolder.boolValue
    else { return output }
    let time = now.iso.dropLast(8).replacing("T", with: "-").replacing(":", with: "")
    let whose = authority.map { "-\($0)" } ?? ""
    return URL(fileURLWithPath: output, isDirectory: true)
      .appendingPathComponent("kith\(whose)-\(time).backup").path
  }

  /// A key beside the backup protects nothing: whoever takes the one takes the other.
  static func checkApart(key: String, backup: String) throws {
    func folder(_ path: String) -> String {
      URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent()
        .resolvingSymlinksInPath().path
    }
    guard folder(key) != folder(backup) else {
      throw Unusable(
        "The key \(key) lies in the folder that the backup would be in, so whoever takes the one has "
          + "the other. Keep the key apart: on another disk, or in a safe. No backup was made.")
    }
  }

  static func key(_ path: String) throws -> StreamKey {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Unusable(
        "The key file \(path) cannot be read. Make a key with kith backup key, or name the one that "
          + "the backup was made with.")
    }
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let keys = lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    guard keys.count == 1, let key = StreamKey(keys[0]) else {
      throw Unusable(
        "\(path) does not hold the key of a backup: 64 hexadecimal digits, a hyphen and 8 digits that "
          + "show a slip of the pen. If it was typed from paper, compare it again.")
    }
    return key
  }

  static func write(_ key: StreamKey, to path: String, on day: Day) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw Unusable(
        "\(path) is there already, and a key is never written over another file. Choose another name."
      )
    }
    let text = "# Kith backup key \(key.name), made on \(day.spoken)\n\(key.text)\n"
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else {
      throw Unusable("\(path) cannot be written. Choose a folder that you may write in.")
    }
  }
}

extension Derivation {
  /// What this version derives, as of today.
  static func current() throws -> Derivation {
    Derivation(
      workingDays: try .england(), today: WallClock.system.now.inLondon.day
    ) { [LiveRules(of: $0).projection(release: Kith.version)] }
  }
}

/// What commands say of backups.
enum BackupWords {
  static let show: @Sendable (BackupProgress) -> Void = { progress in
    let rows = "\(progress.rows) rows, \(megabytes(progress.bytes))"
    switch progress.step {
    case .writing: Terminal.progress("Writing: \(rows)")
    case .checking: Terminal.progress("Reading back: \(rows)")
    case .restoring: Terminal.progress("Restoring: \(rows)")
    case .rebuilding:
      Terminal.progress("Making lists and current facts: \(progress.rows) entries of the log")
    case .comparing: Terminal.progress("Comparing: \(rows)")
    }
  }

  /// "24 kB", "1.1 MB".
  static func megabytes(_ bytes: Int) -> String {
    if bytes < 1_000_000 { return "\((bytes + 999) / 1_000) kB" }
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10) MB"
  }

  static func tell(_ contents: BackupContents) {
    let made = contents.made.map { "made on \($0.spoken)" } ?? "with no date"
    Terminal.say("The backup, \(made) by Kith \(contents.release), holds \(contents.rows) rows:")
    tell(contents.tables)
    Terminal.say("It was read to its end: every count and every hash is right.")
    tell(contents.audit, "The log in it is whole.", "The log in it is not as it was written.")
  }

  static func tell(_ report: RestoreReport, in address: DatabaseAddress) {
    tell(report.tables)
    Terminal.say("Every table was compared: all \(report.rows) rows and every hash are the same.")
    tell(report.audit, "The log is whole.", "The log is not as it was written; nor was it before.")
    Terminal.say(
      address.path.map {
        "To go on signing the log with the same key, put the old key file at \($0).key. "
      } ?? "To go on signing the log with the same key, give Kith the old key file. ")
    Terminal.say(
      "Without it Kith makes a new one; what the old one signed is checked all the same.")
    Terminal.say("Everybody has to sign in again.")
  }

  private static func tell(_ tables: [CarriedTable]) {
    Terminal.table(
      ["authority", "table", "rows"],
      tables.filter { $0.rows > 0 }.map {
        [$0.authority == 0 ? "all" : String($0.authority), $0.name, String($0.rows)]
      })
  }

  private static func tell(_ audit: AuditReport, _ whole: String, _ broken: String) {
    for note in audit.notes { Terminal.say("Note: \(note)") }
    for finding in audit.findings { Terminal.say(finding.description) }
    if audit.more > 0 { Terminal.say("and \(audit.more) more") }
    let checked =
      "Checked \(audit.entries) entries in \(audit.links) links of chains, \(audit.seals) seals and "
      + "\(audit.reads) reads. "
    Terminal.say(checked + (audit.holds ? whole : broken))
  }
}
