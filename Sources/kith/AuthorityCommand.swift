import Access
import ArgumentParser
import CareRecord
import Secrets
import Store
import Web

struct AuthorityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "authority", abstract: "Keep the authorities that share a database.",
    discussion: """
      Each has its own people, records, imports, lists and logs; nothing of one can be seen by another.
      """,
    subcommands: [AuthorityList.self, AuthorityAdd.self])
}

struct AuthorityList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the authorities of a database.")

  @Option(help: "The database: a file, or the address of a PostgreSQL database.")
  var database = "./kith.sqlite"

  @Option(help: "text or json.")
  var format = OutputFormat.text

  private struct Entry: Encodable {
    let authority: String
    let name: String
  }

  func run() async throws {
    try await Kith.perform {
      var options = DatabaseOptions()
      options.database = database
      options.authority = nil
      let entries = try await options.held(create: false).1.map {
        Entry(authority: $0.description, name: $0.spoken)
      }
      if format == .json {
        try Terminal.json(entries)
      } else {
        Terminal.table(["number", "name"], entries.map { [$0.authority, $0.name] })
      }
    }
  }
}

struct AuthorityAdd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Give an authority a place in a database, with its first account.",
    discussion: """
      The first account is a system custodian's, who adds the others with kith user add. Whoever may \
      open the database may add an authority; nobody of it sees anything of the others. A server that \
      runs serves it within a minute.

        kith authority add 380 --user dana --name "Dana Reid"
      """)

  @Argument(help: "The three-digit number of the authority, such as 380 for Bradford.")
  var authority: Authority

  @Option(help: "The name that its system custodian signs in with.")
  var user: String

  @Option(help: "Their name, as colleagues know it.")
  var name: String

  @Option(help: "A further role of theirs, such as dataOfficer; may be given twice.")
  var role: [Role] = []

  @Option(help: "The database: a file, or the address of a PostgreSQL database.")
  var database = "./kith.sqlite"

  @Option(help: ArgumentHelp("The file of the key that signs the log.", valueName: "file"))
  var key: String?

  func run() async throws {
    try await Kith.perform {
      var options = DatabaseOptions()
      options.database = database
      options.key = key
      options.authority = nil
      let (address, held) = try await options.held(create: true)
      guard !held.contains(authority) else {
        throw Unusable(
          "\(authority.spoken) is in \(address) already. kith user add --authority \(authority) adds "
            + "people to it.")
      }
      let password = try Password.ask(for: user)
      let installation = try await OpenInstallation(address, key: try options.keyFile(for: address))
      let store = try await unusable { try await installation.add(authority).store }
      let person = Person(
        user: user.lowercased(), name: name, authority: authority,
        roles: Set(role).union([.systemCustodian]))
      try await store.addAccount(
        person, passwordHash: try await PasswordHasher().hash(password), at: WallClock.system.now)
      try await installation.close()
      Terminal.say("Added \(authority.spoken) (\(authority)) with its custodian \(person.user).")
    }
  }
}
