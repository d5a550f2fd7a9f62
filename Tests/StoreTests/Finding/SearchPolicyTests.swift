import Access
import CareRecord
import CivilTime
import Testing

@testable import Store

/// No combination of role and query shows more than the policy allows.
@Suite struct SearchPolicyTests {
  static let people: [Person] = [
    .officer, .worker, .manager, .custodian,
    Person(
      user: "both", name: "Both", authority: leeds, roles: [.socialWorker, .teamManager],
      team: "South", workerNumber: "SW123"),
    Person(user: "other", name: "Other", authority: bristol, roles: [.dataOfficer]),
    Person(user: "none", name: "None", authority: leeds, roles: []),
    Person(user: "lone", name: "Lone", authority: leeds, roles: [.teamManager], team: nil),
    Person(user: "new", name: "New", authority: leeds, roles: [.socialWorker]),
  ]

  private static func decide(_ person: Person, _ number: Int64) -> Decision {
    let allocations = MadeTown.allocations(of: number).compactMap(AllocationStanding.init)
    return Policy.decide(
      .read, by: person,
      standing: Standing(
        allocations: allocations, sameAuthority: person.authority == leeds),
      at: TestStore.now, today: TestStore.today)
  }

  @Test(arguments: people) func a_hit_is_whole_only_where_the_policy_opens_the_record(
    person: Person
  ) async throws {
    let town = try await MadeTown.shared.value
    for query in SearchTests.queries.map(\.query) + ["1/9/2014", "2014", "ZZ6 2AB", "ZZ6", "zz7"] {
      for hit in try await town.hits(query, by: person) {
        let number = hit.headline.subject.id.raw
        switch SearchPolicyTests.decide(person, number) {
        case .allowed:
          #expect(!hit.minimum)
          #expect(hit.headline.status != nil)
        case .needsReason:
          #expect(hit.minimum)
          #expect(hit.headline == hit.headline.minimum)
        case .refused: Issue.record("\(person.user) found \(number) by \(query)")
        }
      }
    }
  }

  @Test func whoever_may_not_search_finds_nothing() async throws {
    let town = try await MadeTown.shared.value
    for person in SearchPolicyTests.people
    where !Policy.maySearchEveryone(person) || person.authority != leeds {
      for query in SearchTests.queries.map(\.query) {
        #expect(try await town.find(query, by: person).isEmpty)
      }
    }
  }

  /// A social worker who has no child yet: everybody is a stranger.
  private var stranger: Person {
    Person(user: "new", name: "New", authority: leeds, roles: [.socialWorker])
  }

  @Test(arguments: ["ZZ6 2AB", "zz62ab", "ZZ6", "ZZ9 9ZZ", "ZZ7 1AA"])
  func a_postcode_finds_no_stranger(postcode: String) async throws {
    let town = try await MadeTown.shared.value
    #expect(try await town.find(postcode, by: stranger).isEmpty)
    // Nor does it change what a name finds.
    for name in ["maya", "smith", "thistlewood", "nobodysworth"] {
      let alone = try await town.hits(name, by: stranger)
      #expect(try await town.hits("\(name) \(postcode)", by: stranger) == alone)
    }
  }

  @Test func a_postcode_finds_ones_own_children_protected_or_not() async throws {
    let town = try await MadeTown.shared.value
    #expect(try await Set(town.find("ZZ6 2AB", by: .worker)) == [1, 2])
    #expect(try await Set(town.find("ZZ6", by: .manager)) == [1, 2, 3, 4])
    #expect(try await town.find("ZZ9 9ZZ", by: .manager) == [91])
    #expect(try await town.find("maya zz6 2ab", by: .worker).first == 1)
    #expect(try await town.hits("maya zz6 2ab", by: .worker).first?.because == "Name and postcode")
  }

  @Test func a_data_officer_finds_by_the_postcode_of_a_return_not_by_an_address() async throws {
    let town = try await MadeTown.shared.value
    #expect(try await town.find("ZZ6 2AB").isEmpty)
    #expect(try await town.find("ZZ6 9XX") == [4])
    #expect(try await town.find("ZZ7") == [8])
  }

