public import Access
import CareRecord

// Who may see and change what an authority learns: asked by the store in the transaction that answers.
extension Policy {
  /// Everybody who works with children, or answers for it; not the custodian, who runs the machines.
  public static func mayUseLearning(_ person: Person) -> Bool {
    !person.roles.isDisjoint(with: [
      .socialWorker, .teamManager, .dataOfficer, .principalSocialWorker,
      .directorOfChildrensServices,
    ])
  }

  /// Whether someone leads practice: writes actions, and changes what others found.
  public static func mayLeadLearning(_ person: Person) -> Bool {
    !person.roles.isDisjoint(with: [
      .teamManager, .principalSocialWorker, .directorOfChildrensServices,
    ])
  }

  /// Whether someone may say that an action has worked, which its owner may not of their own.
  public static func mayAssure(_ action: ImprovementAction, _ person: Person) -> Bool {
    action.owner?.user != person.user
      && !person.roles.isDisjoint(with: [.principalSocialWorker, .directorOfChildrensServices])
  }

  /// Whether someone may let an insight go to other authorities, add a local prompt, or take something
  /// out of the register.
  public static func mayKeepLearning(_ person: Person) -> Bool {
    person.roles.contains(.principalSocialWorker)
  }

  /// Whether someone may bring people together to reflect.
  public static func mayConvene(_ person: Person) -> Bool {
    !person.roles.isDisjoint(with: [.teamManager, .principalSocialWorker])
  }

  /// Whether someone may write down the authority's priorities.
  public static func mayWritePriorities(_ person: Person) -> Bool {
    !person.roles.isDisjoint(with: [.principalSocialWorker, .directorOfChildrensServices])
  }

  /// Whether someone may decide that a control chart has new limits: those who answer for practice or
  /// for the figures of the whole authority.
  public static func mayRecalculate(_ person: Person) -> Bool {
    !person.roles.isDisjoint(with: [
      .principalSocialWorker, .directorOfChildrensServices, .dataOfficer,
    ])
  }

  /// What is said in a session is for those who were there and for the principal social worker; what
  /// was taken out of the register for the principal social worker alone; all else for everybody who
  /// uses it.
  public static func maySee(_ version: LearningVersion, _ person: Person) -> Bool {
    guard mayUseLearning(person) else { return false }
    if mayKeepLearning(person) { return true }
    guard version.withdrawn == nil else { return false }
    guard case .session(let session) = version.item else { return true }
    return session.present.contains(person.user)
  }

  /// Why somebody may not keep an item in the place of another; nil where they may.
  ///
  /// - Parameter old: the version that it replaces; nil for a new item
  public static func refusal(
    toKeep item: LearningItem, replacing old: LearningVersion?, by person: Person
  ) -> String? {
    guard mayUseLearning(person) else { return "Your role does not include the learning register." }
    if let old {
      guard maySee(old, person), old.item.kind == item.kind else { return "There is no such page." }
      if old.withdrawn != nil { return "This was taken out of the register." }
    }
    return switch item {
    case .finding, .evidence: changing(old, by: person)
    case .action(let action): keeping(action, replacing: old, by: person)
    case .session(let session): keeping(session, replacing: old, by: person)
    case .prompt:
      mayKeepLearning(person) ? nil : "Local prompts are added by the principal social worker."
    case .priorities:
      mayWritePriorities(person)
        ? nil
        : "Priorities are written by the director of children’s services and the principal social worker."
    case .insight(let insight): keeping(insight, replacing: old, by: person)
    case .phase(let phase): keeping(phase, replacing: old, by: person)
    }
  }

  // MARK: - Sort by sort

  /// Everybody adds; who began it and who leads practice change.
  private static func changing(_ old: LearningVersion?, by person: Person) -> String? {
    guard let old, old.startedBy != person.user, !mayLeadLearning(person) else { return nil }
    return "Only whoever wrote this, and those who lead practice, can change it."
  }

  private static func keeping(
    _ action: ImprovementAction, replacing old: LearningVersion?, by person: Person
  ) -> String? {
    var before: ImprovementAction?
    if case .action(let action) = old?.item { before = action }
    let isOwner = before?.owner?.user == person.user && before != nil
    guard mayLeadLearning(person) || isOwner else {
      return "Actions are written by those who lead practice, and kept up by their owners."
    }
    let earlier = before?.assurances ?? []
    guard action.assurances != earlier else { return nil }
    // The owner before and the owner after: nobody gives an action away to assure it.
    guard mayAssure(action, person), before.map({ mayAssure($0, person) }) ?? true,
      Array(action.assurances.prefix(earlier.count)) == earlier,
      action.assurances.dropFirst(earlier.count).allSatisfy({ $0.by == person.user })
    else {
      return
        "Whether an action has worked is said by the principal social worker or the director, and never by its owner."
    }
    return nil
  }

  private static func keeping(
    _ session: ReflectiveSession, replacing old: LearningVersion?, by person: Person
  ) -> String? {
    guard case .session(let before) = old?.item else {
      return mayConvene(person)
        ? nil : "Sessions are begun by a principal social worker or a team manager."
    }
    // Who was there decides who can read it.
    let samePeople =
      before.participants == session.participants && before.facilitator == session.facilitator
    guard samePeople || mayKeepLearning(person) || before.facilitator == person.user else {
      return "Who took part is changed by whoever brought people together."
    }
    return nil
  }

  private static func keeping(
    _ phase: ChartPhase, replacing old: LearningVersion?, by person: Person
  ) -> String? {
    guard mayRecalculate(person) else {
      return
        "Limits of control charts are recalculated by the principal social worker, the director and data officers."
    }
    guard let before = old?.item.phase, before.indicator != phase.indicator else { return nil }
    return "A decision is about one measure. Take this one out, and decide about the other measure."
  }

  private static func keeping(
    _ insight: SharedInsight, replacing old: LearningVersion?, by person: Person
  ) -> String? {
    guard mayLeadLearning(person) else {
      return "Insights to share are written by those who lead practice."
    }
    var before: SharedInsight?
    if case .insight(let insight) = old?.item { before = insight }
    guard let approval = insight.approval, approval != before?.approval else {
      // An approval is of words: it does not stay when they change.
      return insight.approval == nil || insight.words == before?.words
        ? nil : "Changed words have to be approved again."
    }
    guard mayKeepLearning(person), approval.by == person.user else {
      return "Only a principal social worker can approve what goes to others."
    }
    guard insight.words == before?.words else {
      return "Save the words first, then approve exactly what was saved."
    }
    return nil
  }
}
