import CareRecord
import CivilTime
import Retention

/// Finds what goes with a record and what stays, within one transaction.
struct DestructionPlan {
  /// The child's record, and those of the families and grown-ups who belong to no other child.
  private(set) var records: [Subject]
  /// The entries of the log that lose their bodies.
  private(set) var entries: [Entry] = []
  private(set) var extent = DestructionExtent()
  /// Who wrote drafts that go, and under which key.
  private(set) var drafts: [(user: String, key: String)] = []

  struct Entry {
    let position: Int64
    let fact: FactID
    let version: Int
    let kind: String
    let bodyHash: [UInt8]
    /// The records in whose chains it stands.
    let links: [SubjectID]
  }

  private let database: StoreConnection
  private let layout: StoreLayout

  init(of record: ChildRecord, with reader: RecordReader, on today: Day) throws {
    database = reader.database
    layout = reader.layout
    records = [record.subject]
    let destroyed = try TombstoneTable(database: database, authority: layout.authority)
      .destroyedRecords()
    try findRecords(goneBefore: destroyed)
    try findEntries(gone: destroyed.union(records.map(\.id)))
    try findDrafts(gone: destroyed.union(records.map(\.id)))
    try countReads(on: today)
    let days = record.all.compactMap(\.fact.occurred)
    extent.coversFrom = days.map(\.from).filter(\.isSet).min()
    extent.coversTo = record.lastInvolvement
    extent.families = records.count { $0.kind == .family }
    extent.adults = records.count { $0.kind == .adult }
  }

  private var number: Int { layout.authority.number }

  // MARK: - Records

  /// A family's record goes with the last of its children, a grown-up's with the last family.
  private mutating func findRecords(goneBefore destroyed: Set<SubjectID>) throws {
    let child = records[0]
    var adults: Set<Subject> = []
    for family in try neighbours(of: child) where family.kind == .family {
      let others = try neighbours(of: family)
      let children = others.filter { $0.kind == .child && $0 != child }
      if children.allSatisfy({ destroyed.contains($0.id) }), !destroyed.contains(family.id) {
        records.append(family)
        adults.formUnion(others.filter { $0.kind == .adult })
      }
    }
    let direct = try neighbours(of: child).filter { $0.kind == .adult }
    let gone = destroyed.union(records.map(\.id))
    for adult in adults.union(direct).sorted(by: { $0.id < $1.id })
    where !destroyed.contains(adult.id) {
      let others = try neighbours(of: adult).filter { [.child, .family].contains($0.kind) }
      if others.allSatisfy({ gone.contains($0.id) }) { records.append(adult) }
    }
  }

  /// The records that share, or once shared, an entry of the log with this one.
  private func neighbours(of subject: Subject) throws -> [Subject] {
    try database.rows(
      """
      SELECT DISTINCT o.record, o.record_kind FROM chain c
      JOIN chain o ON o.authority = c.authority AND o.position = c.position
      WHERE c.authority = ? AND c.record = ? AND o.record <> c.record
      """, number, subject.id.raw
    ) { row in
      SubjectKind(rawValue: Int(row.integer(1))).map { Subject($0, SubjectID(raw: row.integer(0))) }
    }.compactMap { $0 }
  }

  // MARK: - Entries

  private mutating func findEntries(gone: Set<SubjectID>) throws {
    let log = LogReader(database: database, layout: layout)
    var seen: Set<Int64> = []
    var going: [String: Set<FactID>] = [:]
    var staying: [String: Set<FactID>] = [:]
    for record in records {
      let positions = try database.rows(
        "SELECT position FROM chain WHERE authority = ? AND record = ? ORDER BY sequence", number,
        record.id.raw
      ) { $0.integer(0) }
      for position in positions where seen.insert(position).inserted {
        let read = try read(position)
        if read.hasReason { extent.reasons += 1 }
        guard let entry = read.entry, read.hasBody else { continue }
        let owners = try log.records(at: position)
        // Who belonged to which family is a part of that person's own record.
        if try owners.allSatisfy(gone.contains) || isPlaceInFamily(entry, of: gone, log) {
          entries.append(entry)
          going[entry.kind, default: []].insert(entry.fact)
        } else {
          extent.shared += 1
          staying[entry.kind, default: []].insert(entry.fact)
        }
      }
    }
    entries.sort { $0.position < $1.position }
    extent.bodies = entries.count
    extent.going = going.mapValues(\.count)
    extent.staying = staying.mapValues(\.count)
  }

  private func read(
    _ position: Int64
  ) throws -> (entry: Entry?, hasBody: Bool, hasReason: Bool) {
    let links = try database.rows(
      "SELECT record FROM chain WHERE authority = ? AND position = ? ORDER BY record", number,
      position
    ) { SubjectID(raw: $0.integer(0)) }
    return try database.first(
      """
      SELECT fact, version, kind, body_hash, CASE WHEN body IS NULL THEN 0 ELSE 1 END,
        CASE WHEN reason IS NULL THEN 0 ELSE 1 END
      FROM change WHERE authority = ? AND position = ?
      """, number, position
    ) { row in
      let entry = row.optionalBytes(3).map {
        Entry(
          position: position, fact: FactID(raw: row.integer(0)), version: Int(row.integer(1)),
          kind: row.text(2), bodyHash: $0, links: links)
      }
      return (entry, row.integer(4) == 1, row.integer(5) == 1)
    } ?? (nil, false, false)
  }

  private func isPlaceInFamily(
    _ entry: Entry, of gone: Set<SubjectID>, _ log: LogReader
  ) throws -> Bool {
    guard entry.kind == FamilyMember.kind.name,
      let place = try log.version(at: entry.position).fact as? FamilyMember,
      let person = place.person
    else { return false }
    return gone.contains(person)
  }

  // MARK: - Drafts and reads

  private mutating func findDrafts(gone: Set<SubjectID>) throws {
    let own = Set(records.map(\.id.text))
    let all = Set(gone.map(\.text))
    for (user, key, subjects) in try database.rows(
      #"SELECT "user", key, subjects FROM draft WHERE authority = ?"#, number,
      read: { ($0.text(0), $0.text(1), $0.text(2)) })
    {
      let named = subjects.split(separator: " ").compactMap {
        $0.split(separator: ":").last.map(String.init)
      }
      guard !own.isDisjoint(with: named) else { continue }
      if all.isSuperset(of: named) {
        drafts.append((user, key))
        extent.draftsGoing += 1
      } else {
        extent.draftsStaying += 1
      }
    }
  }

  /// Who read a record is kept as long as the record, and six years at least after each read.
  private static let yearsOfReads = 6

  private mutating func countReads(on today: Day) throws {
    var last: Day?
    for record in records {
      let found = try database.first(
        "SELECT count(*), max(at) FROM read_log WHERE authority = ? AND record = ?", number,
        record.id.raw
      ) { (Int($0.integer(0)), $0.optionalInteger(1)) }
      extent.reads += found?.0 ?? 0
      if let at = found?.1 {
        let day = Instant(milliseconds: at).inLondon.day
        last = max(last ?? day, day)
      }
    }
    extent.readsUntil = last?.adding(years: DestructionPlan.yearsOfReads)
  }
}
