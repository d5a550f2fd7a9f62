import Access
import CareRecord
import CivilTime
import Foundation
import Store

/// What the store costs, in seconds of processor time and of the clock on the wall.
struct Measurement {
  let store: DatabaseStore
  let children: Int

  func run() async throws {
    let officer = Person.officer(store.authority)
    let reading = Reading(
      by: officer, at: Instant(milliseconds: 1_795_255_200_000), today: Day(ordinal: 20_778),
      purpose: "measure")
    var changes = 0
    var random = Seeded(state: 7)
    try await timed("load") {
      var id: Int64 = 1
      for start in stride(from: 0, to: children, by: 100) {
        let commits = (start..<min(start + 100, children)).map { number in
          let made = ExampleChild.changes(number: number, nextID: &id, random: &random)
          changes += made.count
          return Commit(
            by: Author("olu", through: "measure"), at: Instant(milliseconds: 1_700_000_000_000),
            origin: .received, made)
        }
        _ = try await store.commit(commits, by: officer)
      }
      return changes
    }
    for _ in 1...2 {
      try await timed("read all facts") {
        let counter = Counter()
        try await store.forEachRecord(of: .child, purpose: "measure", for: reading) { records in
          counter.add(records.count)
        }
        return changes
      }
    }
    let manager = Reading(
      by: .manager(store.authority), at: reading.at, today: reading.today, purpose: "record")
    try await timed("record with its read log, one after the other") {
      for number in 0..<1_000 {
        _ = try await store.record(
          of: .child(SubjectID(raw: Int64(number % children) + 1)), for: manager)
      }
      return 1_000
    }
    let big = Subject.child(SubjectID(raw: 9_000_000))
    var bigChanges: [Change] = []
    for number in 0..<300 {
      var visit = Visit()
      visit.on = Day(ordinal: Int32(19_000 + number))
      visit.note = Narrative(String(repeating: "What happened. ", count: 20))
      bigChanges.append(.new(visit, id: FactID(raw: 900_000_000 + Int64(number)), of: [big]))
    }
    _ = try await store.commit(
      Commit(by: Author("olu", through: "measure"), at: reading.at, origin: .received, bigChanges),
      by: officer)
    try await timed("record of 300 facts with its read log") {
      for _ in 0..<500 { _ = try await store.record(of: big, for: manager) }
      return 500
    }
    try await timed("the same, fifty readers at once") {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<50 {
          group.addTask {
            for _ in 0..<20 { _ = try await store.record(of: big, for: manager) }
          }
        }
        try await group.waitForAll()
      }
      return 1_000
    }
    try await timed("one commit of a visit") {
      for number in 0..<500 {
        var visit = Visit()
        visit.on = Day(ordinal: 20_000)
        _ = try await store.commit(
          Commit(
            by: Author("mo", through: "web"), at: reading.at,
            [
              .new(
                visit, id: FactID(raw: 910_000_000 + Int64(number)),
                of: [.child(SubjectID(raw: Int64(number % children) + 1))])
            ]),
          by: .manager(store.authority))
      }
      return 500
    }
    try await timed("seal") {
      try await store.seal()
      return changes
    }
    try await timed("verify") {
      let report = try await store.verify()
      for finding in report.findings.prefix(5) { print(finding) }
      return report.entries
    }
    try await timed("rebuild") {
      let report = try await store.rebuild()
      print("equal: \(report.isEqual)")
      return changes
    }
    try await store.close()
  }

  private func timed(_ what: String, _ body: () async throws -> Int) async throws {
    let (cpu, wall) = (processorSeconds(), ContinuousClock.now)
    let count = try await body()
    let used = processorSeconds() - cpu
    let (seconds, attoseconds) = (ContinuousClock.now - wall).components
    let each = used / Double(max(count, 1)) * 1_000_000
    print(
      String(
        format: "%@: %d, %.2f CPU s, %.2f s, %.2f CPU µs each, %d MB at most", what, count, used,
        Double(seconds) + Double(attoseconds) / 1e18, each, mostMemory() / 1_024))
  }
}

final class Counter: @unchecked Sendable {
  /// Only the one reader's thread adds.
  private(set) var value = 0
  func add(_ more: Int) { value += more }
}

struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

private func processorSeconds() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(0), &usage)
  func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
  return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

private func mostMemory() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(0), &usage)
  return usage.ru_maxrss
}
