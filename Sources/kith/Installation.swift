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
  @Option(help: "The database file.")
  var database = "./kith.sqlite"

  @Option(
    help: ArgumentHelp(
      "The three-digit number of the authority, such as 383 for Leeds.",
      discussion: "Needed once, for a new database; afterwards the database knows it."))
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
    let address = DatabaseAddress(database)
    let held = try await unusable { try await DatabaseStore.authorities(in: address).first }
    if held == nil, !create, !FileManager.default.fileExists(atPath: database) {
      throw Unusable(
        "There is no database \(database). Make one with kith user add, or name another with "
          + "--database.")
    }
    guard let authority = held ?? authority else {
      throw Unusable(
        "The database \(database) is new. Say whose it is: --authority and the authority's three "
          + "digits, such as --authority 383.")
    }
    if let asked = self.authority, let held, asked != held {
      throw Unusable("The database \(database) belongs to authority \(held), not to \(asked).")
    }
    let calendar = try WorkingDayCalendar.england()
    let rules = LiveRules(
      of: authority,
      shelf: ReferenceShelf(DatabaseReferenceSource(address, authority: authority)))
    let store = try await unusable {
      try await DatabaseStore.open(
        address, authority: authority,
        projections: [rules.projection(release: Kith.version)],
        workingDays: calendar, clock: { WallClock.system.now })
    }
    return (store, rules)
  }

  /// The person in whose name the command acts.
  func person(in store: DatabaseStore) async throws -> Person {
    let named =
      user ?? ProcessInfo.processInfo.environment["KITH_USER"] ?? NSUserName()
    guard let account = try await store.account(user: named.lowercased()) else {
      let known = try await store.accounts().filter { !$0.disabled }.map(\.person.user)
      throw Unusable(
        known.isEmpty
          ? "Nobody has an account in \(database) yet. Add one with kith user add."
          : "\(named) has no account in \(database). Say who you are with --as, for example "
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
