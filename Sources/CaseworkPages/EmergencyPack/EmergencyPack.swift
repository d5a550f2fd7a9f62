public import CareRecord
public import CivilTime
public import CodeSets
public import Store

/// What must be at hand of every open case when Kith cannot be reached: who the children are, where
/// they are, who works with them and who their family is.
public struct EmergencyPack: Sendable {
  struct Child: Hashable, Sendable {
    /// The place of the child in the page.
    let anchor: String
    let name: String
    let letter: String
    let birth: String
    let statuses: [String]
    let alerts: [String]
    let placement: [String]
    let addresses: [Home]
    /// Under whom the child stands in the pack, for whoever has it on paper.
    let place: String
    let families: Set<SubjectID>
    let family: [Relative]
    /// The child of the same worker with whose case their family is told; nil where it is with this one.
    var sibling: Sibling?
  }

  struct Sibling: Hashable, Sendable {
    let name: String
    let anchor: String
  }

  struct Home: Hashable, Sendable {
    let words: String
    let isProtected: Bool
  }

  struct Relative: Hashable, Sendable {
    let name: String
    let role: String
    /// Nil for a brother or sister of whom nothing is recorded.
    let parentalResponsibility: String?
  }

  struct Worker: Hashable, Sendable {
    let name: String
    let children: [Child]
  }

  struct Team: Hashable, Sendable {
    let name: String
    let workers: [Worker]

    var childCount: Int { workers.reduce(0) { $0 + $1.children.count } }
  }

  public let authority: Authority
  public let made: Instant
  let teams: [Team]

  /// How many children it holds.
  public var childCount: Int { teams.reduce(0) { $0 + $1.childCount } }

  /// - Parameter made: when the records were read; what holds on that day is in the pack
  public init(
    _ records: EmergencyRecords, of authority: Authority, made: Instant, codes: CodeSetLibrary,
    workingDays: WorkingDayCalendar
  ) {
    self.authority = authority
    self.made = made
    let shaping = EmergencyShaping(
      records: records, day: made.inLondon.day, workingDays: workingDays,
      words: FactText { codes[$0]?.latestMeaning(of: $1) })
    let placed = records.children.enumerated().map { number, record in
      let allocation = record.allocation(on: shaping.day)
      let (team, worker) = (shaping.team(allocation), shaping.worker(allocation))
      return (
        team: team, worker: worker,
        child: shaping.child(
          record, number: number + 1, at: team == worker ? team : "\(team), \(worker)")
      )
    }
    teams = Dictionary(grouping: placed, by: \.team)
      .map { team, members in
        Team(
          name: team,
          workers: Dictionary(grouping: members, by: \.worker)
            .map { worker, own in
              Worker(name: worker, children: own.map(\.child).inOrderOfNames.withFamiliesToldOnce)
            }
            .sorted { $0.name < $1.name })
      }
      // Nobody's children come first: nobody else will think of them.
      .sorted {
        ($0.name == EmergencyShaping.nobody ? 0 : 1, $0.name)
          < ($1.name == EmergencyShaping.nobody ? 0 : 1, $1.name)
      }
  }

  /// The children by the first letter of the name by which they are looked up.
  var letters: [(letter: String, children: [Child])] {
    let all = teams.flatMap(\.workers).flatMap(\.children)
    return Dictionary(grouping: all, by: \.letter)
      .map { ($0.key, $0.value.inOrderOfNames) }
      .sorted { $0.0 < $1.0 }
  }
}

extension [EmergencyPack.Child] {
  /// A family of several children stands with the first of them.
  fileprivate var withFamiliesToldOnce: Self {
    var told: [Set<SubjectID>: EmergencyPack.Sibling] = [:]
    return map { child in
      var child = child
      guard !child.families.isEmpty else { return child }
      child.sibling = told[child.families]
      if child.sibling == nil {
        told[child.families] = EmergencyPack.Sibling(name: child.name, anchor: child.anchor)
      }
      return child
    }
  }

  fileprivate var inOrderOfNames: Self { sorted { ($0.name, $0.anchor) < ($1.name, $1.anchor) } }
}

/// Says what the records give, in words.
private struct EmergencyShaping {
  static let nobody = "Nobody is allocated"

  let records: EmergencyRecords
  let day: Day
  let workingDays: WorkingDayCalendar
  let words: FactText

  func team(_ allocation: Allocation?) -> String {
    guard let allocation else { return EmergencyShaping.nobody }
    return allocation.team.isEmpty ? "Team not recorded" : allocation.team
  }

