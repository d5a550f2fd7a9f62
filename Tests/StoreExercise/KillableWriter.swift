import Access
import CareRecord
import CivilTime
import Foundation
import Store

/// Keeps one commit after the other, each of three facts for two siblings, and prints what was
/// acknowledged, until somebody kills it.
struct KillableWriter {
  let store: DatabaseStore

  func run() async throws {
    // Facts are numbered by the position at which the log stands, so that a new run goes on.
    var next = Int64(try await store.verify().entries)
    let person = Person.officer(store.authority)
    while true {
      let siblings = [Subject.child(SubjectID(raw: next % 40 + 1)), .child(SubjectID(raw: 99))]
      let changes = (1...3).map { offset in
        var visit = Visit()
        visit.on = Day(ordinal: Int32(20_000 + offset))
        visit.note = Narrative(String(repeating: "What happened. ", count: 40))
        return Change.new(visit, id: FactID(raw: next + Int64(offset)), of: siblings)
      }
      let receipt = try await store.commit(
        Commit(
          by: Author(person.user, through: "exercise"),
          at: Instant(milliseconds: 1_795_255_200_000), origin: .received, changes),
        by: person)
      next += 3
      // Acknowledged: from here on it must survive whatever happens to this process.
      try FileHandle.standardOutput.write(contentsOf: Data("\(receipt.position)\n".utf8))
    }
  }
}
