import CareRecord
public import CivilTime

/// Who may see and do what: one policy, asked by every query.
///
/// It is a pure function of the person, of how they stand to the record and of the moment. It knows
/// no database and no page.
public enum Policy {
  /// How long a reason opens a record (rule A10).
  public static let minutesOpenedByReason = 60
  /// How long an ended allocation still opens a record (rule A2).
  public static let daysAfterAllocation = 14

  /// What this person may do with this record now.
  public static func decide(
    _ action: Action, by person: Person, standing: Standing, at now: Instant, today: Day
  ) -> Decision {
    guard standing.sameAuthority else {
      return .refused("This record belongs to another authority.")
    }
    return switch action {
    case .read: reading(person, standing, now, today)
    case .write: writing(person, standing, now, today)
    case .correctReturnFields:
      person.roles.contains(.dataOfficer)
        ? .allowed(.returnFields, .role(.dataOfficer)) : writing(person, standing, now, today)
    case .receive:
      person.roles.contains(.dataOfficer)
        ? .allowed(.everything, .role(.dataOfficer))
        : .refused("Your role does not include importing.")
    }
  }

  /// What this person may do with a record that opens with those of several children: a family's, or
  /// that of a grown-up in it.
  ///
  /// Whatever they may do with one of the children, they may do with it; for no children it is
  /// decided by its own standing.
  public static func decide(
    _ action: Action, by person: Person, standings: [Standing], at now: Instant, today: Day
  ) -> Decision {
    let decisions = standings.map {
      decide(action, by: person, standing: $0, at: now, today: today)
    }
    return decisions.max { $0.openness < $1.openness } ?? .refused("There is no such record.")
  }

  /// Which records of the authority a person may list, count and find without a reason.
  public static func scope(of person: Person) -> ListScope {
    if person.roles.contains(.dataOfficer) { return .all }
    var scopes: [ListScope] = []
    if person.roles.contains(.teamManager) {
      scopes.append(.teamAndUnallocated(team: person.team ?? ""))
    }
    if person.roles.contains(.socialWorker) { scopes.append(.allocated(to: person.worker)) }
    return scopes.count == 1 ? scopes[0] : scopes.isEmpty ? .none : .any(scopes)
  }

  /// Whether search may show this person the minimum (name, year of birth, alert) of every child of
  /// the authority, so that a record can be found and opened with a reason (rule A4).
  ///
  /// The principal social worker and the director have no list of children: they open a named case, and
  /// say why.
  public static func maySearchEveryone(_ person: Person) -> Bool {
    person.roles.contains(.dataOfficer) || !person.roles.isDisjoint(with: openingByReason)
  }

  /// Whether someone may see figures of the whole authority that are made from its records.
  ///
  /// They name nobody: who is in a figure is a list, and follows `scope`.
  public static func maySeeFigures(_ person: Person) -> Bool {
    !person.roles.isDisjoint(with: [
      .socialWorker, .teamManager, .dataOfficer, .principalSocialWorker,
      .directorOfChildrensServices,
    ])
  }

  /// Whether someone has lists of children at all.
  public static func mayListChildren(_ person: Person) -> Bool { scope(of: person) != .none }

  /// How much of the records within their scope a person is handed when all are read at once, for a
  /// return or a measure.
  ///
  /// A data officer sees what returns carry; the others' scope is their own case relationships.
  public static func sightInScope(of person: Person) -> Sight {
    person.roles.contains(.dataOfficer) ? .returnFields : .everything
  }

  /// Whether someone may have everyone in the authority counted, for a forecast: they see sums, and
  /// nobody's record.
  public static func mayCountEveryone(_ person: Person) -> Bool {
    !person.roles.isDisjoint(with: [.teamManager, .dataOfficer, .directorOfChildrensServices])
  }

  /// Whether someone writes in records at all; which ones, `decide` says.
  public static func mayWrite(_ person: Person) -> Bool {
    !person.roles.isDisjoint(with: [.socialWorker, .teamManager])
  }

  public static func mayImportAndExport(_ person: Person) -> Bool {
    person.roles.contains(.dataOfficer)
  }

  /// Whether someone may make an emergency pack of every open case.
  ///
  /// It is locked to keys that others have set beforehand (`maySetEmergencyPassphrase`), so that whoever
  /// makes it sees nothing of what is in it.
  public static func mayMakeEmergencyPack(_ person: Person) -> Bool {
    !person.roles.isDisjoint(with: [.teamManager, .dataOfficer])
  }

  /// Whether someone may set a passphrase that opens emergency packs, protected addresses included: those
  /// who take over any case of the authority when they are on duty.
  public static func maySetEmergencyPassphrase(_ person: Person) -> Bool {
    person.roles.contains(.teamManager)
  }

  // MARK: - Keeping and destroying

