import Access
import CareRecord
import CivilTime
import Operation
import Store

/// Records as the pages use them: counts what is read and written, and hands everything on.
struct CountedRecords: RecordStore {
  let records: any RecordStore
  let metrics: Metrics

  func commit(_ commit: Commit, by person: Person) async throws -> CommitReceipt {
    let receipt = try await records.commit(commit, by: person)
    metrics.add(to: Figure.commits)
    return receipt
  }

  func commit(
    _ commits: [Commit], by person: Person
  ) async throws -> [Result<CommitReceipt, CommitRefused>] {
    let results = try await records.commit(commits, by: person)
    for case .success in results { metrics.add(to: Figure.commits) }
    return results
  }

  func record(of subject: Subject, for reading: Reading) async throws -> SeenRecord {
    try await counted { try await records.record(of: subject, for: reading) }
  }

  func record(
    of subject: Subject, asKnownAt moment: Instant, for reading: Reading
  ) async throws -> SeenRecord {
    try await counted {
      try await records.record(of: subject, asKnownAt: moment, for: reading)
    }
  }

  func history(
    of fact: FactID, of subject: Subject, for reading: Reading
  ) async throws -> [FactVersion] {
    try await counted { try await records.history(of: fact, of: subject, for: reading) }
  }

  func open(_ subject: Subject, because reason: String, for reading: Reading) async throws {
    try await counted { try await records.open(subject, because: reason, for: reading) }
  }

  func search(_ query: String, limit: Int, for reading: Reading) async throws -> [SearchHit] {
    try await counted { try await records.search(query, limit: limit, for: reading) }
  }

  func children(_ list: ChildList, for reading: Reading) async throws -> ChildListPage {
    try await counted { try await records.children(list, for: reading) }
  }

  func headlines(of subjects: [Subject], for reading: Reading) async throws -> [ChildHeadline] {
    try await counted { try await records.headlines(of: subjects, for: reading) }
  }

  func forEachRecord(
    of kind: SubjectKind, purpose: String, for reading: Reading,
    _ body: @Sendable ([ChildRecord]) throws -> Void
  ) async throws {
    try await counted {
      try await records.forEachRecord(of: kind, purpose: purpose, for: reading, body)
    }
  }

  func forEachCounted(
    of kind: SubjectKind, facts: [any Fact.Type], for reading: Reading,
    _ body: @Sendable ([ChildRecord]) throws -> Void
  ) async throws {
    try await counted {
      try await records.forEachCounted(of: kind, facts: facts, for: reading, body)
    }
  }

  func recordsToReceive(
    of subjects: [Subject], for reading: Reading
  ) async throws -> [SubjectID: ChildRecord] {
    try await counted { try await records.recordsToReceive(of: subjects, for: reading) }
  }

  func subjects(
    withIdentifiers values: [String], scheme: Code<IdentifierScheme>, for reading: Reading
  ) async throws -> [String: Subject] {
    try await counted {
      try await records.subjects(withIdentifiers: values, scheme: scheme, for: reading)
    }
  }

  private func counted<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
    let answer = try await body()
    metrics.add(to: Figure.reads)
    return answer
  }
}
