import Access
import CareRecord
import CivilTime
import Secrets
import Simulation
import Store
import Web

/// A made-up authority to look at, and the people who can sign in to it.
enum Demonstration {
  /// No authority has this number.
  static let authority = Authority.fictional
  static let council = "Kith County (made up)"
  static let notice = "Made-up data: no child in here exists."
  /// Good for made-up data only; `kith demo` prints it.
  static let password = "made-up data only"
  static let dataOfficer = "olive.teasel"
  static let principal = "rowan.sedge"
  static let director = "hazel.marram"
  static let custodian = "sorrel.finch"

  /// Somebody who can sign in, as `kith demo` prints them.
  struct User: Encodable {
    let username: String
    let password: String
    let role: String
    let name: String
  }

  /// Keeps the families, and accounts for everyone who works with them.
  static func fill(_ store: DatabaseStore, with made: FictionalAuthority) async throws {
    let now = WallClock.system.now
    let officer = Person(
      user: dataOfficer, name: "Olive Teasel", authority: store.authority, roles: [.dataOfficer])
    let others: [(user: String, name: String, role: Role)] = [
      (principal, "Rowan Sedge", .principalSocialWorker),
      (director, "Hazel Marram", .directorOfChildrensServices),
      (custodian, "Sorrel Finch", .systemCustodian),
    ]
    let leaders = others.map {
      Person(user: $0.user, name: $0.name, authority: store.authority, roles: [$0.role])
    }
    var waiting: [Commit] = []
    for family in made.families {
      waiting += family.commits.map(\.received)
      if waiting.count >= commitsAtOnce {
        try await keep(waiting, in: store, by: officer)
        waiting = []
        Terminal.progress("\(family.number + 1) of \(made.familyCount) families made up")
      }
    }
    try await keep(waiting, in: store, by: officer)
    Terminal.endProgress()
    // Accounts come last: a database without them was not finished.
    let hash = try await PasswordHasher().hash(password)
    for person in [officer] + leaders + made.workers.map({ $0.person(of: store.authority) })
    where try await store.account(user: person.user) == nil {
      try await store.addAccount(person, passwordHash: hash, at: now)
    }
    try await learn(store, as: leaders, at: now)
  }

  /// Whether nobody can sign in yet.
  ///
  /// Then the database is new, or making it up was broken off; families that it has already are the
  /// same ones, and are passed over.
  static func isUnfinished(_ store: DatabaseStore) async throws -> Bool {
    guard store.authority == authority else { return false }
    return try await store.accounts().isEmpty
  }

  private static let commitsAtOnce = 2_000

  private static func keep(
    _ commits: [Commit], in store: DatabaseStore, by officer: Person
  ) async throws {
    for result in try await store.commit(commits, by: officer) {
      do {
        _ = try result.get()
      } catch CommitRefused.conflict {
        // The same seed makes the same facts: these were kept before it was broken off.
      }
    }
  }

  /// Whom to try the demonstration as: a social worker with brothers and sisters to visit, their
  /// manager, the data officer, the principal social worker, the director and the custodian.
  static func users(of store: DatabaseStore, made: FictionalAuthority) async throws -> [User] {
    let accounts = try await store.accounts().map(\.person)
    guard accounts.contains(where: { $0.user == dataOfficer }) else {
      throw Unusable(
        "kith demo serves made-up data only, and \(store.name) was not made by it. "
          + "Serve it with kith serve.")
    }
    let worker = busiest(of: made)
    let shown = accounts.filter { person in
      [dataOfficer, principal, director, custodian].contains(person.user)
        || person.user == worker?.user
        || (person.roles.contains(.teamManager) && person.team == worker?.team)
    }
    let order: [Role] = [
      .socialWorker, .teamManager, .dataOfficer, .principalSocialWorker,
      .directorOfChildrensServices, .systemCustodian,
    ]
    return order.compactMap { role in
      shown.first { $0.roles.contains(role) }.map {
        User(username: $0.user, password: password, role: role.rawValue, name: $0.name)
      }
    }
  }

  /// The worker with the fullest records, families of three children or more before all others.
  private static func busiest(of made: FictionalAuthority) -> SimulatedWorker? {
    var families: [String: Int] = [:]
    for family in made.families.prefix(400) {
      let own = family.childRecords.compactMap { record in
        record[Allocation.self].last { $0.to == nil }.map {
          (worker: $0.workerNumber, facts: record.all.count)
        }
      }
      for worker in Set(own.map(\.worker)) {
        let theirs = own.filter { $0.worker == worker }
        families[worker, default: 0] +=
          theirs.map(\.facts).reduce(0, +) * (theirs.count >= 3 ? 10 : 1)
      }
    }
    let best = families.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    return made.workers.first { $0.number == best && !$0.isManager }
  }
}

extension Commit {
  /// The same, as a simulation sends it: in somebody's name, kept by the data officer.
  fileprivate var received: Commit {
    Commit(by: author, at: known, recorded: recorded, origin: .received, changes)
  }
}

extension SimulatedWorker {
  fileprivate func person(of authority: Authority) -> Person {
    Person(
      user: user, name: name, authority: authority,
      roles: isManager ? [.teamManager] : [.socialWorker], team: team, workerNumber: number)
  }
}
