public import CareRecord
public import CivilTime
import Secrets

/// What is known of a record that was destroyed: no name, nothing that was in it.
public struct Tombstone: Hashable, Sendable {
  /// From 1, within an authority.
  public let number: Int64
  /// The child whose record it was.
  public let record: SubjectID
  public let at: Instant
  /// The user name of whoever carried it out.
  public let person: String

  public let schedule: String
  public let years: Int
  public let basis: String
  /// The day on and after which the record might be destroyed.
  public let due: Day
  public let proposal: Step
  public let approval: Step

  /// The days on which anything in the record happened; nil where it held no day.
  public let coversFrom: Day?
  public let coversTo: Day?
  /// How many entries of the log lost their bodies.
  public let bodies: Int
  /// How many entries keep theirs, because they also stand in the records of others.
  public let shared: Int
  /// How many entries carry a reason in somebody's words, which the hash of the log covers.
  public let reasons: Int
  /// How many drafts that are about others too still name it.
  public let drafts: Int
  /// How many entries of the read log name it, and until when those are kept.
  public let reads: Int
  public let readsUntil: Day?

  /// The records that went with it, the child's own first.
  public let records: [Subject]
  /// The entries of the log that lost their bodies, in their order.
  public let entries: [Entry]
  public let files: [File]
  /// Ed25519 over all of the above.
  public let signature: [UInt8]

  /// One of the two decisions.
  public struct Step: Hashable, Sendable {
    public let at: Instant
    public let person: String
    public let reason: String
  }

  public struct Entry: Hashable, Sendable {
    public let position: Int64
    let bodyHash: [UInt8]
  }

  /// A file as received that held rows of the record.
  public struct File: Hashable, Sendable {
    public let submission: Int64
    public let number: Int
    /// How many rows of the child it held.
    public let rows: Int
    let before: [UInt8]
    /// Nil where the rows are still in it.
    let after: [UInt8]?
    /// Why they are still in it.
    public let reason: String?

    public var wasTakenOut: Bool { after != nil }
    /// BLAKE2b of the file as it was, and as it is, in hexadecimal.
    public var hashBefore: String { Hexadecimal.text(before) }
    public var hashAfter: String? { after.map { Hexadecimal.text($0) } }
  }

  /// What went and what it can be told by, as one hash.
  var extent: [UInt8] {
    var bytes = CanonicalBytes()
    for record in records {
      bytes.add(record.id.raw)
      bytes.add(Int64(record.kind.rawValue))
    }
    for entry in entries {
      bytes.add(entry.position)
      bytes.add(entry.bodyHash)
    }
    for file in files {
      bytes.add(file.submission)
      bytes.add(Int64(file.number))
      bytes.add(Int64(file.rows))
      bytes.add(file.before)
      bytes.add(file.after)
      bytes.add(file.reason)
    }
    return Hash.of(bytes.all)
  }

  /// What is signed.
  var message: [UInt8] {
    var bytes = CanonicalBytes()
    bytes.add("Kith tombstone")
    bytes.add(number)
    bytes.add(record.raw)
    bytes.add(at.milliseconds)
    bytes.add(person)
    bytes.add(schedule)
    bytes.add(Int64(years))
    bytes.add(basis)
    bytes.add(due.iso)
    for step in [proposal, approval] {
      bytes.add(step.at.milliseconds)
      bytes.add(step.person)
      bytes.add(step.reason)
    }
    bytes.add(coversFrom?.iso)
    bytes.add(coversTo?.iso)
    for count in [bodies, shared, reasons, drafts, reads] { bytes.add(Int64(count)) }
    bytes.add(readsUntil?.iso)
    bytes.add(extent)
    return bytes.all
  }

  func signed(with key: SigningKey) -> Tombstone {
    Tombstone(
      number: number, record: record, at: at, person: person, schedule: schedule, years: years,
      basis: basis, due: due, proposal: proposal, approval: approval, coversFrom: coversFrom,
      coversTo: coversTo, bodies: bodies, shared: shared, reasons: reasons, drafts: drafts,
      reads: reads, readsUntil: readsUntil, records: records, entries: entries, files: files,
      signature: key.sign(message))
  }
}
