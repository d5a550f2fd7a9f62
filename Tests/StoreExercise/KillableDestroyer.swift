import Access
import CareRecord
import CivilTime
import Foundation
import Store

/// Destroys one record after the other, each agreed on by two people, until somebody kills it.
///
/// It prints which were acknowledged, and fills an empty database first.
struct KillableDestroyer {
  static let children: Int64 = 400
  /// How many facts each of them has.
  static let facts: Int64 = 12
  let store: DatabaseStore
  private let now = Instant(milliseconds: 1_795_255_200_000)

  func run() async throws {
    let (officer, manager) = (
      Person.officer(store.authority), Person.manager(store.authority)
    )
    if try await store.verify().entries == 0 { try await fill(officer) }
    func reading(_ person: Person) -> Reading {
      Reading(by: person, at: now, today: now.inLondon.day, purpose: "exercise")
    }
    for number in 1...Self.children {
      let child = Subject.child(SubjectID(raw: number))
      guard let review = try? await store.retentionReview(of: child, for: reading(officer)) else {
        continue
      }
      if case .open = review.state {
        try await store.propose(child, because: "Over", for: reading(manager))
      }
      let now = try await store.retentionReview(of: child, for: reading(officer))
      if case .proposed(let proposal) = now.state {
        try await store.approve(
          child, proposal: proposal.number, because: "Agreed", for: reading(officer))
      }
      _ = try await store.destroy(child, files: [], for: reading(officer))
      // Acknowledged: from here on it must be gone whatever happens to this process.
      try FileHandle.standardOutput.write(contentsOf: Data("\(number)\n".utf8))
    }
  }

  private func fill(_ officer: Person) async throws {
    let commits = (1...Self.children).map { number in
      let child = Subject.child(SubjectID(raw: number))
      var identity = PersonIdentity()
      identity.givenNames = "Given\(number)"
      identity.birthDate = Day(year: 1900, month: 3, day: 4)
      var care = CarePeriod()
      care.from = Day(year: 1905, month: 1, day: 1) ?? .unset
      care.to = Day(year: 1906, month: 1, day: 1)
      care.reasonCeased = "E4A"
      var facts: [any Fact] = [identity, care]
      for day: Int32 in 3...Int32(Self.facts) {
        var note = CaseNote()
        note.on = care.from + Int(day)
        note.note = Narrative(String(repeating: "What happened. ", count: 60))
        facts.append(note)
      }
      return Commit(
        by: Author(officer.user, through: "exercise"), at: now, origin: .received,
        facts.enumerated().map { place, fact in
          .new(fact, id: FactID(raw: number * 100 + Int64(place)), of: [child])
        })
    }
    for result in try await store.commit(commits, by: officer) { _ = try result.get() }
  }
}