  func worker(_ allocation: Allocation?) -> String {
    guard let allocation else { return EmergencyShaping.nobody }
    let (name, number) = (allocation.workerName, allocation.workerNumber)
    if name.isEmpty { return number.isEmpty ? "Worker not recorded" : number }
    return number.isEmpty ? name : "\(name) (\(number))"
  }

  func child(_ record: ChildRecord, number: Int, at place: String) -> EmergencyPack.Child {
    let identity = record.identity ?? PersonIdentity()
    let family = identity.familyName
    let given = [identity.givenNames, identity.knownAs.isEmpty ? "" : "“\(identity.knownAs)”"]
      .filter { !$0.isEmpty }.joined(separator: " ")
    let known = [family, given].filter { !$0.isEmpty }.joined(separator: ", ")
    let name = known.isEmpty ? ChildName(record).words : known
    return EmergencyPack.Child(
      anchor: "child-\(number)", name: name,
      letter: known.isEmpty ? "Name not known" : String(name.prefix(1)).uppercased(),
      birth: birth(identity), statuses: statuses(record), alerts: alerts(record),
      placement: placement(record), addresses: addresses(record),
      place: place, families: families(record), family: relatives(record))
  }

  private func birth(_ identity: PersonIdentity) -> String {
    let age = Age(
      birth: identity.birthDate, expected: identity.expectedBirthDate, death: identity.deathDate,
      on: day
    ).words
    guard let birth = identity.birthDate, birth.isSet else { return age }
    return "\(birth.spoken), \(age)"
  }

  private func statuses(_ record: ChildRecord) -> [String] {
    var said: Set<ChildStatus> = []
    return record.statusSpans(workingDays: workingDays).filter { $0.holds(on: day) }
      .sorted { ($0.status, $0.from) < ($1.status, $1.from) }
      .filter { said.insert($0.status).inserted }
      .map { "\($0.status.label) \(RecordedDates(from: $0.from, to: nil).words)" }
  }

  private func alerts(_ record: ChildRecord) -> [String] {
    record[RecordAlert.self].filter { $0.fact.isShown(on: day) }.map {
      "\($0.text) (\(RecordedDates(from: $0.from, to: $0.to).words))"
    }
  }

  private func placement(_ record: ChildRecord) -> [String] {
    guard let placement = record.placement(on: day) else { return [] }
    func meaning<Set>(_ code: Code<Set>) -> String {
      words.words(for: code.cell, of: .code(Set.codeSet))
    }
    return [
      meaning(placement.type), RecordedDates(from: placement.from, to: placement.to).words,
      placement.provider.map(meaning) ?? "",
      placement.postcode.isEmpty ? "postcode not recorded" : "postcode \(placement.postcode)",
      placement.urn.isEmpty ? "" : "Ofsted number \(placement.urn)",
    ].filter { !$0.isEmpty }
  }

  private func addresses(_ record: ChildRecord) -> [EmergencyPack.Home] {
    record[Address.self].map(\.fact).filter { address in
      (address.from.map { $0 <= day } ?? true) && (address.to.map { day < $0 } ?? true)
    }.map { address in
      EmergencyPack.Home(
        words: [address.lines, address.postcode].filter { !$0.isEmpty }.joined(separator: ", "),
        isProtected: address.isProtected)
    }.filter { !$0.words.isEmpty || $0.isProtected }
  }

  private func families(_ record: ChildRecord) -> Set<SubjectID> {
    Set(record[FamilyMember.self].compactMap { $0.family })
  }

  private func relatives(_ record: ChildRecord) -> [EmergencyPack.Relative] {
    let own = record.subject.id
    return families(record).sorted()
      .flatMap { records.families[$0] ?? [] }
      .filter { $0.person != own && !($0.to.map { $0.isSet && $0 <= day } ?? false) }
      .map { member in
        let identity = member.person.flatMap { records.people[$0] }
        let names = [identity?.givenNames ?? "", identity?.familyName ?? ""]
        let name = names.filter { !$0.isEmpty }.joined(separator: " ")
        return EmergencyPack.Relative(
          name: name.isEmpty ? "Name not known" : name,
          role: words.words(for: member.role.cell, of: .code(FamilyRole.codeSet)),
          parentalResponsibility: member.parentalResponsibility.map { $0 ? "yes" : "no" }
            ?? (member.role == .child ? nil : "not recorded"))
      }
  }
}
