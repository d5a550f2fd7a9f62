import ArgumentParser
import CareRecord
import CaseworkPages
import CivilTime
import CodeSets
import Foundation
import HTML
import Secrets
import Store
import Web

struct EmergencyPackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emergency-pack",
    abstract: "Write the open cases to one locked page that any browser opens offline.",
    discussion: """
      Who the children with an open case are, where they live, who works with them and who their family \
      is, for a day on which Kith cannot be reached. Make one every night, keep it where it can be had \
      without your network, and keep the passphrase apart from it.

        kith emergency-pack --output pack.html --passphrase-file /media/safe/passphrase --as olu
      """)

  @Option(help: ArgumentHelp("The page to write.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("A file whose first line is the passphrase.", valueName: "file"))
  var passphraseFile: String

  @OptionGroup var options: DatabaseOptions

  /// Nobody counts how often somebody tries to open a copy of the file.
  private static let shortest = 16

  func run() async throws {
    try await Kith.perform {
      let passphrase = try passphrase()
      try checkOutput()
      let store = try await options.open()
      let person = try await options.person(in: store)
      let now = WallClock.system.now
      let records = try await store.emergencyRecords(
        for: Reading(by: person, at: now, today: now.inLondon.day, purpose: "emergency pack"))
      let pack = EmergencyPack(
        records, of: store.authority, made: now, codes: try .standard(),
        workingDays: try .england())
      try write(try locked(pack, under: passphrase))
      try await store.close()
      Terminal.say(
        "Wrote \(output) with \(pack.childCount) open cases, as they stood on \(now.spoken).")
      Terminal.say(
        "Keep it where it can be had without your network, and the passphrase apart from it. Destroy "
          + "the one before.")
    }
  }

  private func passphrase() throws -> String {
    guard let text = try? String(contentsOfFile: passphraseFile, encoding: .utf8) else {
      throw Unusable("The passphrase file \(passphraseFile) cannot be read.")
    }
    let passphrase = text.prefix { !$0.isNewline }.trimmingCharacters(in: .whitespaces)
    guard passphrase.count >= EmergencyPackCommand.shortest else {
      throw Unusable(
        "The passphrase in \(passphraseFile) has \(passphrase.count) characters; it needs at least "
          + "\(EmergencyPackCommand.shortest). Whoever has a copy of the pack can try as many as their "
          + "machine can, and nothing stops them. Four words or more that have nothing to do with each "
          + "other are easy to keep and hard to guess. No pack was made.")
    }
    return passphrase
  }

  /// A pack takes the place of the one before, and of nothing else.
  private func checkOutput() throws {
    guard FileManager.default.fileExists(atPath: output) else { return }
    let beginning = try? FileHandle(forReadingFrom: URL(fileURLWithPath: output))
      .read(upToCount: 400)
    guard String(decoding: beginning ?? Data(), as: UTF8.self).contains("<title>Emergency pack")
    else {
      throw Unusable(
        "\(output) is there already and is no emergency pack. Choose another name; nothing was "
          + "written.")
    }
  }

  private func locked(_ pack: EmergencyPack, under passphrase: String) throws -> [UInt8] {
    do {
      let box = try PassphraseBox(locking: try pack.page().bytes, under: passphrase)
      let page = try LockedPage(
        pack.title, introduction: pack.introduction,
        holding: LockedPage.Content(
          salt: box.salt, nonce: box.nonce, rounds: box.rounds, locked: box.locked))
      return page.bytes
    } catch let error as NoHardwareCipher {
      throw Unusable(error.description)
    }
  }

  private func write(_ bytes: [UInt8]) throws {
    let unfinished = output + ".unfinished"
    guard
      FileManager.default.createFile(
        atPath: unfinished, contents: Data(bytes), attributes: [.posixPermissions: 0o600]),
      rename(unfinished, output) == 0
    else {
      try? FileManager.default.removeItem(atPath: unfinished)
      throw Unusable("\(output) cannot be written. Choose a folder that you may write in.")
    }
  }
}

extension CodeSetLibrary {
  fileprivate static func standard() throws -> CodeSetLibrary { try CodeSets.standard() }
}
