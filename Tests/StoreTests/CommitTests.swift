import Access
import CareRecord
import CivilTime
import Store
import Testing

@Suite struct CommitTests {
  @Test func a_fact_of_three_siblings_is_in_three_records() async throws {
    let store = try await TestStore().store
    let siblings = [child(1), child(2), child(3)]
    let receipt = try await store.commit(
      .received([.new(visit("2026-03-04", "All well"), id: fact(10), of: siblings)]), by: .officer)
    #expect(receipt.versions == [fact(10): 1])
    for sibling in siblings {
      let seen = try await store.record(of: sibling, for: .by(.manager))
      #expect(seen.record[Visit.self].map(\.note.text) == ["All well"])
      #expect(seen.ground == .unallocated)
    }
  }
}
