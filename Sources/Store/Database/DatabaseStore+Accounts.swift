public import Access
import CareRecord
public import CivilTime

extension DatabaseStore {
  public func addAccount(_ person: Person, passwordHash: String, at: Instant) async throws {
    let authority = authority
    guard person.authority == authority else {
      throw StoreUnavailable("This database belongs to authority \(authority).")
    }
    try await write { database in
      let added = try database.change(
        """
        INSERT INTO account (authority, "user", name, roles, team, worker_number, password_hash,
          created_at, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """, authority.number, person.user, person.name,
        person.roles.map(\.rawValue).sorted().joined(separator: " "), person.team,
        person.workerNumber, passwordHash, at, at)
      guard added == 1 else {
        throw StoreUnavailable("There is already a user called \(person.user).")
      }
    }
  }

  public func disableAccount(user: String, at: Instant) async throws {
    try await change(account: user, "disabled_at = ?", at, at: at)
  }

  public func setPasswordHash(_ hash: String, of user: String, at: Instant) async throws {
    try await change(account: user, "password_hash = ?", hash, at: at)
  }

  /// Changes an account and ends its sessions.
  private func change(
    account user: String, _ what: String, _ value: some SQLValue & Sendable, at: Instant
  ) async throws {
    let authority = authority
    try await write { database in
      let changed = try database.change(
        #"UPDATE account SET changed_at = ?, \#(what) WHERE authority = ? AND "user" = ?"#,
        at, value, authority.number, user)
      guard changed == 1 else {
        throw StoreUnavailable("There is no user called \(user).")
      }
      try database.run(
        #"DELETE FROM session WHERE authority = ? AND "user" = ?"#, authority.number, user)
    }
  }

  public func accounts() async throws -> [Account] {
    let authority = authority
    return try await read { database in
      try database.rows(
        #"SELECT \#(Account.columns) FROM account WHERE authority = ? ORDER BY "user""#,
        authority.number
      ) { Account($0, from: 0, authority) }
    }
  }

  public func account(user: String) async throws -> Account? {
    let authority = authority
    return try await read { database in
      try database.first(
        #"SELECT \#(Account.columns) FROM account WHERE authority = ? AND "user" = ?"#,
        authority.number, user
      ) { Account($0, from: 0, authority) }
    }
  }

  // MARK: - Sessions

  public func startSession(_ session: Session) async throws {
    let authority = authority
    try await write { database in
      // Those that ended long ago; a form left open that long is no longer sent.
      try database.run(
        "DELETE FROM session WHERE authority = ? AND last_seen < ?", authority.number,
        session.started.adding(milliseconds: -30 * 86_400_000))
      try database.run(
        """
        INSERT INTO session (authority, token_hash, "user", form_token, started, last_seen)
        VALUES (?, ?, ?, ?, ?, ?)
        """, authority.number, session.tokenHash, session.user, session.formToken, session.started,
        session.lastSeen)
    }
  }

  public func session(tokenHash: [UInt8], at: Instant) async throws -> (Session, Account)? {
    let authority = authority
    return try await lookUp { database in
      try database.first(
        """
        SELECT form_token, started, last_seen, \(Account.columns)
        FROM session JOIN account USING (authority, "user")
        WHERE authority = ? AND token_hash = ? AND disabled_at IS NULL
        """, authority.number, tokenHash
      ) { row in
        let account = Account(row, from: 3, authority)
        let session = Session(
          tokenHash: tokenHash, user: account.person.user, formToken: row.text(0),
          started: row.instant(1), lastSeen: row.instant(2))
        return (session, account)
      }
    }
  }

  public func touchSession(tokenHash: [UInt8], lastSeen: Instant) async throws {
    let authority = authority
    try await write { database in
      try database.run(
        "UPDATE session SET last_seen = ? WHERE authority = ? AND token_hash = ?", lastSeen,
        authority.number, tokenHash)
    }
  }

  public func endSession(tokenHash: [UInt8]) async throws {
    let authority = authority
    try await write { database in
      try database.run(
        "DELETE FROM session WHERE authority = ? AND token_hash = ?", authority.number, tokenHash)
    }
  }

  // MARK: - Failed sign-ins

  public func recordSignInFailure(key: String, at: Instant) async throws {
    let authority = authority
    try await write { database in
      try database.run(
        "INSERT INTO sign_in_failure (authority, key, at) VALUES (?, ?, ?)", authority.number, key,
        at)
      // No limit looks back further than a day.
      try database.run(
        "DELETE FROM sign_in_failure WHERE authority = ? AND key = ? AND at < ?", authority.number,
        key, at.adding(milliseconds: -86_400_000))
    }
  }

  public func signInFailures(key: String, since: Instant) async throws -> Int {
    let authority = authority
    return try await read { database in
      let count = try database.number(
        "SELECT count(*) FROM sign_in_failure WHERE authority = ? AND key = ? AND at >= ?",
        authority.number, key, since)
      return Int(count ?? 0)
    }
  }

  public func clearSignInFailures(key: String) async throws {
    let authority = authority
    try await write { database in
      try database.run(
        "DELETE FROM sign_in_failure WHERE authority = ? AND key = ?", authority.number, key)
    }
  }
}

extension Account {
  fileprivate static let columns =
    #""user", name, roles, team, worker_number, password_hash, disabled_at"#

  /// - Parameter first: the place of the first of `columns` in the row
  fileprivate init(_ row: PreparedStatement, from first: Int32, _ authority: Authority) {
    self.init(
      person: Person(
        user: row.text(first), name: row.text(first + 1), authority: authority,
        roles: Role.set(row.text(first + 2)), team: row.optionalText(first + 3),
        workerNumber: row.optionalText(first + 4)),
      passwordHash: row.text(first + 5), disabled: !row.isNull(first + 6))
  }
}

extension Role {
  /// Reads the names of roles, with a space between them.
  fileprivate static func set(_ names: String) -> Set<Role> {
    Set(names.split(separator: " ").compactMap { Role(rawValue: String($0)) })
  }
}
