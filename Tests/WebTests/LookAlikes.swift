import Access
import CareRecord
import Checking
import CivilTime
import Foundation
import Learning
import Published
import Simulation
import Store

@testable import Web

/// Two authorities that are as alike as two can be: the same families, names, dates, numbers, workers
/// and user names, of which each has some; and a word of each that only its own people write.
struct LookAlikes {
  static let authorities = [AuthorityTests.leeds, AuthorityTests.bradford]
  /// Nobody's name, and in no sentence that is made up.
  static let marks = [
    AuthorityTests.leeds: "Quillfernish", AuthorityTests.bradford: "Brackmoorish",
  ]

  let made: FictionalAuthority
  private let families: [Authority: [SimulatedFamily]]
  /// Every child of either, and the facts of each.
  let facts: [Subject: [Change]]

  init(children: Int, seed: UInt64, today: Day) throws {
    made = try FictionalAuthority(
      children: children, seed: seed, lastDay: today, authority: AuthorityTests.leeds, years: 2,
      parameters: EnglandParameters(), names: FictionalNames(), workingDays: .england())
    var random = SeededRandom(seed: seed)
    var families: [Authority: [SimulatedFamily]] = [:]
    var facts: [Subject: [Change]] = [:]
    for family in made.families {
      // The first three: of both, of the one, of the other; then as it comes.
      let draw = family.number < 3 ? family.number : random.below(3)
      for (place, authority) in Self.authorities.enumerated() where draw == 0 || draw == place + 1 {
        families[authority, default: []].append(family)
      }
      for change in family.changes {
        for child in change.subjects where child.kind == .child {
          facts[child, default: []].append(change)
        }
      }
    }
    (self.families, self.facts) = (families, facts)
  }

  func children(of authority: Authority) -> [Subject] {
    families[authority, default: []].flatMap(\.children)
  }

  /// A fact of its own that a child has in each authority that has the child.
  static func note(of child: Subject) -> FactID { FactID(raw: child.id.raw &+ 1) }

  /// What identifiers there are, as addresses write them.
  var identifiers: Set<String> {
    Set(
      facts.flatMap { child, changes in
        [child.id.text, Self.note(of: child).text] + changes.map(\.fact.text)
      })
  }

  /// Whoever looks: the worker and the manager of the family that both have, and those who look after
  /// the returns and the accounts.
  func people(of authority: Authority) -> [Person] {
    let mark = Self.marks[authority] ?? ""
    let number = families[authority, default: []].first?.childRecords.lazy
      .compactMap { $0[Allocation.self].last?.workerNumber }.first
    let worker = made.workers.first { $0.number == number && !$0.isManager } ?? made.workers[0]
    return [
      Person(
        user: "wren", name: "Wren \(mark)", authority: authority, roles: [.socialWorker],
        team: worker.team, workerNumber: worker.number),
      Person(
        user: "olu", name: "Olu \(mark)", authority: authority, roles: [.dataOfficer]),
      Person(
        user: "moss", name: "Moss \(mark)", authority: authority, roles: [.teamManager],
        team: worker.team),
      Person(
        user: "sorrel", name: "Sorrel \(mark)", authority: authority, roles: [.systemCustodian]),
    ]
  }

  /// Keeps what an authority has.
  func fill(_ site: SharedSite, of authority: Authority) async throws {
    guard let store = site.stores[authority] else { return }
    let people = people(of: authority)
    for person in people { try await site.add(person) }
    let (officer, mark) = (people[1], Self.marks[authority] ?? "")
    let commits = families[authority, default: []].flatMap(\.commits).map {
      Commit(by: $0.author, at: $0.known, recorded: $0.recorded, origin: .received, $0.changes)
    }
    for result in try await store.commit(commits, by: officer) { _ = try result.get() }
    let today = site.clock.now.inLondon.day
    for child in children(of: authority) {
      var note = CaseNote()
      note.on = today
      note.title = "About \(mark)"
      note.note = Narrative("\(mark) was there.")
      var alert = RecordAlert()
      alert.text = "Ask \(mark) first"
      alert.from = today
      var home = Address()
      home.lines = "1 \(mark) Road"
      home.postcode = "ZZ1 1AA"
      home.isProtected = child.id.raw % 2 == 0
      let facts: [any Fact] = [note, alert, home]
      _ = try await store.commit(
        Commit(
          by: Author("wren", through: "test"), at: site.clock.now, origin: .received,
          facts.enumerated().map { place, fact in
            .new(fact, id: FactID(raw: child.id.raw &+ 1 &+ Int64(place)), of: [child])
          }), by: officer)
    }
    // The same identifiers in both, as nobody can tell by them whose they are.
    let reading = Reading(by: people[2], at: site.clock.now, today: today, purpose: "test")
    for (number, item) in [
      LearningItem.finding(
        LearningFinding(
          title: "Found by \(mark)", source: .audit, under: .safe, theme: mark, sort: .concern,
          found: "\(mark) found it", on: today)),
      .session(
        ReflectiveSession(
          title: "Session of \(mark)", setting: .team, on: today, facilitator: "moss",
          participants: [.init(role: "Social worker", user: "wren")],
          responses: [.init(prompt: "st1", weDo: "As \(mark) does")])),
      .action(
        ImprovementAction(title: "Done by \(mark)", under: .safe, begins: today, due: today)),
      .insight(
        SharedInsight(
          title: "Learnt by \(mark)", under: .safe, summary: mark, audience: "Others")),
    ].enumerated() {
      try await store.keepLearning(
        item, as: LearningID(raw: Int64(number) + 7), replacing: 0, confirmed: [], for: reading)
    }
    try await store.keepLearning(
      .phase(ChartPhase(indicator: "claRate", firstYear: 2018, reason: "Since \(mark)")),
      as: LearningID(raw: 11), replacing: 0, confirmed: [],
      for: Reading(by: officer, at: site.clock.now, today: today, purpose: "test"))
    // Lists to look things up in: of one authority only.
    guard authority == Self.authorities[0] else { return }
    let folder = try TestFolder()
    try Data("POSTCODE,LAUA,OSEAST1M,OSNRTH1M\nZZ1 1AA,E08000035,1,1\n".utf8)
      .write(to: URL(filePath: folder.path + "/postcodes.csv"))
    _ = try await ReferenceKeeping(
      folder: folder.path, in: store, by: officer.user, at: site.clock.now)
  }
}
