import Access
public import CareRecord
public import CivilTime

extension DatabaseStore: ImportRunStore {
  public func beginImportRun(
    of submission: Int64, by user: String, at now: Instant
  ) async throws -> ImportRun {
    let authority = authority
    return try await write {
      try ImportRunTable(database: $0, authority: authority).begin(submission, by: user, at: now)
    }
  }

  public func endImportRun(_ number: Int64, at now: Instant) async throws {
    let authority = authority
    try await write {
      try ImportRunTable(database: $0, authority: authority).end(number, at: now)
    }
  }

  public func importRuns() async throws -> [ImportRun] {
    let authority = authority
    return try await read { try ImportRunTable(database: $0, authority: authority).runs() }
  }

  public func beginUndo(of runs: [Int64], at now: Instant) async throws {
    let authority = authority
    try await write { database in
      let table = ImportRunTable(database: database, authority: authority)
      for run in runs { try table.beginUndo(run, at: now) }
    }
  }

  public func endUndo(of runs: [Int64], by user: String, at now: Instant) async throws {
    let authority = authority
    try await write { database in
      let table = ImportRunTable(database: database, authority: authority)
      for run in runs { try table.endUndo(run, by: user, at: now) }
    }
  }

  public func importedChildren(
    of runs: [Int64], withFactsOf earlier: [Int64], after last: SubjectID?, limit: Int,
    for reading: Reading
  ) async throws -> [ImportedChild] {
    guard Policy.mayImportAndExport(reading.person), reading.person.authority == authority else {
      throw ReadRefused.notAllowed("Your role does not include importing.")
    }
    let layout = layout
    let children = try await read { database in
      let table = ImportRunTable(database: database, authority: layout.authority)
      let reader = RecordReader(database: database, layout: layout)
      let log = LogReader(database: database, layout: layout)
      return try table.records(of: runs, after: last, limit: limit).compactMap {
        record -> ImportedChild? in
        guard let head = try reader.head(of: record) else { return nil }
        let facts = try table.facts(of: Array(Set(runs + earlier)), in: record).map { fact in
          let versions = try table.versions(of: fact)
          return ImportedFact(
            id: fact, kind: versions.first?.kind ?? "",
            versions: try versions.map { position, _, step in
              let version = try log.version(at: position)
              let subjects = try log.records(at: position).compactMap { record in
                try reader.head(of: record).map { Subject($0.kind, record) }
              }
              return ImportedFact.Version(version.with(version.fact, of: subjects), step: step)
            })
        }
        return ImportedChild(
          record: try reader.record(Subject(head.kind, record), factKinds: head.factKinds),
          facts: facts)
      }
    }
    try await log(
      ReadLogEntry(
        reading, ground: "import", detail: "records whose import is to be undone",
        found: children.count))
    return children
  }
}
