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
    return try await read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT * FROM session JOIN account USING (authority, user)
          WHERE authority = ? AND token_hash = ? AND disabled_at IS NULL
          """,
        arguments: [authority.number, Data(tokenHash)])
      guard let row else { return nil }
      let session = Session(
        tokenHash: tokenHash, user: row["user"], formToken: row["form_token"],
        started: Instant(milliseconds: row["started"]),
        lastSeen: Instant(milliseconds: row["last_seen"]))
      return (session, Account(row, authority))
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
    let roles = (row["roles"] as String).split(separator: " ")
    self.init(
      person: Person(
        user: row["user"], name: row["name"], authority: authority,
        roles: Set(roles.compactMap { Role(rawValue: String($0)) }), team: row["team"],
        workerNumber: row["worker_number"]),
      passwordHash: row["password_hash"], disabled: row.hasValue("disabled_at"))
  }
}

extension Row {
  fileprivate func hasValue(_ column: String) -> Bool { !(self[column] as DatabaseValue).isNull }
}
