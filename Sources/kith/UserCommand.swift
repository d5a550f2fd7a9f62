import Access
import ArgumentParser
import Foundation
import Secrets
import Store
import Web

struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Keep the accounts of the people who use Kith.",
    subcommands: [UserAdd.self, UserList.self, UserDisable.self])
}

struct UserAdd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add an account.",
    discussion: """
      Asks for the password, or reads it from the first line of standard input. The first account of \
      a database must be a system custodian's; after that, only a system custodian adds accounts.

        kith user add dana --name "Dana Reid" --role systemCustodian --role dataOfficer \\
          --authority 383
        kith user add sam --name "Sam Osei" --role socialWorker --team "North" --worker SW12345 \\
          --as dana
      """)

  @Argument(help: "The name that they sign in with.")
  var user: String

  @Option(help: "Their name, as colleagues know it.")
  var name: String

  @Option(
    help: """
      socialWorker, teamManager, dataOfficer, principalSocialWorker, directorOfChildrensServices or \
      systemCustodian; may be given twice.
      """)
  var role: [Role]

  @Option(help: "Their team.")
  var team: String?

  @Option(help: "Their Social Work England number, by which allocations name them.")
  var worker: String?

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open(create: true)
      if try await store.accounts().isEmpty {
        guard role.contains(.systemCustodian) else {
          throw Unusable(
            "The first account must be able to add others: give it --role systemCustodian too.")
        }
      } else {
        try Custodian.check(try await options.person(in: store))
      }
      guard !role.isEmpty else { throw Unusable("Say what they do with --role.") }
      let password = try Password.ask(for: user)
      let person = Person(
        user: user.lowercased(), name: name, authority: store.authority, roles: Set(role),
        team: team, workerNumber: worker)
      try await store.addAccount(
        person, passwordHash: try await PasswordHasher().hash(password), at: WallClock.system.now)
      try await store.close()
      Terminal.say("Added \(person.user) (\(name)).")
    }
  }
}

struct UserList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the accounts.")

  @Option(help: "text or json.")
  var format = OutputFormat.text

  @OptionGroup var options: DatabaseOptions

  private struct Entry: Encodable {
    let user: String
    let name: String
    let roles: [String]
    let team: String?
    let disabled: Bool
  }

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      try Custodian.check(try await options.person(in: store))
      let entries = try await store.accounts().map {
        Entry(
          user: $0.person.user, name: $0.person.name,
          roles: $0.person.roles.map(\.rawValue).sorted(),
          team: $0.person.team, disabled: $0.disabled)
      }
      if format == .json {
        try Terminal.json(entries)
      } else {
        Terminal.table(
          ["user", "name", "roles", "team", ""],
          entries.map {
            [
              $0.user, $0.name, $0.roles.joined(separator: ", "), $0.team ?? "",
              $0.disabled ? "disabled" : "",
            ]
          })
      }
      try await store.close()
    }
  }
}

struct UserDisable: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable",
    abstract: "Close an account: its sessions end, and nobody can sign in with it.")

  @Argument(help: "The name that they sign in with.")
  var user: String

  @OptionGroup var options: DatabaseOptions

  func run() async throws {
    try await Kith.perform {
      let store = try await options.open()
      try Custodian.check(try await options.person(in: store))
      guard try await store.account(user: user.lowercased()) != nil else {
        throw Unusable("There is no account \(user).")
      }
      try await store.disableAccount(user: user.lowercased(), at: WallClock.system.now)
      try await store.close()
      Terminal.say("Disabled \(user).")
    }
  }
}

enum Custodian {
  static func check(_ person: Person) throws {
    guard Policy.mayKeepAccounts(person) else {
      throw ReadRefused.notAllowed("Accounts are kept by a system custodian; you are not one.")
    }
  }
}

/// Asks for a new password without showing it.
enum Password {
  static let shortest = 12

  static func ask(for user: String) throws -> String {
    let password: String?
    if isatty(STDIN_FILENO) == 1 {
      password = getpass("Password for \(user), at least \(shortest) characters: ")
        .map { String(cString: $0) }
    } else {
      password = readLine()
    }
    guard let password, password.count >= shortest else {
      throw Unusable("A password has at least \(shortest) characters. No account was added.")
    }
    return password
  }
}
