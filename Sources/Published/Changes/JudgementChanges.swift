/// What a list of inspections would change in what is held.
public struct JudgementChanges: Hashable, Sendable {
  /// Inspections of which nothing was held.
  public internal(set) var added: [Judgement] = []
  /// How many are held already, as they are.
  public internal(set) var same = 0
  /// Those that it has otherwise, in the order of the file.
  public internal(set) var revised: [Revision] = []

  public struct Revision: Hashable, Sendable {
    public let before: Judgement
    public let after: Judgement
  }
}

extension PublishedFigures {
  /// Holds a list of inspections against those held.
  public func changes(by brought: [BroughtJudgement]) -> JudgementChanges {
    var changes = JudgementChanges()
    for one in brought where area(one.judgement.area) != nil {
      guard
        let held = judgements(of: one.judgement.area).first(where: one.judgement.isSameInspection)
      else {
        changes.added.append(one.judgement)
        continue
      }
      let after = one.laidOver(held)
      if after.saysTheSame(as: held) {
        changes.same += 1
      } else {
        changes.revised.append(.init(before: held, after: after))
      }
    }
    return changes
  }

  /// The same figures, with the inspections of a list laid over those held.
  public func adding(_ brought: [BroughtJudgement]) -> PublishedFigures {
    var copy = self
    for one in brought where area(one.judgement.area) != nil {
      var held = copy.judgements(of: one.judgement.area)
      if let place = held.firstIndex(where: one.judgement.isSameInspection) {
        let after = one.laidOver(held[place])
        if !after.saysTheSame(as: held[place]) { held[place] = after }
      } else {
        held.append(one.judgement)
      }
      copy.judgementsOfArea[one.judgement.area] = held.sorted { $0.published < $1.published }
    }
    return copy
  }
}

extension Judgement {
  /// Whether the other is about the same inspection; lists differ in one of its dates now and then.
  func isSameInspection(_ other: Judgement) -> Bool {
    area == other.area
      && (published == other.published || inspected != nil && inspected == other.inspected)
  }

  /// Whether the other says the same, whichever list it is from.
  func saysTheSame(as other: Judgement) -> Bool {
    var same = self
    same.release = other.release
    return same == other
  }
}

extension BroughtJudgement {
  /// What the file says, and where it has no column for something, what was held.
  func laidOver(_ held: Judgement) -> Judgement {
    func new<Value>(_ part: JudgementPart, _ value: KeyPath<Judgement, Value>) -> Value {
      (says.contains(part) ? judgement : held)[keyPath: value]
    }
    let staysMachineRead =
      held.isReadByMachine
      && JudgementPart.grades.contains { !says.contains($0) && held.grade($0) != nil }
    return Judgement(
      area: held.area,
      // A list that leaves out a day, a kind or a link does not say that there is none.
      inspected: judgement.inspected ?? held.inspected, published: judgement.published,
      inspection: judgement.inspection.isEmpty ? held.inspection : judgement.inspection,
      overall: new(.overall, \.overall), leaders: new(.leaders, \.leaders),
      helpAndProtection: new(.helpAndProtection, \.helpAndProtection),
      childrenInCare: new(.childrenInCare, \.childrenInCare),
      careLeavers: new(.careLeavers, \.careLeavers),
      // Copies of such readings go around without a word of how they were made, so only a list that says
      // it is Ofsted's takes the mark away.
      isReadByMachine: new(.source, \.isReadByMachine) || staysMachineRead,
      report: judgement.report.isEmpty ? held.report : judgement.report,
      release: judgement.release)
  }
}
