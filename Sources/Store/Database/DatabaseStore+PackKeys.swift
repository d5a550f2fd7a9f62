import Access
import CareRecord
import CivilTime
public import Secrets

extension DatabaseStore: PackKeyStore {
  public func setPackKey(_ key: PassphraseKey, for reading: Reading) async throws -> PackKey {
    try checkMaySet(reading)
    // Logged before it is kept: what could not be noted is not done.
    try await log(
      ReadLogEntry(
        Reading(
          by: reading.person, at: reading.at, today: reading.today,
          purpose: "set the emergency passphrase"),
        ground: "emergency pack", detail: "key \(key.fingerprint)"))
    let (authority, person) = (authority, reading.person)
    return try await write { database in
      try database.run(
        """
        UPDATE pack_key SET withdrawn_at = ?, withdrawn_by = ?
        WHERE authority = ? AND set_by = ? AND withdrawn_at IS NULL
        """, reading.at, person.user, authority.number, person.user)
      let last = try database.number(
        "SELECT max(number) FROM pack_key WHERE authority = ?", authority.number)
      let number = (last ?? 0) + 1
      try database.run(
        """
        INSERT INTO pack_key (authority, number, set_at, set_by, public_key, salt, rounds, nonce,
          private_key)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, authority.number, number, reading.at, person.user, key.publicKey,
        key.privateKey.salt, key.privateKey.rounds, key.privateKey.content.nonce,
        key.privateKey.content.locked)
      return PackKey(
        number: number, key: key, setAt: reading.at, setBy: person.user, name: person.name,
        withdrawnAt: nil, withdrawnBy: nil, isHolderGone: false)
    }
  }

  public func withdrawPackKey(_ number: Int64, for reading: Reading) async throws {
    try checkMaySet(reading)
    guard let key = try await allPackKeys().first(where: { $0.number == number }),
      key.withdrawnAt == nil
    else { throw ReadRefused.unknown }
    try await log(
      ReadLogEntry(
        Reading(
          by: reading.person, at: reading.at, today: reading.today,
          purpose: "withdraw an emergency passphrase"),
        ground: "emergency pack", detail: "key \(key.fingerprint)"))
    let (authority, person) = (authority, reading.person)
    try await write { database in
      try database.run(
        """
        UPDATE pack_key SET withdrawn_at = ?, withdrawn_by = ?
        WHERE authority = ? AND number = ? AND withdrawn_at IS NULL
        """, reading.at, person.user, authority.number, number)
    }
  }

  public func packKeys(for reading: Reading) async throws -> [PackKey] {
    guard reading.person.authority == authority,
      Policy.mayMakeEmergencyPack(reading.person)
        || Policy.maySetEmergencyPassphrase(reading.person)
    else {
      throw ReadRefused.notAllowed("Your role does not include emergency packs.")
    }
    return try await allPackKeys()
  }

  private func checkMaySet(_ reading: Reading) throws {
    guard reading.person.authority == authority,
      Policy.maySetEmergencyPassphrase(reading.person)
    else {
      throw ReadRefused.notAllowed(
        "The emergency passphrase is set by a team manager, who may see what is in the pack.")
    }
  }

  private func allPackKeys() async throws -> [PackKey] {
    let authority = authority
    return try await read { database in
      try database.rows(
        """
        SELECT k.number, k.set_at, k.set_by, k.public_key, k.salt, k.rounds, k.nonce,
          k.private_key, k.withdrawn_at, k.withdrawn_by, a.name, a.disabled_at
        FROM pack_key k
        LEFT JOIN account a ON a.authority = k.authority AND a."user" = k.set_by
        WHERE k.authority = ? ORDER BY k.number DESC
        """, authority.number
      ) { row in
        PackKey(
          number: row.integer(0),
          key: PassphraseKey(
            publicKey: row.bytes(3),
            privateKey: PassphraseBox(
              salt: row.bytes(4), rounds: Int(row.integer(5)),
              content: LockedBytes(nonce: row.bytes(6), locked: row.bytes(7)))),
          setAt: row.instant(1), setBy: row.text(2),
          name: row.optionalText(10) ?? row.text(2),
          withdrawnAt: row.isNull(8) ? nil : row.instant(8), withdrawnBy: row.optionalText(9),
          isHolderGone: !row.isNull(11))
      }
    }
  }
}
