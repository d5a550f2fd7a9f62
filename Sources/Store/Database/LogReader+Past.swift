import CareRecord
import CivilTime

extension LogReader {
  /// A record as Kith knew it at an instant: of each fact the latest version known by then, if it
  /// was not withdrawn and belonged to the record.
  func record(_ subject: Subject, asKnownAt moment: Instant) throws -> ChildRecord {
    let select = try PreparedStatement(
      database,
      """
      SELECT c.fact, c.version, c.known, c.kind, c.schema, CASE WHEN l.linked = 1 THEN c.body END
      FROM chain l JOIN change c USING (authority, position)
      WHERE authority = ? AND l.record = ? AND c.known <= ? ORDER BY l.sequence
      """)
    select.bind(layout.authority.number, at: 1)
    select.bind(subject.id.raw, at: 2)
    select.bind(moment.milliseconds, at: 3)
    defer { select.reset() }
    var latest: [FactID: KnownVersion] = [:]
    while try select.step() {
      latest[FactID(raw: select.integer(0))] = KnownVersion(
        number: Int(select.integer(1)), known: Instant(milliseconds: select.integer(2)),
        kind: select.text(3), schema: Int(select.integer(4)), body: select.optionalTextBytes(5))
    }
    var record = ChildRecord(subject)
    let byKind = Dictionary(grouping: latest) { $0.value.kind }
    for table in layout.tables.all {
      guard let versions = byKind[table.type.kind.name] else { continue }
      try put(versions, into: &record, as: table.type)
    }
    return record
  }

  private func put<F: Fact>(
    _ versions: [(key: FactID, value: KnownVersion)], into record: inout ChildRecord,
    as type: F.Type
  ) throws {
    record[type] = try versions.compactMap { id, version in
      guard let body = version.body else { return nil }
      let fact = try FactBody.fact(type, from: body, schema: version.schema)
      return Held(id: id, version: version.number, known: version.known, fact)
    }
  }

  /// The versions of a fact that stand in a record's chain, the first one first.
  ///
  /// Where the fact left the record, that version says no more than that.
  func versions(of fact: FactID, in record: SubjectID) throws -> [FactVersion] {
    let select = try PreparedStatement(
      database,
      """
      SELECT c.position, l.linked FROM change c
      JOIN chain l ON l.authority = c.authority AND l.position = c.position AND l.record = ?
      WHERE c.authority = ? AND c.fact = ? ORDER BY c.version
      """)
    select.bind(record.raw, at: 1)
    select.bind(layout.authority.number, at: 2)
    select.bind(fact.raw, at: 3)
    var found: [(position: Int64, linked: Bool)] = []
    while try select.step() { found.append((select.integer(0), select.integer(1) == 1)) }
    return try found.map { position, linked in
      let version = try version(at: position)
      let subjects = try records(at: position).compactMap { record in
        try reader.head(of: record).map { Subject($0.kind, record) }
      }
      return linked ? version.with(version.fact, of: subjects) : version.with(nil, of: [])
    }
  }

  private var reader: RecordReader { RecordReader(database: database, layout: layout) }
}

/// A version of a fact as it was known at some instant.
private struct KnownVersion {
  let number: Int
  let known: Instant
  let kind: String
  let schema: Int
  /// Nil where it was withdrawn, or belonged to the record no longer.
  let body: [UInt8]?
}

extension FactVersion {
  /// The same version, saying this.
  func with(_ fact: (any Fact)?, of subjects: [Subject]) -> FactVersion {
    FactVersion(
      version: version, fact: fact, author: author, authorName: authorName, known: known,
      recorded: recorded, reason: reason, subjects: subjects)
  }
}
