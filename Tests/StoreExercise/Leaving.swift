import Access
import CareRecord
import CivilTime
import Foundation
import Store

/// Leaves a small database with something in every table, as this version writes it: what the next
/// version of the schema is tried on.
struct Leaving {
  let store: DatabaseStore

  private let now = Instant(milliseconds: 1_795_255_200_000)

  func run() async throws {
    let (officer, manager) = (
      Person.officer(store.authority), Person.manager(store.authority)
    )
    for person in [officer, manager] {
      try await store.addAccount(person, passwordHash: "none", at: now)
    }
    try await store.startSession(
      Session(
        tokenHash: [1, 2, 3], user: "mo", formToken: "form", started: now, lastSeen: now))
    try await store.recordSignInFailure(key: "mo", at: now)
    _ = try await store.saveDraft(
      Draft(
        key: "visit", user: "mo", fields: [DraftField(name: "note", value: "Half a sent")],
        version: 0, saved: now, subjects: [.child(SubjectID(raw: 1))]), base: 0)
    try await writeRecords(officer)
    let reading = Reading(by: manager, at: now, today: Day(ordinal: 20_778), purpose: "record")
    for number: Int64 in 1...3 {
      _ = try? await store.record(of: .child(SubjectID(raw: number)), for: reading)
    }
    try await store.open(.child(SubjectID(raw: 2)), because: "Duty call", for: reading)
    try await store.seal()
    try await keepFiles(officer)
    _ = try await store.record(of: .child(SubjectID(raw: 2)), for: reading)
    try await store.close()
  }

  private func writeRecords(_ officer: Person) async throws {
    var (random, nextID) = (Seeded(state: 5), Int64(1))
    let author = Author("olu", through: "import")
    let commits = (0..<3).map { number in
      Commit(
        by: author, at: now, recorded: now, origin: .received,
        ExampleChild.changes(number: number, nextID: &nextID, random: &random))
    }
    for result in try await store.commit(commits, by: officer) { _ = try result.get() }
    try await store.seal()
    let siblings = (1...3).map { Subject.child(SubjectID(raw: $0)) }
    var visit = Visit()
    visit.on = Day(ordinal: 20_700)
    visit.note = "Saw all three."
    let id = FactID(raw: nextID)
    _ = try await store.commit(
      Commit(by: author, at: now, origin: .received, [.new(visit, id: id, of: siblings)]),
      by: officer)
    visit.note = "Saw two of them."
    _ = try await store.commit(
      Commit(
        by: author, at: now, origin: .received,
        [
          Change(
            id, replaces: 1, of: Array(siblings.dropLast()), .put(visit), reason: "One was away")
        ]), by: officer)
  }

  private func keepFiles(_ officer: Person) async throws {
    for number in 1...2 {
      let kept = try await store.keep(
        Submission(
          id: 0, authority: store.authority, returnName: "ssda903", year: 2026, receivedAt: now,
          receivedBy: officer.user, digest: "", state: .received, progress: nil),
        files: [SubmissionFile(name: "header.csv", bytes: Array("CHILD,\(number)\n".utf8))])
      try await store.setState(.imported, of: kept.id, progress: nil)
    }
    try await store.takeImportLease(holder: "olu", authority: store.authority, at: now)
  }
}
