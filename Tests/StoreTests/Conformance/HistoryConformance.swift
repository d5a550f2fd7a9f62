import Access
import CareRecord
import CivilTime
import Store
import Testing

@Suite struct HistoryConformance {
  @Test(arguments: StoreMaker.all)
  func nothing_was_known_before_it_was_known(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      _ = try await store.commit(
        .received([.new(visit("2020-03-04"), id: fact(1), of: [child(1)])]), by: .officer)
      let before = TestClock.start.adding(milliseconds: -1)
      let past = try await store.record(of: child(1), asKnownAt: before, for: .by(.manager))
      #expect(past.record.isEmpty)
      let then = try await store.record(
        of: child(1), asKnownAt: TestClock.start, for: .by(.manager))
      #expect(then.record[Visit.self].map(\.on) == [day("2020-03-04")])
    }
  }

  /// Random commits by many hands; a model that simply replays them says what every record must be,
  /// now and at any moment of the past.
  @Test(arguments: StoreMaker.all, [1, 2, 3] as [UInt64])
  func a_record_is_what_its_changes_made_of_it_at_every_moment(
    _ maker: StoreMaker, _ seed: UInt64
  ) async throws {
    try await maker.run { store in
      var random = Seeded(state: seed)
      var model = Model()
      for step in 0..<120 {
        let known = TestClock.start.adding(milliseconds: Int64(step) * 1_000)
        let changes = model.randomChanges(step: step, by: &random)
        _ = try await store.commit(.received(changes, at: known), by: .officer)
        model.apply(changes, at: known)
      }
      for number in Model.records {
        let now = try await store.record(of: child(number), for: .by(.manager)).record
        #expect(summary(now) == model.summary(number, at: nil), "record \(number)")
        for step in stride(from: -1, to: 121, by: 17) {
          let moment = TestClock.start.adding(milliseconds: Int64(step) * 1_000 + 500)
          let past = try await store.record(
            of: child(number), asKnownAt: moment, for: .by(.manager)
          ).record
          #expect(summary(past) == model.summary(number, at: moment), "record \(number)")
        }
      }
      let all = Collected()
      try await store.forEachRecord(of: .child, purpose: "test", for: .by(.officer)) { all.add($0) }
      #expect(
        all.all.map { $0.all.count } == Model.records.map { model.summary($0, at: nil).count })
    }
  }

  private func summary(_ record: ChildRecord) -> [String] {
    record.all.map { Model.line($0.id, $0.version, $0.known, $0.fact) }.sorted()
  }
}

/// What a store must be: the changes, replayed.
private struct Model {
  static let records: [Int64] = Array(1...6)

  private struct Version {
    let number: Int
    let known: Instant
    let subjects: [Subject]
    let fact: (any Fact)?
  }

  private var facts: [FactID: [Version]] = [:]

  mutating func randomChanges(step: Int, by random: inout Seeded) -> [Change] {
    var changes: [Change] = []
    for part in 0..<Int.random(in: 1...4, using: &random) {
      let subjects = Model.records.filter { _ in Bool.random(using: &random) }.map(child)
      let owners = subjects.isEmpty ? [child(1)] : subjects
      let existing = facts.keys.sorted().randomElement(using: &random)
      if let existing, Int.random(in: 0..<3, using: &random) > 0,
        !changes.contains(where: { $0.fact == existing }), let last = facts[existing]?.last
      {
        if last.fact != nil, Int.random(in: 0..<4, using: &random) == 0 {
          changes.append(.withdraw(kind(existing), over: last.number, id: existing, of: owners))
        } else {
          changes.append(
            .put(newFact(kind(existing), &random), over: last.number, id: existing, of: owners))
        }
      } else {
        let id = fact(Int64(step * 10 + part + 1))
        changes.append(.new(newFact(kind(id), &random), id: id, of: owners))
      }
    }
    // Every record has something from the first step on.
    if step == 0 {
      changes.append(
        .new(newFact("visit", &random), id: fact(100_000), of: Model.records.map(child)))
    }
    return changes
  }

  mutating func apply(_ changes: [Change], at known: Instant) {
    for change in changes {
      var put: (any Fact)?
      if case .put(let fact) = change.body { put = fact }
      facts[change.fact, default: []].append(
        Version(
          number: change.replaces + 1, known: known, subjects: change.subjects, fact: put))
    }
  }

  func summary(_ record: Int64, at moment: Instant?) -> [String] {
    facts.compactMap { id, versions in
      let last = versions.last { version in moment.map { version.known <= $0 } ?? true }
      guard let last, let fact = last.fact, last.subjects.contains(child(record)) else {
        return nil
      }
      return Model.line(id, last.number, last.known, fact)
    }.sorted()
  }

  static func line(_ id: FactID, _ version: Int, _ known: Instant, _ fact: any Fact) -> String {
    "\(id) \(version) \(known.iso) \(type(of: fact).kind.name) \(fact.cells)"
  }

  private func kind(_ id: FactID) -> String { id.raw % 2 == 0 ? "visit" : "placement" }

  private func newFact(_ kind: String, _ random: inout Seeded) -> any Fact {
    let on = day("2020-01-01") + Int.random(in: 0..<2_000, using: &random)
    if kind == "visit" {
      var visit = Visit()
      visit.on = on
      visit.note = Narrative("note \(Int.random(in: 0..<1_000_000, using: &random))")
      return visit
    }
    var placement = Placement()
    placement.type = "U1"
    placement.from = on
    placement.to = Bool.random(using: &random) ? on + 30 : nil
    placement.sameCarer = Bool.random(using: &random)
    return placement
  }
}

struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