  /// Whether someone may see which records are due, place and lift legal holds, and propose or approve
  /// a destruction; proposing and approving are always two people's (roles and access, section 5).
  ///
  /// Both have to be able to open the record, or they could not answer for what is destroyed. So it is
  /// not for the custodian, who sees no record; nor for a single worker, whose own work it may be.
  public static func mayReviewRetention(_ person: Person) -> Bool {
    !person.roles.isDisjoint(with: [.teamManager, .dataOfficer])
  }

  /// Whether someone may write down which retention schedules the authority has adopted.
  public static func mayAdoptSchedules(_ person: Person) -> Bool {
    person.roles.contains(.dataOfficer)
  }

  /// Whether someone may write down that a backup is gone: who answers for the data, or who runs the
  /// machines.
  public static func mayNoteBackups(_ person: Person) -> Bool {
    !person.roles.isDisjoint(with: [.dataOfficer, .systemCustodian])
  }

  // MARK: - Accounts and reads

  public static func mayKeepAccounts(_ person: Person) -> Bool {
    person.roles.contains(.systemCustodian)
  }

  /// Whether someone may see what a user has read: their own trail, or who answers for accounts.
  public static func mayReview(readsOf user: String, by person: Person) -> Bool {
    person.user == user || person.roles.contains(.systemCustodian)
  }

  // MARK: - The rules

  private static func reading(
    _ person: Person, _ standing: Standing, _ now: Instant, _ today: Day
  ) -> Decision {
    if let ground = relationship(person, standing, today) { return .allowed(.everything, ground) }
    if person.roles.contains(.dataOfficer) {
      let unmasked = isOpen(standing, now)
      return .allowed(
        unmasked ? .everything : .returnFields, unmasked ? .reason : .role(.dataOfficer))
    }
    guard !person.roles.isDisjoint(with: openingByReason) else {
      return .refused("Your role does not include children's records.")
    }
    return isOpen(standing, now) ? .allowed(.everything, .reason) : .needsReason
  }

  private static func writing(
    _ person: Person, _ standing: Standing, _ now: Instant, _ today: Day
  ) -> Decision {
    guard mayWrite(person) else {
      return .refused("Your role does not include writing in children's records.")
    }
    if !standing.exists { return .allowed(.everything, .newRecord) }
    return reading(person, standing, now, today)
  }

  /// Who may open any record of the authority for an hour, once they have said why.
  ///
  /// Source: roles and access, section 2: neither the principal social worker nor the director browses;
  /// a record that one of them reads is a named case, for a reason that others see.
  private static let openingByReason: Set<Role> = [
    .socialWorker, .teamManager, .principalSocialWorker, .directorOfChildrensServices,
  ]

  private static func isOpen(_ standing: Standing, _ now: Instant) -> Bool {
    standing.openedByReasonUntil.map { now < $0 } ?? false
  }

  /// The living relationship that opens a record by itself: allocation, or the manager's team.
  private static func relationship(
    _ person: Person, _ standing: Standing, _ today: Day
  ) -> Ground? {
    let live = standing.allocations.filter { allocation in
      allocation.from <= today
        && (allocation.to.map { today <= $0 + daysAfterAllocation } ?? true)
    }
    if person.roles.contains(.socialWorker), live.contains(where: { $0.worker == person.worker }) {
      return .allocation
    }
    guard person.roles.contains(.teamManager) else { return nil }
    if let team = person.team, live.contains(where: { $0.team == team }) { return .team }
    let current = live.filter { $0.to.map { today < $0 } ?? true }
    return current.isEmpty ? .unallocated : nil
  }
}

/// What somebody wants to do with a record.
public enum Action: CaseIterable, Sendable {
  case read
  case write
  /// Mend what a return carries.
  case correctReturnFields
  /// Keep what a return, another system or a simulation sent, as it came.
  case receive
}

/// What the policy says.
public enum Decision: Hashable, Sendable {
  case allowed(Sight, Ground)
  /// May be opened after giving a reason, which is kept and seen by others.
  case needsReason
  case refused(String)
}

extension Decision {
  /// Which of two decisions shows more.
  fileprivate var openness: Int {
    switch self {
    case .allowed(let sight, _): sight.masksNarrative ? 2 : 3
    case .needsReason: 1
    case .refused: 0
    }
  }
}

/// Why someone may see a record; kept in the read log.
public enum Ground: Hashable, Sendable {
  case allocation
  case team
  /// A manager may open a child who is allocated to nobody: somebody must be able to allocate.
  case unallocated
  /// Nobody has written in it yet: whoever makes a record may write its first facts.
  case newRecord
  case role(Role)
  case reason

  public var name: String {
    switch self {
    case .allocation: "allocation"
    case .team: "team"
    case .unallocated: "unallocated"
    case .newRecord: "new record"
    case .role(let role): "role \(role.rawValue)"
    case .reason: "reason given"
    }
  }
}

/// Which records a person's lists and counts are about.
public indirect enum ListScope: Hashable, Sendable {
  case none
  case all
  case allocated(to: String)
  /// The team's children, and children whom nobody is allocated to.
  case teamAndUnallocated(team: String)
  case any([ListScope])
}
