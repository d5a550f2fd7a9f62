import CareRecord
import CivilTime
import Secrets

/// Follows the chains of one authority's log, its read log and its seals while they pass in a stream.
///
/// It holds the end of each record's chain and the seals, and nothing else that grows.
final class StreamedLogCheck {
  private let publicKeys: [[UInt8]]
  /// The entries of the log once more: they pass before the links that they belong to.
  private var entries: EntrySource
  private var ends: [String: Int64] = [:]
  private var seals: [Seal] = []
  /// The hashes of the bodies that tombstones name, by the position of the entry.
  private var destroyed: [Int64: [[UInt8]]] = [:]

  private var lastEntry: Int64 = 0
  private var lastCommit: Int64 = 0
  private var lastRead: (number: Int64, hash: [UInt8]) = (0, LogEntry.firstPrevious)

  private var links: [ChainLink] = []
  private var chains: [Int64: (sequence: Int64, hash: [UInt8])] = [:]
  private var digest = SealDigest(after: nil)
  private var sealsPassed = 0

  init(publicKeys: [[UInt8]], entries: EntrySource) {
    self.publicKeys = publicKeys
    self.entries = entries
  }

  func check(
    _ row: [CarriedValue], of table: StreamReader.Table, _ report: inout AuditReport
  ) throws {
    let row = CarriedRow(row, table)
    switch table.name {
    case "log_end": ends[try row.text("log")] = try row.integer("position")
    case "seal": try add(try Seal(row), &report)
    case "tombstone": report.tombstones += 1
    case "tombstone_entry":
      let hash = try row.bytes("body_hash") ?? []
      destroyed[try row.integer("position"), default: []].append(hash)
    case "change": try check(entry: row, &report)
    case "chain":
      let link = try ChainLink(row)
      if let first = links.first, first.position != link.position { try takeLinks(&report) }
      links.append(link)
    case "read_log": try check(read: row, authority: table.authority, &report)
    default: break
    }
  }

  func end(of table: String, _ report: inout AuditReport) throws {
    switch table {
    case "change": compareEnd("change", "the log", lastEntry, &report)
    case "chain":
      try takeLinks(&report)
      passSeals(before: .max, &report)
      if let missed = try entries.next()?.position {
        report.add("it stands in no record's chain", position: missed)
      }
    case "seal": compareEnd("seal", "the list of seals", seals.last?.number ?? 0, &report)
    case "read_log": compareEnd("read_log", "the read log", lastRead.number, &report)
    default: break
    }
  }

  private func compareEnd(
    _ log: String, _ name: String, _ last: Int64, _ report: inout AuditReport
  ) {
    let made = ends[log] ?? 0
    if made != last { report.add("\(name) ends at \(last), but once reached \(made)") }
  }

  // MARK: - The log

  private func check(entry row: CarriedRow, _ report: inout AuditReport) throws {
    let (position, commit) = (try row.integer("position"), try row.integer("commit_position"))
    if position != lastEntry + 1 {
      report.add("entries \(lastEntry + 1) to \(position - 1) are missing from the log")
    }
    if commit != position, commit != lastCommit {
      report.add("its commit_position is of no commit before it", position: position)
    }
    (lastEntry, lastCommit) = (position, commit)
    report.entries += 1
    switch (try row.bytes("body"), try row.bytes("body_salt"), try row.bytes("body_hash")) {
    case (nil, nil, nil): return
    case (let body?, let salt?, let hash?) where LogEntry.bodyHash(body, salt: salt) == hash:
      return
    case (nil, nil, let hash?) where destroyed[position]?.contains(hash) ?? false:
      report.destroyed += 1
    default: report.add("its body is not the one that was written", position: position)
    }
  }

  /// The links of one entry, all of which have passed.
  private func takeLinks(_ report: inout AuditReport) throws {
    guard let position = links.first?.position else { return }
    defer { links.removeAll(keepingCapacity: true) }
    passSeals(before: position, &report)
    guard let entry = try entries.entry(at: position, links, &report) else {
      return report.add("a chain names this entry, which is not in the log", position: position)
    }
    let entryDigest = entry.digest
    for link in links {
      report.links += 1
      digest.add(record: link.record.raw, sequence: link.sequence, hash: link.hash)
      let previous = chains[link.record.raw] ?? (0, LogEntry.firstPrevious)
      let expected = LogEntry.chainHash(
        previous: previous.hash, entry: entryDigest, record: link.record, sequence: link.sequence)
      if previous.sequence != link.sequence - 1 || expected != link.hash {
        report.add(
          "the entry, its links or its place in the chain is not what was written",
          position: position, record: link.record)
      }
      chains[link.record.raw] = (link.sequence, link.hash)
    }
  }

  // MARK: - Seals

  private func add(_ seal: Seal, _ report: inout AuditReport) throws {
    report.seals += 1
    if seal.number != (seals.last?.number ?? 0) + 1 {
      report.add("seals before number \(seal.number) are missing")
    }
    if !publicKeys.contains(where: { SigningKey.isValid(seal.signature, of: seal.message, by: $0) })
    {
      report.add("seal \(seal.number) is not signed by this database's key")
    }
    seals.append(seal)
  }

  /// Compares the seals over all links before a position.
  private func passSeals(before position: Int64, _ report: inout AuditReport) {
    while sealsPassed < seals.count, seals[sealsPassed].position < position {
      let seal = seals[sealsPassed]
      var finished = SealDigest(after: seal)
      swap(&finished, &digest)
      if seal.position > lastEntry {
        report.add(
          "seal \(seal.number) covers entries up to \(seal.position), the log ends at \(lastEntry)")
      } else if finished.value() != seal.digest {
        report.add("the chains up to entry \(seal.position) are not those of seal \(seal.number)")
      }
      sealsPassed += 1
    }
  }

