import CareRecord
import CivilTime
import Secrets

extension DatabaseStore {
  /// Seals everything that was logged since the last seal: daily, after an import, and when the
  /// store is closed.
  /// - Returns: the new seal; the last one where nothing was logged since; nil for an empty log
  @discardableResult
  public func seal() async throws -> Seal? {
    let now = clock()
    let (keyFile, authority) = (keyFile, authority)
    return try await write { database in
      let last = try SealTable(database, authority).last()
      guard let next = try SealTable(database, authority).next(after: last, at: now) else {
        return last
      }
      let signed = next.signed(with: try keyFile.key(database))
      try SealTable(database, authority).insert(signed)
      return signed
    }
  }

  /// Every seal, the first one first: to be kept elsewhere, where who runs this machine cannot
  /// change it.
  public func seals() async throws -> [Seal] {
    let authority = authority
    return try await read { try SealTable($0, authority).all() }
  }
}

/// The seals in the database, within one transaction.
struct SealTable {
  private let database: StoreConnection
  private let authority: Authority

  init(_ database: StoreConnection, _ authority: Authority) {
    self.database = database
    self.authority = authority
  }

  func last() throws -> Seal? { try seals("ORDER BY number DESC LIMIT 1").first }

  func all() throws -> [Seal] { try seals("ORDER BY number") }

  /// The seal over what was logged since `last`, not signed yet; nil where nothing was.
  func next(after last: Seal?, at now: Instant) throws -> Seal? {
    let position =
      try database.number(
        "SELECT max(position) FROM change WHERE authority = ?", authority.number) ?? 0
    let (readEntry, readHash) = try ReadLogWriter.last(authority, database)
    guard position > last?.position ?? 0 || readEntry > last?.readEntry ?? 0 else { return nil }
    return Seal(
      number: (last?.number ?? 0) + 1, position: position,
      digest: try digest(after: last, upTo: position), readEntry: readEntry, readHash: readHash,
      sealedAt: now, signature: [])
  }

  /// The digest of the seal before and of every chain entry after it, up to `position`.
  func digest(after last: Seal?, upTo position: Int64) throws -> [UInt8] {
    var digest = SealDigest(after: last)
    let links = try PreparedStatement(
      database,
      """
      SELECT record, sequence, hash FROM chain
      WHERE authority = ? AND position > ? AND position <= ? ORDER BY position, record
      """, sweeping: true)
    links.bind(authority.number, at: 1)
    links.bind(last?.position ?? 0, at: 2)
    links.bind(position, at: 3)
    while try links.step() {
      digest.add(record: links.integer(0), sequence: links.integer(1), hash: links.bytes(2))
    }
    return digest.value()
  }

  func insert(_ seal: Seal) throws {
    try database.run(
      """
      INSERT INTO seal (authority, number, position, digest, read_entry, read_hash, sealed_at,
        signature)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, authority.number, seal.number, seal.position, seal.digest, seal.readEntry, seal.readHash,
      seal.sealedAt,
      seal.signature)
    try LogEnd.seals.set(seal.number, authority, database)
  }

  private func seals(_ order: String) throws -> [Seal] {
    let select = try PreparedStatement(
      database,
      """
      SELECT number, position, digest, read_entry, read_hash, sealed_at, signature FROM seal
      WHERE authority = ? \(order)
      """)
    select.bind(authority.number, at: 1)
    var seals: [Seal] = []
    while try select.step() {
      seals.append(
        Seal(
          number: select.integer(0), position: select.integer(1), digest: select.bytes(2),
          readEntry: select.integer(3), readHash: select.bytes(4),
          sealedAt: Instant(milliseconds: select.integer(5)), signature: select.bytes(6)))
    }
    return seals
  }
}

/// The digest of a seal in the making.
struct SealDigest: ~Copyable {
  private var hash = Hash()

  init(after last: Seal?) { hash.update(last?.digest ?? LogEntry.firstPrevious) }

  mutating func add(record: Int64, sequence: Int64, hash link: [UInt8]) {
    var bytes = CanonicalBytes()
    bytes.add(record)
    bytes.add(sequence)
    bytes.add(link)
    hash.update(bytes.all)
  }

  consuming func value() -> [UInt8] { hash.digest() }
}
