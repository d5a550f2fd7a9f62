import Access
import CareRecord
import CivilTime
import Testing

/// Every role, every standing, every action: the whole policy in one table.
@Suite struct PolicyTests {
  static let today = Day(ordinal: 20_778)
  static let now = Instant(milliseconds: 1_795_255_200_000)

  /// How someone stands to a record, in the words of the table.
  enum Case: String, CaseIterable, Sendable {
    case mine, mineEndedAFortnightAgo, mineEndedLongerAgo, mineFromTomorrow
    case ofMyTeam, ofMyTeamEndedAFortnightAgo, ofAnotherTeam, unallocated
    case openedByReason, openedByReasonThatRanOut, new, ofAnotherAuthority

    var standing: Standing {
      let today = PolicyTests.today
      func allocation(
        _ worker: String, _ team: String, from: Day = today - 100, to: Day? = nil
      ) -> [AllocationStanding] {
        [AllocationStanding(worker: worker, team: team, from: from, to: to)]
      }
      let another = allocation("SW9", "South")
      return switch self {
      case .mine: Standing(allocations: allocation("SW1", "South"))
      // Another holds the case now, so that nobody may say it is unallocated.
      case .mineEndedAFortnightAgo:
        Standing(allocations: allocation("SW1", "South", to: today - 14) + another)
      case .mineEndedLongerAgo:
        Standing(allocations: allocation("SW1", "South", to: today - 15) + another)
      case .mineFromTomorrow:
        Standing(allocations: allocation("SW1", "South", from: today + 1) + another)
      case .ofMyTeam: Standing(allocations: allocation("SW9", "North"))
      case .ofMyTeamEndedAFortnightAgo:
        Standing(allocations: allocation("SW9", "North", to: today - 14) + another)
      case .ofAnotherTeam: Standing(allocations: another)
      case .unallocated: Standing(allocations: allocation("SW9", "South", to: today))
      case .openedByReason:
        Standing(
          allocations: another, openedByReasonUntil: PolicyTests.now.adding(milliseconds: 1))
      case .openedByReasonThatRanOut:
        Standing(allocations: another, openedByReasonUntil: PolicyTests.now)
      case .new: Standing(exists: false)
      case .ofAnotherAuthority:
        Standing(allocations: allocation("SW1", "North"), sameAuthority: false)
      }
    }
  }

  enum Answer: Equatable {
    case all(Ground)
    case returnFields(Ground)
    case reason
    case no
  }

  static let expected: [Action: [Case: [Role: Answer]]] = {
    let reading: [Case: [Role: Answer]] = [
      .mine: [.socialWorker: .all(.allocation), .teamManager: .reason],
      .mineEndedAFortnightAgo: [.socialWorker: .all(.allocation), .teamManager: .reason],
      .mineEndedLongerAgo: [.socialWorker: .reason, .teamManager: .reason],
      .mineFromTomorrow: [.socialWorker: .reason, .teamManager: .reason],
      .ofMyTeam: [.socialWorker: .reason, .teamManager: .all(.team)],
      .ofMyTeamEndedAFortnightAgo: [.socialWorker: .reason, .teamManager: .all(.team)],
      .ofAnotherTeam: [.socialWorker: .reason, .teamManager: .reason],
      .unallocated: [.socialWorker: .reason, .teamManager: .all(.unallocated)],
      .openedByReason: [.socialWorker: .all(.reason), .teamManager: .all(.reason)],
      .openedByReasonThatRanOut: [.socialWorker: .reason, .teamManager: .reason],
      .new: [.socialWorker: .reason, .teamManager: .all(.unallocated)],
      .ofAnotherAuthority: [.socialWorker: .no, .teamManager: .no],
    ]
    let officer = Answer.returnFields(.role(.dataOfficer))
    let leaders: [Role] = [.principalSocialWorker, .directorOfChildrensServices]
    var table: [Action: [Case: [Role: Answer]]] = [:]
    for standing in Case.allCases {
      let foreign = standing == .ofAnotherAuthority
      var read = reading[standing] ?? [:]
      read[.dataOfficer] =
        foreign ? .no : standing == .openedByReason ? .all(.reason) : officer
      // By a reason given, and by nothing else.
      for role in leaders {
        read[role] = foreign ? .no : standing == .openedByReason ? .all(.reason) : .reason
      }
      read[.systemCustodian] = .no
      var write = read
      for role in [.dataOfficer] + leaders { write[role] = .no }
      if standing == .new {
        write[.socialWorker] = .all(.newRecord)
        write[.teamManager] = .all(.newRecord)
      }
      var correct = write
      correct[.dataOfficer] = foreign ? .no : officer
      let receive: [Role: Answer] = [
        .socialWorker: .no, .teamManager: .no, .principalSocialWorker: .no,
        .directorOfChildrensServices: .no, .systemCustodian: .no,
        .dataOfficer: foreign ? .no : .all(.role(.dataOfficer)),
      ]
      table[.read, default: [:]][standing] = read
      table[.write, default: [:]][standing] = write
      table[.correctReturnFields, default: [:]][standing] = correct
      table[.receive, default: [:]][standing] = receive
    }
    return table
  }()

