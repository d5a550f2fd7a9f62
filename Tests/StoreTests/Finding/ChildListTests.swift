import Access
import CareRecord
import CivilTime
import Testing

@testable import Store

/// Lists against the same question asked of the records one by one.
@Suite struct ChildListTests {
  /// More children than are sorted in memory, of many statuses, many of them alike in everything
  /// but their record.
  private struct Crowd: Sendable {
    let test: TestStore
    let headlines: [ChildHeadline]
    let allocated: Set<Int64>

    static let shared = Task { try await Crowd() }

    init() async throws { try await self.init(TestStore()) }

    init(_ test: TestStore) async throws {
      self.test = test
      let workingDays = try WorkingDayCalendar.england()
      let made = (1...1_200).map { ($0, Crowd.facts(Int64($0))) }
      let commits = made.map { number, facts in
        Commit.received(
          facts.enumerated().map {
            .new($1, id: fact(Int64(number * 10 + $0)), of: [child(Int64(number))])
          })
      }
      for result in try await test.store.commit(commits, by: .officer) { _ = try result.get() }
      headlines = made.map { number, facts in
        var record = ChildRecord(child(Int64(number)))
        for (index, each) in facts.enumerated() {
          Crowd.add(each, id: number * 10 + index, to: &record)
        }
        return ChildHeadline(of: record, on: TestStore.today, workingDays: workingDays)
      }
      allocated = Set(
        made.filter { $0.1.contains { $0 is Allocation } }.map { Int64($0.0) })
    }

    private static func facts(_ number: Int64) -> [any Fact] {
      var facts: [any Fact] = []
      let pick = { (many: Int64, salt: Int64) in (number &* 2_654_435_761 &+ salt) / 7 % many }
      if pick(10, 1) > 0 {
        var who = identity(
          ["Ada", "Bo", "Cy", ""][Int(pick(4, 2))], ["Ashfell", "Élan", "Brook"][Int(pick(3, 3))])
        who.birthDate = pick(9, 4) == 0 ? nil : TestStore.today - Int(pick(7_000, 5))
        facts.append(who)
      }
      let from = TestStore.today - Int(pick(900, 6))
      switch pick(12, 7) {
      case 0:
        var period = CarePeriod()
        period.from = from
        var placement = Placement()
        placement.type = Code(["U1", "H5", "U6"][Int(pick(3, 8))])
        placement.from = from
        facts += [period, placement] as [any Fact]
      case 1:
        var plan = ChildProtectionPlan()
        plan.from = from
        facts.append(plan)
      case 2, 3:
        var episode = SocialCareEpisode()
        episode.from = from
        facts.append(episode)
      default: break
      }
      if pick(5, 9) == 0 {
        facts.append(allocation(["SW123", "SW9"][Int(pick(2, 10))], team: "North"))
      }
      if facts.isEmpty { facts.append(identity("", "Nobody")) }
      return facts
    }

    private static func add<F: Fact>(_ fact: F, id: Int, to record: inout ChildRecord) {
      record[F.self].append(
        Held(id: FactID(raw: Int64(id)), version: 1, known: TestStore.now, fact))
    }
  }

  /// The store of the crowd, for other tests that only read.
  static func crowd() async throws -> DatabaseStore { try await Crowd.shared.value.test.store }

  static func fill(_ store: DatabaseStore) async throws { _ = try await Crowd(TestStore(store)) }

  static let filters: [(String, @Sendable (inout ChildList) -> Void)] = [
    ("all", { _ in }),
    ("in care", { $0.statuses = [.lookedAfter] }),
    ("open", { $0.statuses = [.lookedAfter, .protectionPlan, .openCase] }),
    ("closed", { $0.statuses = [.closed] }),
    ("aged 3 to 9", { $0.ages = 3...9 }),
    ("babies", { $0.ages = 0...0 }),
    (
      "aged 16 in care",
      {
        $0.ages = 16...17
        $0.statuses = [.lookedAfter]
      }
    ),
    ("placed", { $0.placements = ["U1", "H5"] }),
    ("nowhere", { $0.placements = ["X9"] }),
    ("long open", { $0.openForDays = 400 }),
    ("open at all", { $0.openForDays = 0 }),
    ("of a worker", { $0.worker = "SW123" }),
    ("of nobody we know", { $0.worker = "SW999999" }),
    ("of a team", { $0.team = "North" }),
    (
      "long open plans",
      {
        $0.openForDays = 100
        $0.statuses = [.protectionPlan, .closed]
      }
    ),
  ]

