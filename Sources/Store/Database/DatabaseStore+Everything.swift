import Access
public import CareRecord
import CivilTime

extension DatabaseStore {
  public func forEachRecord(
    of kind: SubjectKind, purpose: String, for reading: Reading,
    _ body: @Sendable ([ChildRecord]) throws -> Void
  ) async throws {
    let (layout, scope) = (layout, ScopeSQL(reading, layout))
    let sight = Policy.sightInScope(of: reading.person)
    // Before anything is handed out, and again with the count once all is.
    try await log(ReadLogEntry(reading, ground: "scope", detail: purpose))
    try await withoutActuallyEscaping(body) { body in
      let count = try await read(repeatable: false) { database in
        var count = 0
        try database.allowAnyTime()
        try self.requireWhole(for: scope, in: database)
        let records = try RecordStream(
          database, layout: layout, kind: kind, scope: scope, sight: sight)
        while let batch = try records.next(200) {
          count += batch.count
          try body(batch)
        }
        return count
      }
      try await log(
        ReadLogEntry(reading, ground: "scope", detail: purpose, found: count))
    }
  }

  public func forEachCounted(
    of kind: SubjectKind, facts: [any Fact.Type], for reading: Reading,
    _ body: @Sendable ([ChildRecord]) throws -> Void
  ) async throws {
    let person = reading.person
    guard person.authority == layout.authority, Policy.mayCountEveryone(person) else {
      throw ReadRefused.notAllowed("Your role does not include figures about all children.")
    }
    let layout = layout
    let kinds = Set(facts.map { $0.kind.name })
    try await log(ReadLogEntry(reading, ground: "counted"))
    try await withoutActuallyEscaping(body) { body in
      let count = try await read(repeatable: false) { database in
        var count = 0
        try database.allowAnyTime()
        let records = try RecordStream(
          database, layout: layout, kind: kind, scope: .all, sight: .returnFields, facts: kinds)
        while let batch = try records.next(200) {
          count += batch.count
          try body(batch)
        }
        return count
      }
      try await log(ReadLogEntry(reading, ground: "counted", found: count))
    }
  }

  public func subjects(
    withIdentifiers values: [String], scheme: Code<IdentifierScheme>, for reading: Reading
  ) async throws -> [String: Subject] {
    let layout = layout
    let found: [String: Subject] = try await read { database in
      let scope = ScopeSQL(reading, layout)
      try self.requireWhole(for: scope, in: database)
      // Joined instead of looked up, SQLite would walk through every record for each identifier.
      let select = try PreparedStatement(
        database,
        """
        SELECT h.record, h.kind FROM record_head h
        WHERE h.authority = ? AND h.record IN (
          SELECT i.record FROM \("fact_" + PersonIdentifier.kind.name) i
          WHERE i.authority = ? AND i.scheme = ? AND i.value = ?) AND \(scope.condition)
        ORDER BY h.record LIMIT 1
        """)
      var found: [String: Subject] = [:]
      for value in values where found[value] == nil {
        let authority = Cell.integer(Int64(layout.authority.number))
        select.bind([authority, authority, .text(scheme.text), .text(value)] + scope.arguments)
        guard try select.step() else { continue }
        if let kind = SubjectKind(rawValue: Int(select.integer(1))) {
          found[value] = Subject(kind, SubjectID(raw: select.integer(0)))
        }
        select.reset()
      }
      return found
    }
    try await log(
      ReadLogEntry(
        reading, ground: "scope", detail: "identifiers of scheme \(scheme.text)",
        found: found.count))
    return found
  }
}

extension ScopeSQL {
  /// The scope of the person who reads, over the column `h.record`.
  init(_ reading: Reading, _ layout: StoreLayout) {
    let ofAuthority = reading.person.authority == layout.authority
    self.init(
      ofAuthority ? Policy.scope(of: reading.person) : .none, record: "h.record",
      authority: layout.authority, today: reading.today)
  }
}