  @Test(arguments: Action.allCases, Case.allCases)
  func every_role_may_what_the_table_says(_ action: Action, _ standing: Case) throws {
    for role in Role.allCases {
      let expected = try #require(PolicyTests.expected[action]?[standing]?[role])
      let decision = Policy.decide(
        action, by: person([role]), standing: standing.standing, at: PolicyTests.now,
        today: PolicyTests.today)
      #expect(answer(decision) == expected, "\(role) \(action) \(standing)")
    }
  }

  @Test func what_belongs_to_several_children_opens_with_the_record_of_any_of_them() {
    func decision(_ cases: Case...) -> Decision {
      Policy.decide(
        .read, by: person([.socialWorker]), standings: cases.map(\.standing),
        at: PolicyTests.now, today: PolicyTests.today)
    }
    #expect(decision(.ofAnotherTeam, .mine) == .allowed(.everything, .allocation))
    #expect(decision(.openedByReason, .ofAnotherTeam) == .allowed(.everything, .reason))
    #expect(decision(.ofAnotherTeam, .unallocated) == .needsReason)
    #expect(answer(decision(.ofAnotherAuthority, .ofAnotherAuthority)) == .no)
    #expect(answer(decision()) == .no)
  }

  @Test func nobody_without_a_role_may_anything() {
    for action in Action.allCases {
      for standing in Case.allCases {
        let decision = Policy.decide(
          action, by: person([]), standing: standing.standing, at: PolicyTests.now,
          today: PolicyTests.today)
        #expect(answer(decision) == .no, "\(action) \(standing)")
      }
    }
  }

  @Test func a_worker_without_a_number_is_known_by_user_name() {
    let worker = Person(user: "wren", name: "Wren", authority: leeds, roles: [.socialWorker])
    let standing = Standing(allocations: [
      AllocationStanding(worker: "wren", team: "", from: PolicyTests.today, to: nil)
    ])
    let decision = Policy.decide(
      .read, by: worker, standing: standing, at: PolicyTests.now, today: PolicyTests.today)
    #expect(decision == .allowed(.everything, .allocation))
  }

  @Test(arguments: [
    ([Role](), ListScope.none),
    ([.systemCustodian], .none),
    ([.principalSocialWorker, .directorOfChildrensServices], .none),
    ([.socialWorker], .allocated(to: "SW1")),
    ([.teamManager], .teamAndUnallocated(team: "North")),
    (
      [.teamManager, .socialWorker],
      .any([.teamAndUnallocated(team: "North"), .allocated(to: "SW1")])
    ),
    ([.dataOfficer, .socialWorker], .all),
  ])
  func lists_go_as_far_as_the_roles(_ roles: [Role], _ scope: ListScope) {
    #expect(Policy.scope(of: person(Set(roles))) == scope)
  }

  @Test func a_data_officer_never_sees_what_people_wrote_when_all_is_read_at_once() {
    #expect(Policy.sightInScope(of: person([.dataOfficer, .teamManager])).masksNarrative)
    #expect(Policy.sightInScope(of: person([.socialWorker])) == .everything)
  }