  // MARK: - The read log

  private lazy var sealed = Dictionary(
    seals.map { ($0.readEntry, $0) }, uniquingKeysWith: { $1 })

  private func check(
    read row: CarriedRow, authority: Int, _ report: inout AuditReport
  ) throws {
    let (number, hash) = (try row.integer("entry"), try row.bytes("hash") ?? [])
    if number != lastRead.number + 1 {
      report.add("entries \(lastRead.number + 1) to \(number - 1) are missing from the read log")
    }
    let entry = ReadLogEntry(
      at: Instant(milliseconds: try row.integer("at")), person: try row.text("person"),
      ground: try row.text("ground"),
      record: try row.optionalInteger("record").map(SubjectID.init(raw:)),
      purpose: try row.text("purpose"), detail: try row.optionalText("detail"),
      found: try row.optionalInteger("found").map(Int.init))
    if entry.chainHash(previous: lastRead.hash, number: number, authority: authority) != hash {
      report.add("entry \(number) of the read log is not what was written")
    }
    if let seal = sealed[number], seal.readHash != hash {
      report.add("the read log up to entry \(number) is not that of seal \(seal.number)")
    }
    lastRead = (number, hash)
    report.reads += 1
  }
}

/// A row by the names of its columns.
struct CarriedRow {
  private let values: [CarriedValue]
  private let table: StreamReader.Table

  init(_ values: [CarriedValue], _ table: StreamReader.Table) {
    self.values = values
    self.table = table
  }

  func optionalInteger(_ column: String) throws -> Int64? {
    values[try table.index(column)].integer
  }

  func bytes(_ column: String) throws -> [UInt8]? { values[try table.index(column)].bytes }

  func optionalText(_ column: String) throws -> String? { values[try table.index(column)].text }

  func integer(_ column: String) throws -> Int64 {
    guard let value = try optionalInteger(column) else { throw absent(column) }
    return value
  }

  func text(_ column: String) throws -> String {
    guard let value = try optionalText(column) else { throw absent(column) }
    return value
  }

  private func absent(_ column: String) -> BackupUnusable {
    BackupUnusable("A row of the table \(table.name) of the backup has no \(column).")
  }
}

/// A link of a record's chain.
struct ChainLink {
  let position: Int64
  let record: SubjectID
  let kind: Int
  let linked: Bool
  let sequence: Int64
  let hash: [UInt8]

  init(_ row: CarriedRow) throws {
    position = try row.integer("position")
    record = SubjectID(raw: try row.integer("record"))
    kind = Int(try row.integer("record_kind"))
    linked = try row.integer("linked") == 1
    sequence = try row.integer("sequence")
    hash = try row.bytes("hash") ?? []
  }
}

/// The entries of one authority's log, from a second reading of the same stream.
final class EntrySource {
  private let reader: StreamReader
  private let authority: Int
  private var table: StreamReader.Table?
  private var waiting: CarriedRow?
  private var isAtEnd = false

  init(_ reader: StreamReader, authority: Int) {
    self.reader = reader
    self.authority = authority
  }

  /// The next entry, and its position.
  func next() throws -> (row: CarriedRow, position: Int64)? {
    if let row = waiting {
      waiting = nil
      return (row, try row.integer("position"))
    }
    while !isAtEnd, let part = try reader.next() {
      switch part {
      case .table(let start):
        table = start.authority == authority && start.name == "change" ? start : nil
      case .row(let values):
        guard let table else { continue }
        let row = CarriedRow(values, table)
        return (row, try row.integer("position"))
      case .tableEnd: if table != nil { isAtEnd = true }
      case .header, .end: continue
      }
    }
    return nil
  }

  /// The entry at a position; those before it are said to have no links.
  func entry(
    at wanted: Int64, _ links: [ChainLink], _ report: inout AuditReport
  ) throws -> LogEntry? {
    while let (row, position) = try next() {
      if position == wanted { return try LogEntry(row, authority: authority, links) }
      if position > wanted {
        waiting = row
        return nil
      }
      report.add("it stands in no record's chain", position: position)
    }
    return nil
  }
}

extension LogEntry {
  fileprivate init(_ row: CarriedRow, authority: Int, _ links: [ChainLink]) throws {
    self.init(
      position: try row.integer("position"), authority: authority,
      fact: FactID(raw: try row.integer("fact")), version: Int(try row.integer("version")),
      kind: try row.text("kind"), schema: Int(try row.integer("schema")),
      commitPosition: try row.integer("commit_position"),
      author: Author(try row.text("author"), through: try row.text("through")),
      known: Instant(milliseconds: try row.integer("known")),
      recorded: try row.optionalInteger("recorded").map(Instant.init(milliseconds:)),
      reason: try row.optionalText("reason"), body: try row.bytes("body"),
      salt: try row.bytes("body_salt"), bodyHash: try row.bytes("body_hash"),
      links: links.map { Link(record: $0.record, kind: $0.kind, linked: $0.linked) })
  }
}

extension Seal {
  fileprivate init(_ row: CarriedRow) throws {
    self.init(
      number: try row.integer("number"), position: try row.integer("position"),
      digest: try row.bytes("digest") ?? [], readEntry: try row.integer("read_entry"),
      readHash: try row.bytes("read_hash") ?? [],
      sealedAt: Instant(milliseconds: try row.integer("sealed_at")),
      signature: try row.bytes("signature") ?? [])
  }
}