  @Test(arguments: ChildList.Order.allCases, [false, true])
  func a_list_is_what_asking_each_record_gives(
    order: ChildList.Order, descending: Bool
  ) async throws {
    let crowd = try await Crowd.shared.value
    for person in [Person.officer, .worker, .manager] {
      for (name, filter) in ChildListTests.filters {
        var list = ChildList()
        filter(&list)
        list.order = order
        list.descending = descending
        list.limit = 5_000
        let all = try await crowd.test.store.children(list, for: .by(person))
        let expected = crowd.headlines.filter { isListed($0, list, person, crowd) }
        #expect(all.total == expected.count, "\(name) \(person.user)")
        #expect(Set(all.children) == Set(expected), "\(name) \(person.user)")
        #expect(isInOrder(all.children, order, descending), "\(name) \(person.user)")
        guard person == .officer else { continue }
        // Pages put together are the whole list: nobody twice, nobody left out.
        var pages: [ChildHeadline] = []
        list.limit = 500
        while pages.count < all.total {
          list.offset = pages.count
          let page = try await crowd.test.store.children(list, for: .by(person))
          #expect(page.total == all.total)
          guard !page.children.isEmpty else { break }
          pages += page.children
        }
        #expect(pages == all.children, "\(name) \(person.user)")
      }
    }
  }

  private func isListed(
    _ headline: ChildHeadline, _ list: ChildList, _ person: Person, _ crowd: Crowd
  ) -> Bool {
    let isTheirs =
      switch person.user {
      case "olu": true
      case "wren": headline.worker == "SW123"
      default: headline.team == "North" || !crowd.allocated.contains(headline.subject.id.raw)
      }
    let age = headline.birthDate?.age(on: TestStore.today) ?? -1
    let days = headline.statusFrom.map { TestStore.today - $0 }
    let isOfWorker = list.worker == nil || headline.worker == list.worker
    let isOfTeam = list.team == nil || headline.team == list.team
    return isTheirs && isOfWorker && isOfTeam
      && (list.statuses.isEmpty || headline.status.map(list.statuses.contains) == true)
      && (list.ages?.contains(age) ?? true)
      && (list.placements.isEmpty || headline.placement.map(list.placements.contains) == true)
      && (list.openForDays.map { (days ?? -1) >= $0 } ?? true)
  }

  private func isInOrder(
    _ children: [ChildHeadline], _ order: ChildList.Order, _ descending: Bool
  ) -> Bool {
    let keys: [String?] = children.map { child in
      switch order {
      case .name:
        child.name.isEmpty
          ? nil
          : NameWords.sortKey(child.name.split(separator: " ").reversed().joined(separator: " "))
      case .age: child.birthDate.map { String(1_000_000 - Int($0.ordinal)) }
      case .daysOpen: child.statusFrom.map { String(1_000_000 - Int($0.ordinal)) }
      case .status: child.status.map { String($0.rawValue) }
      case .placement: child.placement
      case .worker: child.worker
      }
    }
    let known = keys.prefix { $0 != nil }.compactMap { $0 }
    return keys.dropFirst(known.count).allSatisfy { $0 == nil }
      && zip(known, known.dropFirst()).allSatisfy { descending ? $0 >= $1 : $0 <= $1 }
  }

  @Test func the_passing_of_days_changes_the_list_before_it_is_shown() async throws {
    let test = try await TestStore()
    var plan = ChildProtectionPlan()
    plan.from = TestStore.today - 10
    plan.to = TestStore.today + 2
    _ = try await test.store.commit(
      .received([.new(plan, id: fact(1), of: [child(1)])]), by: .officer)
    var list = ChildList()
    list.statuses = [.protectionPlan]
    for (later, total) in [(0, 1), (1, 1), (2, 0), (3, 0)] {
      let at = TestStore.now.adding(milliseconds: Int64(later) * 86_400_000)
      let page = try await test.store.children(list, for: .by(.officer, at: at))
      #expect(page.total == total)
      #expect(page.children.count == total)
    }
  }

  @Test func a_withdrawn_plan_leaves_every_count() async throws {
    let test = try await TestStore()
    var plan = ChildProtectionPlan()
    plan.from = TestStore.today - 10
    _ = try await test.store.commit(
      .received([
        .new(plan, id: fact(1), of: [child(1)]),
        .new(identity("Ada", "Ashfell"), id: fact(2), of: [child(1)]),
      ]), by: .officer)
    _ = try await test.store.commit(
      .received([
        Change(
          fact(1), replaces: 1, of: [child(1)], .withdraw(kind: "child_protection_plan"),
          reason: "Entered for another child.")
      ]), by: .officer)
    var list = ChildList()
    #expect(try await test.store.children(list, for: .by(.officer)).total == 1)
    list.statuses = [.protectionPlan]
    #expect(try await test.store.children(list, for: .by(.officer)).total == 0)
    list.statuses = [.closed]
    #expect(try await test.store.children(list, for: .by(.officer)).total == 1)
  }

  @Test func ages_are_right_around_29_February() {
    for today in ["2024-02-28", "2024-02-29", "2024-03-01", "2025-02-28", "2025-03-01"].map(day) {
      for age in 0...25 {
        let last = Day.latestBirth(ofAge: age, on: today)
        #expect(last.age(on: today) >= age)
        #expect((last + 1).age(on: today) < age)
      }
    }
  }
}
