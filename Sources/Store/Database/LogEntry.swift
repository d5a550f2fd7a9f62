import CareRecord
import CivilTime
import Secrets

/// One entry of the log, as it is hashed and stored.
struct LogEntry {
  let position: Int64
  /// The number of the authority.
  let authority: Int
  let fact: FactID
  let version: Int
  let kind: String
  let schema: Int
  /// The position of the first entry of its commit.
  let commitPosition: Int64
  let author: Author
  let known: Instant
  let recorded: Instant?
  let reason: String?
  /// The fact as JSON; nil where the fact was withdrawn.
  let body: [UInt8]?
  let salt: [UInt8]?
  let bodyHash: [UInt8]?
  /// The records in whose chains it stands, in the order of their identifiers.
  let links: [Link]

  struct Link: Hashable {
    let record: SubjectID
    /// The number of the kind of subject that the record is about.
    let kind: Int
    /// Whether the fact belongs to the record from this entry on, or no longer.
    let linked: Bool
  }
}

extension LogEntry {
  /// The entry as far as it belongs to records that are still there.
  func without(_ destroyed: Set<SubjectID>) -> LogEntry {
    if destroyed.isEmpty || !links.contains(where: { destroyed.contains($0.record) }) {
      return self
    }
    return LogEntry(
      position: position, authority: authority, fact: fact, version: version, kind: kind,
      schema: schema, commitPosition: commitPosition, author: author, known: known,
      recorded: recorded, reason: reason, body: body, salt: salt, bodyHash: bodyHash,
      links: links.filter { !destroyed.contains($0.record) })
  }

  /// The salt keeps a short body from being guessed by its hash once the body is destroyed.
  static func bodyHash(_ body: [UInt8], salt: [UInt8]) -> [UInt8] {
    var hash = Hash()
    hash.update(salt)
    hash.update(body)
    return hash.digest()
  }

  /// The hash of all that the entry says, its body by its own hash.
  var digest: [UInt8] {
    var bytes = CanonicalBytes()
    bytes.add(position)
    bytes.add(Int64(authority))
    bytes.add(fact.raw)
    bytes.add(Int64(version))
    bytes.add(kind)
    bytes.add(Int64(schema))
    bytes.add(commitPosition)
    bytes.add(author.user)
    bytes.add(author.through)
    bytes.add(known.milliseconds)
    bytes.add(recorded?.milliseconds)
    bytes.add(reason)
    bytes.add(bodyHash)
    bytes.add(Int64(links.count))
    for link in links {
      bytes.add(link.record.raw)
      bytes.add(Int64(link.kind))
      bytes.add(link.linked ? 1 : 0 as Int64)
    }
    return Hash.of(bytes.all)
  }

  /// The next link of a record's chain.
  static func chainHash(
    previous: [UInt8], entry digest: [UInt8], record: SubjectID, sequence: Int64
  ) -> [UInt8] {
    var bytes = CanonicalBytes()
    bytes.add(previous)
    bytes.add(digest)
    bytes.add(record.raw)
    bytes.add(sequence)
    return Hash.of(bytes.all)
  }

  /// Where every chain begins.
  static let firstPrevious = [UInt8](repeating: 0, count: Hash.byteCount)
}

/// Values as bytes that can be read in one way only: whole numbers in eight bytes, texts and byte
/// strings after their length, absent ones as a length that none has.
struct CanonicalBytes {
  private(set) var all: [UInt8] = []

  init() { all.reserveCapacity(256) }

  mutating func add(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { all.append(contentsOf: $0) }
  }

  mutating func add(_ number: Int64?) {
    guard let number else { return add(CanonicalBytes.absent) }
    add(Int64(8))
    add(number)
  }

  mutating func add(_ text: String) {
    add(Int64(text.utf8.count))
    all.append(contentsOf: text.utf8)
  }

  mutating func add(_ text: String?) {
    if let text { add(text) } else { add(CanonicalBytes.absent) }
  }

  mutating func add(_ bytes: [UInt8]) {
    add(Int64(bytes.count))
    all.append(contentsOf: bytes)
  }

  mutating func add(_ bytes: [UInt8]?) {
    if let bytes { add(bytes) } else { add(CanonicalBytes.absent) }
  }

  private static let absent: Int64 = -1
}
