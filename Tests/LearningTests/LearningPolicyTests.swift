import Access
import Learning
import Published
import Testing

/// Who may see and change what, in tables.
@Suite struct LearningPolicyTests {
  static let worker = Person.with(.socialWorker)
  static let manager = Person.with(.teamManager, user: "moss")
  static let officer = Person.with(.dataOfficer, user: "olive")
  static let principal = Person.with(.principalSocialWorker, user: "rowan")
  static let director = Person.with(.directorOfChildrensServices, user: "hazel")
  static let custodian = Person.with(.systemCustodian, user: "sorrel")
  static let everybody = [worker, manager, officer, principal, director, custodian]

  @Test func everybody_but_the_custodian_uses_the_register() {
    #expect(
      Self.everybody.filter(Policy.mayUseLearning).map(\.user) == [
        "wren", "moss", "olive", "rowan", "hazel",
      ])
  }

  /// A new item of each sort, and the roles that may keep it.
  @Test(arguments: [
    (LearningItem.finding(.example()), ["wren", "moss", "olive", "rowan", "hazel"]),
    (
      .evidence(EvidenceItem(title: "A", publisher: "B", strength: .trial)),
      ["wren", "moss", "olive", "rowan", "hazel"]
    ),
    (.action(.example), ["moss", "rowan", "hazel"]),
    (.session(.example()), ["moss", "rowan"]),
    (.prompt(LocalPrompt(under: .workforce, words: "How?")), ["rowan"]),
    (.priorities(Priorities(achieved: "All is well")), ["rowan", "hazel"]),
    (.insight(.example()), ["moss", "rowan", "hazel"]),
    (.phase(.example()), ["olive", "rowan", "hazel"]),
  ])
  func who_may_begin_what(_ item: LearningItem, _ users: [String]) {
    let may = Self.everybody.filter {
      Policy.refusal(toKeep: item, replacing: nil, by: $0) == nil
    }
    #expect(may.map(\.user) == users)
  }

  @Test func a_finding_is_changed_by_its_writer_and_by_those_who_lead() {
    let mine = LearningVersion.of(.finding(.example()), by: "olive")
    let may = Self.everybody.filter {
      Policy.refusal(toKeep: .finding(.example(found: "New")), replacing: mine, by: $0) == nil
    }
    #expect(may.map(\.user) == ["moss", "olive", "rowan", "hazel"])
  }

  @Test func an_owner_keeps_an_action_up_and_never_assures_it() {
    let owned = ImprovementAction.example(owner: .init(user: "wren", name: "Wren"))
    let old = LearningVersion.of(.action(owned))
    var reviewed = owned
    reviewed.reviews.append(.init(on: day("2026-05-02"), by: "wren", note: "Half way"))
    #expect(Policy.refusal(toKeep: .action(reviewed), replacing: old, by: Self.worker) == nil)
    #expect(Policy.refusal(toKeep: .action(reviewed), replacing: old, by: Self.officer) != nil)
    func assured(by person: Person) -> String? {
      var action = owned
      action.assurances.append(
        .init(on: day("2026-06-01"), by: person.user, verdict: .assured, how: "Audit"))
      return Policy.refusal(toKeep: .action(action), replacing: old, by: person)
    }
    #expect(Self.everybody.filter { assured(by: $0) == nil }.map(\.user) == ["rowan", "hazel"])
  }

  @Test func an_action_is_not_given_away_to_be_assured_nor_assured_in_another_s_name() {
    let owned = ImprovementAction.example(owner: .init(user: "rowan", name: "Rowan"))
    let old = LearningVersion.of(.action(owned))
    var action = owned
    action.owner = nil
    action.assurances.append(
      .init(on: day("2026-06-01"), by: "rowan", verdict: .assured, how: "I say so"))
    #expect(Policy.refusal(toKeep: .action(action), replacing: old, by: Self.principal) != nil)
    action.owner = owned.owner
    #expect(Policy.refusal(toKeep: .action(action), replacing: old, by: Self.director) != nil)
  }

  @Test func what_is_said_in_a_session_is_for_those_who_were_there_and_the_principal_social_worker()
  {
    let session = ReflectiveSession.example(
      facilitator: "moss", participants: [.init(role: "Social worker", user: "wren")])
    let held = LearningVersion.of(.session(session))
    let may = Self.everybody.filter { Policy.maySee(held, $0) }
    #expect(may.map(\.user) == ["wren", "moss", "rowan"])
    let answered = session.answering(.init(prompt: "st1", weDo: "We listen"))
    let mayWrite = Self.everybody.filter {
      Policy.refusal(toKeep: .session(answered), replacing: held, by: $0) == nil
    }
    #expect(mayWrite.map(\.user) == ["wren", "moss", "rowan"])
    var wider = session
    wider.participants.append(.init(role: "Data officer", user: "olive"))
    let mayInvite = Self.everybody.filter {
      Policy.refusal(toKeep: .session(wider), replacing: held, by: $0) == nil
    }
    #expect(mayInvite.map(\.user) == ["moss", "rowan"])
  }

  @Test func what_was_taken_out_is_seen_by_the_principal_social_worker_alone_and_changed_by_nobody()
  {
    let gone = LearningVersion.of(.finding(.example()), by: "wren", withdrawn: "Told of a child")
    #expect(Self.everybody.filter { Policy.maySee(gone, $0) }.map(\.user) == ["rowan"])
    for person in Self.everybody {
      #expect(Policy.refusal(toKeep: .finding(.example()), replacing: gone, by: person) != nil)
    }
  }

  @Test func only_saved_words_are_approved_and_changed_words_lose_their_approval() {
    let approval = SharedInsight.Approval(on: day("2026-06-01"), by: "rowan")
    let plain = SharedInsight.example()
    let approved = SharedInsight.example(approval: approval)
    let other = SharedInsight.example(summary: "Something else", approval: approval)
    func refusal(_ new: SharedInsight, _ old: SharedInsight?, _ person: Person) -> String? {
      Policy.refusal(
        toKeep: .insight(new), replacing: old.map { .of(.insight($0)) }, by: person)
    }
    #expect(Self.everybody.filter { refusal(approved, plain, $0) == nil }.map(\.user) == ["rowan"])
    // Not at once with the words, not for other words, not in another's name.
    #expect(refusal(approved, nil, Self.principal) != nil)
    #expect(refusal(other, plain, Self.principal) != nil)
    #expect(refusal(other, approved, Self.principal) != nil)
    #expect(refusal(other, approved, Self.manager) != nil)
    var borrowed = plain
    borrowed.approval = .init(on: day("2026-06-01"), by: "hazel")
    #expect(refusal(borrowed, plain, Self.principal) != nil)
    // Taking it back, or changing the words without it, is for all who lead.
    #expect(refusal(plain, approved, Self.manager) == nil)
    #expect(refusal(other.words, approved, Self.manager) == nil)
  }

  @Test func a_decision_about_limits_stays_with_its_measure() {
    let old = LearningVersion.of(.phase(.example()), by: "olive")
    func may(_ phase: ChartPhase) -> [String] {
      Self.everybody.filter {
        Policy.refusal(toKeep: .phase(phase), replacing: old, by: $0) == nil
      }.map(\.user)
    }
    #expect(may(.example(reason: "Counted anew")) == ["olive", "rowan", "hazel"])
    #expect(may(.example(indicator: "cinRate")).isEmpty)
  }

  @Test func an_item_does_not_become_one_of_another_sort() {
    let old = LearningVersion.of(.finding(.example()))
    #expect(Policy.refusal(toKeep: .action(.example), replacing: old, by: Self.principal) != nil)
  }
}
