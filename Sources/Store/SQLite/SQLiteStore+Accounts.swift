public import Access
import CareRecord
public import CivilTime
import Foundation
import GRDB

extension SQLiteStore {
  public func addAccount(_ person: Person, passwordHash: String, at: Instant) async throws {
    let authority = authority
    guard person.authority == authority else {
      throw StoreUnavailable("This database belongs to authority \(authority).")
    }
    try await write { database in
      try database.execute(
        sql: """
          INSERT INTO account (authority, user, name, roles, team, worker_number, password_hash,
            created_at, changed_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
          """,
        arguments: [
          authority.number, person.user, person.name,
          person.roles.map(\.rawValue).sorted().joined(separator: " "), person.team,
          person.workerNumber, passwordHash, at.milliseconds, at.milliseconds,
        ])
      guard database.changesCount == 1 else {
        throw StoreUnavailable("There is already a user called \(person.user).")
      }
    }
  }

  public func disableAccount(user: String, at: Instant) async throws {
    try await change(account: user, "disabled_at = ?", [at.milliseconds], at: at)
  }

  public func setPasswordHash(_ hash: String, of user: String, at: Instant) async throws {
    try await change(account: user, "password_hash = ?", [hash], at: at)
  }

  /// Changes an account and ends its sessions.
  private func change(
    account user: String, _ what: String, _ values: StatementArguments, at: Instant
  ) async throws {
    let authority = authority
    try await write { database in
      try database.execute(
        sql: "UPDATE account SET changed_at = ?, \(what) WHERE authority = ? AND user = ?",
        arguments: [at.milliseconds] + values + [authority.number, user])
      guard database.changesCount == 1 else {
        throw StoreUnavailable("There is no user called \(user).")
      }
      try database.execute(
        sql: "DELETE FROM session WHERE authority = ? AND user = ?",
        arguments: [authority.number, user])
    }
  }

  public func accounts() async throws -> [Account] {
    let authority = authority
    return try await read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM account WHERE authority = ? ORDER BY user",
        arguments: [authority.number]
      ).map { Account($0, authority) }
    }
  }

  public func account(user: String) async throws -> Account? {
    let authority = authority
    return try await read { database in
      try Row.fetchOne(
        database, sql: "SELECT * FROM account WHERE authority = ? AND user = ?",
        arguments: [authority.number, user]
      ).map { Account($0, authority) }
    }
  }

  // MARK: - Sessions

  public func startSession(_ session: Session) async throws {
    let authority = authority
    try await write { database in
      // Those that ended long ago; a form left open that long is no longer sent.
      try database.execute(
        sql: "DELETE FROM session WHERE authority = ? AND last_seen < ?",
        arguments: [authority.number, session.started.milliseconds - 30 * 86_400_000])
      try database.execute(
        sql: """
          INSERT INTO session (authority, token_hash, user, form_token, started, last_seen)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          authority.number, Data(session.tokenHash), session.user, session.formToken,
          session.started.milliseconds, session.lastSeen.milliseconds,
        ])
    }
  }

  public func session(tokenHash: [UInt8], at: Instant) async throws -> (Session, Account)? {
    let authority = authority
    return try await lookUp { database in
      let select = try PreparedStatement(
        database,
        """
        SELECT user, form_token, started, last_seen, name, roles, team, worker_number, password_hash
        FROM session JOIN account USING (authority, user)
        WHERE authority = ? AND token_hash = ? AND disabled_at IS NULL
        """)
      select.bind(authority.number, at: 1)
      select.bind(tokenHash, at: 2)
      guard try select.step() else { return nil }
      defer { select.reset() }
      let user = select.text(0)
      let session = Session(
        tokenHash: tokenHash, user: user, formToken: select.text(1),
        started: Instant(milliseconds: select.integer(2)),
        lastSeen: Instant(milliseconds: select.integer(3)))
      let person = Person(
        user: user, name: select.text(4), authority: authority,
        roles: Role.set(select.text(5)), team: select.optionalText(6),
        workerNumber: select.optionalText(7))
      return (session, Account(person: person, passwordHash: select.text(8), disabled: false))
    }
  }

  public func touchSession(tokenHash: [UInt8], lastSeen: Instant) async throws {
    let authority = authority
    try await write { database in
      try database.execute(
        sql: "UPDATE session SET last_seen = ? WHERE authority = ? AND token_hash = ?",
        arguments: [lastSeen.milliseconds, authority.number, Data(tokenHash)])
    }
  }

  public func endSession(tokenHash: [UInt8]) async throws {
    let authority = authority
    try await write { database in
      try database.execute(
        sql: "DELETE FROM session WHERE authority = ? AND token_hash = ?",
        arguments: [authority.number, Data(tokenHash)])
    }
  }

  // MARK: - Failed sign-ins

  public func recordSignInFailure(key: String, at: Instant) async throws {
    let authority = authority
    try await write { database in
      try database.execute(
        sql: "INSERT INTO sign_in_failure (authority, key, at) VALUES (?, ?, ?)",
        arguments: [authority.number, key, at.milliseconds])
      // No limit looks back further than a day.
      try database.execute(
        sql: "DELETE FROM sign_in_failure WHERE authority = ? AND key = ? AND at < ?",
        arguments: [authority.number, key, at.milliseconds - 86_400_000])
    }
  }

  public func signInFailures(key: String, since: Instant) async throws -> Int {
    let authority = authority
    return try await read { database in
      try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM sign_in_failure WHERE authority = ? AND key = ? AND at >= ?",
        arguments: [authority.number, key, since.milliseconds]) ?? 0
    }
  }

  public func clearSignInFailures(key: String) async throws {
    let authority = authority
    try await write { database in
      try database.execute(
        sql: "DELETE FROM sign_in_failure WHERE authority = ? AND key = ?",
        arguments: [authority.number, key])
    }
  }
}

extension Account {
  fileprivate init(_ row: Row, _ authority: Authority) {
    self.init(
      person: Person(
        user: row["user"], name: row["name"], authority: authority,
        roles: Role.set(row["roles"]), team: row["team"],
        workerNumber: row["worker_number"]),
      passwordHash: row["password_hash"], disabled: row.hasValue("disabled_at"))
  }
}

extension Role {
  /// Reads the names of roles, with a space between them.
  fileprivate static func set(_ names: String) -> Set<Role> {
    Set(names.split(separator: " ").compactMap { Role(rawValue: String($0)) })
  }
}

extension Row {
  fileprivate func hasValue(_ column: String) -> Bool { !(self[column] as DatabaseValue).isNull }
}
