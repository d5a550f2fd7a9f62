public import CareRecord

/// What a check of the whole store found.
public struct AuditReport: Sendable {
  /// How many entries of the log, links of chains, seals and reads were checked.
  public var entries = 0
  public var links = 0
  public var seals = 0
  public var reads = 0
  /// How many entries of the log lost their bodies to destructions that two people approved, and how
  /// many tombstones say so.
  public var destroyed = 0
  public var tombstones = 0
  /// How many rows of current facts and of projections were compared with the log.
  public var rows = 0
  /// What is wrong; the first thousand.
  public private(set) var findings: [AuditFinding] = []
  /// How many more findings there were.
  public private(set) var more = 0
  /// What is not wrong but should be known, in words for people.
  public internal(set) var notes: [String] = []

  public var holds: Bool { findings.isEmpty }

  mutating func add(_ message: String, position: Int64? = nil, record: SubjectID? = nil) {
    if findings.count < 1_000 {
      findings.append(AuditFinding(message: message, position: position, record: record))
    } else {
      more += 1
    }
  }

  /// Adds what another part of the same check found.
  mutating func add(_ other: AuditReport) {
    entries += other.entries
    links += other.links
    seals += other.seals
    reads += other.reads
    destroyed += other.destroyed
    tombstones += other.tombstones
    rows += other.rows
    let room = max(0, 1_000 - findings.count)
    findings += other.findings.prefix(room)
    more += other.more + max(0, other.findings.count - room)
    notes += other.notes
  }
}

/// One thing that is not as it was written.
public struct AuditFinding: Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in words for people, naming table and column where that is known.
  public let message: String
  /// The entry of the log.
  public let position: Int64?
  public let record: SubjectID?

  public var description: String {
    [
      position.map { "Entry \($0)" }, record.map { "record \($0.text)" }, message,
    ].compactMap { $0 }.joined(separator: ": ")
  }
}
