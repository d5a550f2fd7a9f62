import Access
import ArgumentParser
import CareRecord
import Checking
import CivilTime
import Foundation
import Store
import Web

/// Which database a command works on, and in whose name.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The database: a file, or the address of a PostgreSQL database.",
      discussion:
        "An address is written as postgres://user@host/database; libpq's own settings may "
        + "follow after a question mark, and the password is best kept in ~/.pgpass."))
  var database = "./kith.sqlite"

  @Option(
    help: ArgumentHelp(
      "The file of the key that signs the log.",
      discussion: "Without it: KITH_KEY, or beside a database that is a file, under its name with "
        + ".key. For PostgreSQL it must be named. It is made where there is none; keep it apart from "
        + "the database, and keep a copy."))
  var key: String?

  @Option(
    help: ArgumentHelp(
      "The three-digit number of the authority, such as 383 for Leeds.",
      discussion:
        "Needed once, for a new database, and always for a database of several authorities. kith "
        + "authority add makes a further one in a database."))
  var authority: Authority?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "The user name of the person who does this.",
      discussion: "Everything is done and logged in somebody's name. Without it: KITH_USER, or "
        + "the name you are signed in to this machine with."))
  var user: String?

  /// Opens the database.
  /// - Parameter create: whether a missing file is made
  func open(create: Bool = false) async throws -> DatabaseStore {
    try await openWithRules(create: create).store
  }

  /// Opens the database, with the rules that keep what would fail true in it.
  func openWithRules(create: Bool = false) async throws -> (store: DatabaseStore, rules: LiveRules)
  {
    let (address, held) = try await held(create: create)
    let authority = try authority(of: held, in: address, create: create)
    let key = try keyFile(for: address)
    let calendar = try WorkingDayCalendar.england()
    let rules = LiveRules(
      of: authority,
      shelf: ReferenceShelf(DatabaseReferenceSource(address, authority: authority)))
    let store = try await unusable {
      try await DatabaseStore.open(
        address, key: key, authority: authority,
        projections: [rules.projection(release: Kith.version)], workingDays: calendar,
        clock: { WallClock.system.now })
    }
    return (store, rules)
  }

  /// Opens the database with all its authorities, or with the one that is named.
  /// - Parameters:
  ///   - create: whether a missing file is made
  ///   - limits: how long a server may take
  ///   - making: when what a new version needs is made; a server does it while it serves
  func openInstallation(
    create: Bool = false, limits: DatabaseLimits = DatabaseLimits(),
    making: ProjectionTiming = .atOnce
  ) async throws -> OpenInstallation {
    let (address, held) = try await held(create: create)
    let wanted =
      authority == nil && !held.isEmpty
      ? held : [try authority(of: held, in: address, create: create)]
    let installation = try await OpenInstallation(
      address, key: try keyFile(for: address), limits: limits, making: making)
    for one in wanted {
      _ = try await unusable { try await installation.add(one) }
    }
    return installation
  }

  /// The database, and whose it is so far.
  func held(create: Bool) async throws -> (DatabaseAddress, [Authority]) {
    let address = DatabaseAddress(database)
    if let note = address.note { Terminal.complain(note) }
    let held = try await unusable { try await DatabaseStore.authorities(in: address) }
    let isThere = address.path.map { FileManager.default.fileExists(atPath: $0) } ?? false
    if held.isEmpty, !create, !isThere {
      throw Unusable(
        "There is no database \(address) of Kith yet. Make one with kith user add, or name another "
          + "with --database.")
    }
    return (address, held)
  }

  /// The file of the key that signs the log; nil for the usual place.
  func keyFile(for address: DatabaseAddress) throws -> String? {
    let key = key ?? ProcessInfo.processInfo.environment["KITH_KEY"]
    guard key != nil || address.path != nil else {
      throw Unusable(
        "Say where the key that signs the log is kept, with --key FILE or KITH_KEY: PostgreSQL has no "
          + "place for it. It is made if the file is not there yet.")
    }
    return key
  }

  /// Whose store is meant.
  /// - Parameter create: whether a database of nobody may be given its first authority
  private func authority(
    of held: [Authority], in address: DatabaseAddress, create: Bool
  ) throws -> Authority {
    guard let asked = authority else {
      guard let only = held.first else {
        throw Unusable(
          "The database \(address) is new. Say whose it is: --authority and the authority's three "
            + "digits, such as --authority 383.")
      }
      guard held.count == 1 else {
        throw Unusable(
          "The database \(address) holds several authorities. Say which is meant with --authority: "
            + held.map { "\($0)" }.joined(separator: ", ") + ".")
      }
      return only
    }
    guard held.contains(asked) || held.isEmpty else {
      let names = held.map { "\($0)" }.joined(separator: ", ")
      throw Unusable(
        "The database \(address) belongs to authority \(names), not to \(asked). kith authority add "
          + "\(asked) gives it a place there.")
    }
    return asked
  }

  /// The person in whose name the command acts.
  func person(in store: DatabaseStore) async throws -> Person {
    let named =
      user ?? ProcessInfo.processInfo.environment["KITH_USER"] ?? NSUserName()
    guard let account = try await store.account(user: named.lowercased()) else {
      let known = try await store.accounts().filter { !$0.disabled }.map(\.person.user)
      throw Unusable(
        known.isEmpty
          ? "Nobody has an account in \(store.name) yet. Add one with kith user add."
          : "\(named) has no account in \(store.name). Say who you are with --as, for example "
            + "--as \(known[0]).")
    }
    guard !account.disabled else { throw Unusable("The account \(named) is disabled.") }
    return account.person
  }
}

extension DatabaseOptions {
  /// The person in whose name the command acts, who may import.
  func importer(in store: DatabaseStore) async throws -> Person {
    let person = try await person(in: store)
    guard Policy.mayImportAndExport(person) else {
      throw ReadRefused.notAllowed("Your role does not include importing.")
    }
    return person
  }
}

/// Input or a database that cannot be used at all; exit code 2.
struct Unusable: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Runs `body`; what makes the database or the input unusable ends the command with exit code 2 and
/// its words on standard error.
func unusable<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
  do {
    return try await body()
  } catch let error as StoreUnavailable {
    throw Unusable(error.description)
  }
}

extension Kith {
  /// Runs a command so that its errors are said in words and end with the right exit code.
  static func perform(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as Unusable {
      Terminal.complain(error.description)
      throw ExitCode(2)
    } catch let error as StoreUnavailable {
      Terminal.complain(error.description)
      throw ExitCode(2)
    } catch let error as ReadRefused {
      Terminal.complain(error.words)
      throw ExitCode(1)
    } catch let error as CommitRefused {
      Terminal.complain(error.words)
      throw ExitCode(1)
    }
  }
}

extension ReadRefused {
  var words: String {
    switch self {
    case .needsReason: "You are not allocated to this child. Give a reason with --reason."
    case .notAllowed(let why): why
    case .unknown: "There is no such record."
    }
  }
}

extension CommitRefused {
  var words: String {
    switch self {
    case .conflict: "Somebody else changed this meanwhile. Nothing was changed; look again."
    case .notAllowed(_, let why): why
    case .problems(_, let kind, let problems):
      "\(kind): \(problems.map(\.message).joined(separator: " "))"
    }
  }
}