  @Test func a_date_of_birth_tells_a_stranger_nothing_but_the_year() async throws {
    let town = try await MadeTown.shared.value
    #expect(try await town.find("12/3/2014", by: stranger).isEmpty)
    let right = try await town.hits("thistlewood 12/3/2014", by: stranger)
    #expect(right == (try await town.hits("thistlewood 30/9/2014", by: stranger)))
    #expect(right.first?.because == "Name and year of birth")
    #expect(right.first?.headline.birthDate == nil)
    #expect(right.first?.headline.birthYear == 2014)
    let many = try await town.find("maya 12/3/2014", by: stranger)
    #expect(many == (try await town.find("maya 1/1/2014", by: stranger)))
  }

  @Test func a_strangers_number_finds_a_name_and_does_not_say_what_number_it_is() async throws {
    let town = try await MadeTown.shared.value
    for query in ["943 476 5919", "A123456789012", "LA-00417"] {
      let hits = try await town.hits(query, by: stranger)
      #expect(hits.map(\.headline.name) == ["Maya Thistlewood"])
      #expect(hits.first?.because == "The number that you typed")
      #expect(hits.first?.minimum == true)
    }
    for part in ["A12345678901", "943476591", "0041"] {
      #expect(try await town.find(part, by: stranger).isEmpty)
    }
  }

  @Test func an_alert_is_in_the_minimum() async throws {
    let hits = try await MadeTown.shared.value.hits("thornberry", by: stranger)
    #expect(hits.first?.headline.hasAlert == true)
  }

  @Test(arguments: people) func the_scope_of_lists_is_what_the_policy_decides(
    person: Person
  ) async throws {
    let town = try await MadeTown.shared.value
    var list = ChildList()
    list.limit = 1_000
    let page = try await town.store.children(list, for: .by(person))
    let listed = Set(page.children.map(\.subject.id.raw))
    let allowed = town.names.keys.filter {
      if case .allowed = SearchPolicyTests.decide(person, $0) { true } else { false }
    }
    #expect(listed == Set(allowed))
    #expect(page.total == allowed.count)
  }

  /// Allocations of every age, beginning and ending around the days that count.
  @Test func scope_and_policy_agree_on_every_day_around_an_allocation() async throws {
    let today = TestStore.today
    let test = try await TestStore()
    var made: [Int64: [AllocationStanding]] = [:]
    var number: Int64 = 0
    for from in [-30, -1, 0, 1] {
      for to in [nil, -15, -14, -13, -1, 0, 1] as [Int?] {
        for worker in ["SW123", "SW9"] {
          number += 1
          var held = allocation(worker, team: "North", from: (today + from).iso)
          if let to { held.to = PartialDay(today + max(from, to)) }
          made[number] = [AllocationStanding(held)].compactMap { $0 }
          _ = try await test.store.commit(
            .received([.new(held, id: fact(number), of: [child(number)])]), by: .officer)
        }
      }
    }
    for person in SearchPolicyTests.people where person.authority == leeds {
      var list = ChildList()
      list.limit = 1_000
      let page = try await test.store.children(list, for: .by(person))
      let allowed = made.filter { _, allocations in
        let decision = Policy.decide(
          .read, by: person, standing: Standing(allocations: allocations), at: TestStore.now,
          today: today)
        return if case .allowed = decision { true } else { false }
      }
      #expect(Set(page.children.map(\.subject.id.raw)) == Set(allowed.keys))
      #expect(page.total == allowed.count)
    }
  }

  @Test func headlines_are_whole_for_ones_own_children_and_their_siblings() async throws {
    let town = try await MadeTown()
    let family = Subject(.family, SubjectID(raw: 9_000))
    var changes: [Change] = []
    for (id, number) in [(90_001, 1), (90_002, 6)] as [(Int64, Int64)] {
      var member = FamilyMember()
      member.family = family.id
      member.person = child(number).id
      member.role = .child
      changes.append(.new(member, id: fact(id), of: [family, child(number)]))
    }
    _ = try await town.store.commit(.received(changes), by: .officer)
    let asked = [child(6), child(1), child(7), child(12_345), family]
    let shown = try await town.store.headlines(of: asked, for: .by(.worker))
    #expect(shown.map(\.subject) == [child(6), child(1), child(7)])
    #expect(shown.map(\.isMinimum) == [false, false, true])
    #expect(try await town.store.headlines(of: asked, for: .by(stranger)).allSatisfy(\.isMinimum))
    #expect(try await town.store.headlines(of: asked, for: .by(.custodian)).isEmpty)
  }
}
