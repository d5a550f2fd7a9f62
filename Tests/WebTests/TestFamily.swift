import Access
import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Store

@testable import Web

/// Three brothers and sisters of one worker, a fourth of another, and their mother.
enum TestFamily {
  static let ada = Subject.child(SubjectID(raw: 101))
  static let ben = Subject.child(SubjectID(raw: 102))
  static let cal = Subject.child(SubjectID(raw: 103))
  /// Of another worker and team.
  static let dot = Subject.child(SubjectID(raw: 104))
  static let mother = Subject(.adult, SubjectID(raw: 201))
  static let family = Subject(.family, SubjectID(raw: 301))
  static let mine = [ada, ben, cal]
  static let identity = FactID(raw: 1010)
}

extension TestSite {
  /// With a family in it.
  static func withFamily() async throws -> TestSite {
    let site = try await TestSite()
    try await site.keep(child: 101, "Ada Example", worker: "wren", team: "North")
    try await site.keep(child: 102, "Ben Example", worker: "wren", team: "North")
    try await site.keep(child: 103, "Cal Example", worker: "wren", team: "North")
    try await site.keep(child: 104, "Dot Example", worker: "other", team: "South")
    var mother = PersonIdentity()
    mother.givenNames = "Mae"
    mother.familyName = "Example"
    let places = (TestFamily.mine + [TestFamily.dot]).enumerated().map { number, child in
      Change.new(
        place(child, .child), id: FactID(raw: 3000 + Int64(number)),
        of: [TestFamily.family, child])
    }
    try await site.receive(
      places + [
        .new(mother, id: FactID(raw: 2010), of: [TestFamily.mother]),
        .new(
          place(TestFamily.mother, .mother), id: FactID(raw: 2011),
          of: [TestFamily.family, TestFamily.mother]),
      ])
    return site
  }

  private static func place(_ person: Subject, _ role: Code<FamilyRole>) -> FamilyMember {
    var place = FamilyMember()
    place.family = TestFamily.family.id
    place.person = person.id
    place.role = role
    return place
  }

  /// Keeps facts as another system sent them.
  func receive(_ changes: [Change]) async throws {
    let officer = TestSite.person("data")
    _ = try await store.commit(
      Commit(by: Author("data", through: "test"), at: clock.now, origin: .received, changes),
      by: officer)
  }

  static func person(_ user: String) -> Person {
    people.first { $0.user == user }
      ?? Person(user: user, name: user, authority: authority, roles: [])
  }

  /// A record as somebody may see it, past every page.
  func record(_ subject: Subject, as user: String = "wren") async throws -> ChildRecord {
    try await store.record(of: subject, for: reading(user)).record
  }

  func reading(_ user: String) -> Reading {
    Reading(
      by: TestSite.person(user), at: clock.now, today: clock.now.inLondon.day, purpose: "test")
  }
}

extension TestClient {
  /// Opens the form of a visit to these children.
  func visitForm(_ children: [Subject]) async throws -> Answer {
    var link = Link.recordVisit(to: children[0])
      .setting(ChooseChildrenPage.chosenField, "yes")
    for child in children { link = link.adding(RecordVisit.childField, child.id.text) }
    let answer = try await get(link.text)
    guard let form = answer.location else { return answer }
    return try await get(form)
  }

  /// Sends the form of a visit, with what was found about each child.
  func sendVisit(
    _ page: Answer, to children: [Subject], at action: Link? = nil, note: String,
    own: [Subject: String] = [:], press: String = "save", also: [String: String] = [:]
  ) async throws -> Answer {
    let action = (action ?? .recordVisit(to: children[0])).text
    guard let form = page.forms.first(where: { $0.action == action }) else {
      throw NoSuchForm(action: action, page: page.text)
    }
    var answers = [
      "on-day": "3", "on-month": "3", "on-year": "2026", "purpose": "childProtection",
      "place": "At home", "note": note, "action": press,
    ].merging(also) { $1 }
    for child in children {
      answers["seen-" + child.id.text] = "yes"
      answers["alone-" + child.id.text] = "yes"
      answers["own-" + child.id.text] = own[child] ?? ""
    }
    let fields =
      form.fields.filter { answers[$0.name] == nil }
      + answers.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) }
    return try await post(action, fields)
  }

  /// Follows a redirection.
  func follow(_ answer: Answer) async throws -> Answer { try await get(answer.location ?? "") }
}
