import Access
import CareRecord
import Checking
import CivilTime
import Foundation
import Returns
import Store
import Testing

/// What would fail if the returns were sent today follows every commit, and each sees their own.
@Suite struct LiveFindingTests {
  static let now = Instant(milliseconds: 1_795_255_200_000)
  static var today: Day { now.inLondon.day }

  static func person(_ user: String, _ role: Role, team: String? = nil) -> Person {
    Person(user: user, name: user, authority: .fictional, roles: [role], team: team)
  }

  static let officer = person("olive", .dataOfficer)
  static let ann = person("ann", .socialWorker)
  static let ben = person("ben", .socialWorker)
  static let manager = person("moss", .teamManager, team: "North")
  static let custodian = person("sorrel", .systemCustodian)

  static func reading(_ person: Person) -> Reading {
    Reading(by: person, at: now, today: today, purpose: "test")
  }

  static func withStore(_ body: (DatabaseStore) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "kith-live-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try await DatabaseStore.open(
      DatabaseAddress(folder.path() + "kith.sqlite"), authority: .fictional,
      projections: [LiveRules(of: .fictional).projection(release: "test")],
      workingDays: .england(), clock: { now })
    try await body(store)
    #expect(try await store.verify().findings == [])
    try await store.close()
  }

  /// A child in care since 1 May 2026 whose placement gives no provider, or gives one.
  static func child(
    _ number: Int64, worker: String, team: String, sex: String? = "f"
  ) throws -> [Change] {
    let subject = Subject.child(SubjectID(raw: number))
    func id(_ place: Int64) -> FactID { FactID(raw: number * 100 + place) }
    var identity = PersonIdentity()
    identity.birthDate = try #require(Day(iso: "2014-03-04"))
    identity.givenNames = "Child\(number)"
    var identifier = PersonIdentifier()
    identifier.scheme = .laChildID
    identifier.value = "\(number)"
    var period = CarePeriod()
    period.from = try #require(Day(iso: "2026-05-01"))
    period.categoryOfNeed = "N1"
    var legal = LegalStatusSpan()
    legal.carePeriod = id(3)
    legal.status = "C2"
    legal.from = period.from
    var placement = Placement()
    placement.carePeriod = id(3)
    placement.type = "U6"
    placement.from = period.from
    placement.provider = "ZZ"
    var allocation = Allocation()
    allocation.workerNumber = worker
    allocation.workerName = worker
    allocation.team = team
    allocation.from = PartialDay("01/05/2026")
    return [
      .new(identity, id: id(1), of: [subject]), .new(identifier, id: id(2), of: [subject]),
      .new(period, id: id(3), of: [subject]), .new(legal, id: id(4), of: [subject]),
      .new(placement, id: id(5), of: [subject]), .new(allocation, id: id(6), of: [subject]),
    ]
  }

  static func commit(_ changes: [Change]) -> Commit {
    Commit(by: Author("olive", through: "test"), at: now, origin: .received, changes)
  }

  static func rules(_ store: DatabaseStore, _ person: Person) async throws -> [String: [String]] {
    let page = try await store.findings(FindingList(), for: reading(person))
    #expect(page.lines.count == page.total)
    return Dictionary(grouping: page.lines, by: { $0.child.laChildID ?? "" })
      .mapValues { $0.map(\.finding.rule) }
  }

  @Test func what_was_found_follows_the_commit() async throws {
    try await LiveFindingTests.withStore { store in
      let reading = LiveFindingTests.reading(LiveFindingTests.officer)
      _ = try await store.commit(
        LiveFindingTests.commit(try LiveFindingTests.child(1, worker: "ann", team: "North")),
        by: LiveFindingTests.officer)
      let page = try await store.findings(FindingList(), for: reading)
      // 145: the kind of provider has to be one of the list.
      let finding = try #require(
        page.lines.first { $0.finding.places.contains { $0.fields == ["PLACE_PROVIDER"] } }?.finding
      )
      #expect(finding.factKind == "placement")
      #expect(finding.fact == FactID(raw: 105))
      #expect(finding.places.first?.values == ["ZZ"])
      #expect(finding.year == 2027)

      var placement = Placement()
      placement.carePeriod = FactID(raw: 103)
      placement.type = "U6"
      placement.from = try #require(Day(iso: "2026-05-01"))
      placement.provider = "PR1"
      _ = try await store.commit(
        LiveFindingTests.commit([
          Change(
            FactID(raw: 105), replaces: 1, of: [.child(SubjectID(raw: 1))], .put(placement),
            reason: "Mended")
        ]), by: LiveFindingTests.officer)
      let after = try await store.findings(FindingList(), for: reading)
      #expect(!after.lines.contains { $0.finding.rule == finding.rule })
      #expect(after.total < page.total)
    }
  }

  @Test func each_person_sees_their_own_children_and_counts_nobody_elses() async throws {
    try await LiveFindingTests.withStore { store in
      for (number, worker, team) in [(1, "ann", "North"), (2, "ben", "South")] {
        _ = try await store.commit(
          LiveFindingTests.commit(
            try LiveFindingTests.child(Int64(number), worker: worker, team: team)),
          by: LiveFindingTests.officer)
      }
      let all = try await LiveFindingTests.rules(store, LiveFindingTests.officer)
      #expect(Set(all.keys) == ["1", "2"])
      #expect(
        Set(try await LiveFindingTests.rules(store, LiveFindingTests.ann).keys) == ["1"])
      #expect(
        Set(try await LiveFindingTests.rules(store, LiveFindingTests.ben).keys) == ["2"])
      #expect(
        Set(try await LiveFindingTests.rules(store, LiveFindingTests.manager).keys) == ["1"])
      #expect(try await LiveFindingTests.rules(store, LiveFindingTests.custodian).isEmpty)
      for group in FindingGroup.allCases {
        for person in [LiveFindingTests.ann, LiveFindingTests.ben] {
          let counts = try await store.findingCounts(
            by: group, of: FindingList(), for: LiveFindingTests.reading(person))
          #expect(!counts.isEmpty)
          #expect(counts.allSatisfy { $0.children == 1 })
          #expect(counts.allSatisfy { $0.worker == nil || $0.worker == person.user })
        }
        // Asking for somebody else's by name gives nothing either.
        var others = FindingList()
        others.worker = "ben"
        #expect(
          try await store.findingCounts(
            by: group, of: others, for: LiveFindingTests.reading(LiveFindingTests.ann)
          ).isEmpty)
      }
    }
  }

  @Test(arguments: [
    ("2026-03-31", [2026]), ("2026-04-01", [2026, 2027]), ("2026-07-31", [2026, 2027]),
    ("2026-08-01", [2027]), ("2026-12-31", [2027]),
  ])
  func the_year_that_is_being_sent_is_checked_until_the_end_of_july(
    _ day: String, _ years: [Int]
  ) throws {
    #expect(
      CollectionYear.beingSent(on: try #require(Day(iso: day))).map(\.endYear) == years)
  }
}
