import Access
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
      is, for a day on which Kith cannot be reached. Team managers set the passphrases that open it \
      beforehand; whoever makes it cannot open it. Make one every night, and keep it where it can be had \
      without your network.

        kith emergency-pack passphrase --passphrase-file /media/safe/passphrase --as moss
        kith emergency-pack --output pack.html --as olu
      """,
    subcommands: [
      EmergencyPackMake.self, EmergencyPassphraseSet.self, EmergencyPassphraseList.self,
      EmergencyPassphraseWithdraw.self,
    ], defaultSubcommand: EmergencyPackMake.self)
}

struct EmergencyPackMake: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make", abstract: "Make a pack, for those who have set an emergency passphrase.")

  @Option(help: ArgumentHelp("The page to write.", valueName: "file"))
  var output: String

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      try checkOutput()
      let store = try await options.open()
      let person = try await options.person(in: store)
      let now = WallClock.system.now
      let reading = Reading(
        by: person, at: now, today: now.inLondon.day, purpose: "emergency pack")
      let keys = try await store.packKeys(for: reading).filter(\.isInForce)
      guard !keys.isEmpty else {
        throw Unusable(
          "Nobody has set an emergency passphrase, so nobody could open a pack. A team manager sets "
            + "one on the page Emergency pack, or with kith emergency-pack passphrase. No pack was "
            + "made.")
      }
      let records = try await store.emergencyRecords(for: reading)
      let pack = EmergencyPack(
        records, of: store.authority, made: now, codes: try .standard(),
        workingDays: try .england())
      try write(try locked(pack, for: keys))
      try await store.close()
      Terminal.say(
        "Wrote \(output) with \(pack.childCount) open cases, as they stood on \(now.spoken).")
      Terminal.say(
        "It opens with the emergency passphrase of "
          + keys.map(\.name).joined(separator: " or ")
          + ". Keep it where it can be had without your network, and destroy the one before.")
    }
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

  private func locked(_ pack: EmergencyPack, for keys: [PackKey]) throws -> [UInt8] {
    let box: SharedBox
    do {
      box = try SharedBox(locking: try pack.page().bytes, for: keys.map(\.key))
    } catch let error as NoHardwareCipher {
      throw Unusable(error.description)
    } catch let error as AgreementFailed {
      throw Unusable(error.description)
    }
    return try LockedPage(
      pack.title,
      introduction: pack.introduction(
        for: keys.map { ($0.name, $0.setAt.inLondon.day) }),
      holding: LockedPage.Content(
        ways: box.ways.map { way in
          LockedPage.Way(
            salt: way.key.privateKey.salt, rounds: way.key.privateKey.rounds,
            nonce: way.key.privateKey.content.nonce, privateKey: way.key.privateKey.content.locked,
            publicKey: way.key.publicKey, ephemeral: way.ephemeral, keyNonce: way.contentKey.nonce,
            key: way.contentKey.locked)
        }, nonce: box.content.nonce, locked: box.content.locked)
    ).bytes
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

struct EmergencyPassphraseSet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "passphrase", abstract: "Set the passphrase with which you open emergency packs.",
    discussion: "For team managers. Packs that were made before open with the passphrase of then.")

  @Option(help: ArgumentHelp("A file whose first line is the passphrase.", valueName: "file"))
  var passphraseFile: String

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      let person = try await options.person(in: store)
      let now = WallClock.system.now
      let passphrase = try passphrase(of: [person.user, person.name, person.team ?? ""])
      let key: PassphraseKey
      do {
        key = try PassphraseKey(under: passphrase)
      } catch {
        throw Unusable("\(error)")
      }
      let kept = try await store.setPackKey(
        key,
        for: Reading(
          by: person, at: now, today: now.inLondon.day, purpose: "emergency passphrase"))
      try await store.close()
      Terminal.say("Set the emergency passphrase of \(person.name) (key \(kept.fingerprint)).")
      Terminal.say(
        "Packs that are made from now on open with it. Kith does not know it: keep it where you can "
          + "reach it without Kith, and not beside a pack. Destroy the file if it lies on a machine."
      )
    }
  }

  private func passphrase(of known: [String]) throws -> String {
    guard let text = try? String(contentsOfFile: passphraseFile, encoding: .utf8) else {
      throw Unusable("The passphrase file \(passphraseFile) cannot be read.")
    }
    let passphrase = text.prefix { !$0.isNewline }.trimmingCharacters(in: .whitespaces)
    if let problem = Passphrase.problem(passphrase, known: known) {
      throw Unusable(
        "The passphrase in \(passphraseFile) is not strong enough. \(problem) Whoever has a copy of a "
          + "pack can try as many as their machine can, and nothing stops them. Nothing was set.")
    }
    return passphrase
  }
}

struct EmergencyPassphraseList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "passphrases", abstract: "List whose passphrases open emergency packs, and did.")

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      let person = try await options.person(in: store)
      let now = WallClock.system.now
      let keys = try await store.packKeys(
        for: Reading(
          by: person, at: now, today: now.inLondon.day, purpose: "emergency passphrase"))
      Terminal.table(
        ["number", "of", "set on", "key", ""],
        keys.map { key in
          [
            String(key.number), key.name, key.setAt.inLondon.day.spoken, key.fingerprint,
            key.isInForce ? "opens packs made now" : "opens earlier packs only",
          ]
        })
      try await store.close()
    }
  }
}

struct EmergencyPassphraseWithdraw: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Lock no further pack to somebody’s passphrase.",
    discussion: "Packs that were made before still open with it: destroy them.")

  @Argument(help: "The number that kith emergency-pack passphrases shows.")
  var number: Int64

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      let person = try await options.person(in: store)
      let now = WallClock.system.now
      do {
        try await store.withdrawPackKey(
          number,
          for: Reading(
            by: person, at: now, today: now.inLondon.day, purpose: "emergency passphrase"))
      } catch ReadRefused.unknown {
        throw Unusable("There is no passphrase \(number) in force.")
      }
      try await store.close()
      Terminal.say("Withdrew passphrase \(number). Destroy the packs that it opens.")
    }
  }
}

extension CodeSetLibrary {
  fileprivate static func standard() throws -> CodeSetLibrary { try CodeSets.standard() }
}