  @Test(arguments: [
    (Role.socialWorker, false), (.teamManager, true), (.dataOfficer, true),
    (.principalSocialWorker, false), (.directorOfChildrensServices, false),
    (.systemCustodian, false),
  ])
  func managers_and_data_officers_make_emergency_packs(_ role: Role, _ may: Bool) {
    #expect(Policy.mayMakeEmergencyPack(person([role])) == may)
    #expect(Policy.maySetEmergencyPassphrase(person([role])) == (role == .teamManager))
  }

  @Test(arguments: [
    (Role.socialWorker, false, false, false), (.teamManager, true, false, false),
    (.dataOfficer, true, true, true), (.principalSocialWorker, false, false, false),
    (.directorOfChildrensServices, false, false, false), (.systemCustodian, false, false, true),
  ])
  func whoever_reviews_what_is_kept_may_open_records_and_the_custodian_only_notes_backups(
    _ role: Role, reviews: Bool, adopts: Bool, notes: Bool
  ) {
    #expect(Policy.mayReviewRetention(person([role])) == reviews)
    #expect(Policy.mayAdoptSchedules(person([role])) == adopts)
    #expect(Policy.mayNoteBackups(person([role])) == notes)
  }

  @Test(arguments: Role.allCases)
  func managers_directors_and_data_officers_have_everyone_counted(_ role: Role) {
    let roles: [Role] = [.teamManager, .dataOfficer, .directorOfChildrensServices]
    #expect(Policy.mayCountEveryone(person([role])) == roles.contains(role))
  }

  @Test(arguments: [
    (Role.socialWorker, true, true), (.teamManager, true, true), (.dataOfficer, true, true),
    (.principalSocialWorker, true, false), (.directorOfChildrensServices, true, false),
    (.systemCustodian, false, false),
  ])
  func leaders_find_a_named_child_and_browse_no_list(_ role: Role, finds: Bool, lists: Bool) {
    #expect(Policy.maySearchEveryone(person([role])) == finds)
    #expect(Policy.mayListChildren(person([role])) == lists)
  }

  @Test func what_someone_read_is_theirs_and_the_custodians_to_see() {
    #expect(Policy.mayReview(readsOf: "wren", by: person([.socialWorker])))
    #expect(!Policy.mayReview(readsOf: "mo", by: person([.socialWorker])))
    #expect(Policy.mayReview(readsOf: "mo", by: person([.systemCustodian])))
  }

  private func answer(_ decision: Decision) -> Answer {
    switch decision {
    case .allowed(.everything, let ground): .all(ground)
    case .allowed(.returnFields, let ground): .returnFields(ground)
    case .allowed: .no
    case .needsReason: .reason
    case .refused: .no
    }
  }

  private func person(_ roles: Set<Role>) -> Person {
    Person(
      user: "wren", name: "Wren", authority: leeds, roles: roles, team: "North",
      workerNumber: "SW1")
  }

  private var leeds: Authority { Authority(number: 383) ?? fallback }
  private var fallback: Authority { fatalError("383 has three digits") }
}

@Suite struct SightTests {
  @Test func a_masked_record_keeps_its_dates_and_hides_what_people_wrote() {
    var visit = Visit()
    visit.on = Day(ordinal: 20_000)
    visit.note = "She said that"
    var empty = Visit()
    empty.on = Day(ordinal: 20_001)
    var address = Address()
    address.postcode = "LS1 4AB"
    var record = ChildRecord(.child(SubjectID(raw: 1)))
    record[Visit.self] = [
      Held(id: FactID(raw: 1), version: 1, known: Instant(milliseconds: 0), visit),
      Held(id: FactID(raw: 2), version: 1, known: Instant(milliseconds: 0), empty),
    ]
    record[Address.self] = [
      Held(id: FactID(raw: 3), version: 1, known: Instant(milliseconds: 0), address)
    ]
    let seen = record.seen(with: .returnFields)
    #expect(seen[Visit.self].map(\.on) == [visit.on, empty.on])
    #expect(seen[Visit.self].map(\.note.text) == [Sight.mask, ""])
    #expect(seen[Address.self].isEmpty)
    #expect(record.seen(with: .everything)[Address.self].count == 1)
  }
}
