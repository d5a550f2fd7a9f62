import CareRecord
import CivilTime
import Foundation
import Testing

@testable import Store

/// The drill of `docs/operating-recovery.md`: a PostgreSQL cluster is lost and brought back to a moment.
@Suite struct PointInTimeTests {
  @Test func a_lost_server_comes_back_with_what_was_kept_until_a_moment_and_nothing_after()
    async throws
  {
    let server = try RecoverableServer()
    try server.makeDatabase("kith")
    let key = server.folder + ".key"
    defer { try? FileManager.default.removeItem(atPath: key) }
    func open() async throws -> DatabaseStore {
      try await DatabaseStore.open(
        server.address("kith"), key: key, authority: leeds, projections: [],
        workingDays: .england(), clock: { TestClock.start })
    }
    func keep(_ numbers: ClosedRange<Int64>, in store: DatabaseStore) async throws {
      for number in numbers {
        _ = try await store.commit(
          .received([.new(visit("2026-03-04", "\(number)"), id: fact(number), of: [child(1)])]),
          by: .officer)
      }
    }
    let store = try await open()
    try await keep(1...5, in: store)
    try server.makeBaseBackup()
    try await keep(6...40, in: store)
    try await store.seal()
    let mark = try server.time()
    try await keep(41...60, in: store)
    try await store.close()
    try server.lose()

    try server.recover(to: mark)
    let recovered = try await open()
    let record = try await recovered.record(of: child(1), for: .by(.manager)).record
    #expect(Set(record[Visit.self].map(\.note.text)) == Set((1...40).map { "\($0)" }))
    #expect(try await recovered.verify().findings == [])
    // It goes on from there.
    try await keep(100...101, in: recovered)
    #expect(try await recovered.verify().entries == 42)
    try await recovered.close()
  }
}
