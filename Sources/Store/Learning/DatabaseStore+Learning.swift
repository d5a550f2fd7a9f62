import Access
public import CareRecord
import CivilTime
public import Learning

extension DatabaseStore: LearningStore {
  public func learning(for reading: Reading) async throws -> LearningRegister {
    let authority = authority
    try permit(
      Policy.mayUseLearning(reading.person), reading.person,
      "Your role does not include the learning register.")
    return try await read {
      let table = LearningTable(database: $0, authority: authority)
      return LearningRegister(
        try table.standing().filter { Policy.maySee($0, reading.person) },
        closedAccounts: try table.closedAccounts())
    }
  }

  public func learningHistory(
    of id: LearningID, for reading: Reading
  ) async throws -> [LearningVersion] {
    let authority = authority
    try permit(
      Policy.mayUseLearning(reading.person), reading.person,
      "Your role does not include the learning register.")
    let versions = try await read {
      try LearningTable(database: $0, authority: authority).versions(of: id)
    }
    guard let last = versions.last, Policy.maySee(last, reading.person) else {
      throw ReadRefused.unknown
    }
    return versions
  }

  public func chartPhases(
    of indicator: String
  ) async throws -> [LearningRegister.Held<ChartPhase>] {
    let authority = authority
    let versions = try await read {
      try LearningTable(database: $0, authority: authority).standing(.phase)
    }
    return LearningRegister(versions).phases.filter { $0.body.indicator == indicator }
  }

  @discardableResult
  public func keepLearning(
    _ item: LearningItem, as id: LearningID, replacing version: Int, confirmed: [String],
    for reading: Reading
  ) async throws -> LearningVersion {
    let (authority, person, now) = (authority, reading.person, clock())
    try permit(
      Policy.mayUseLearning(person), person, "Your role does not include the learning register.")
    return try await write { database in
      let table = LearningTable(database: database, authority: authority)
      let old = try table.versions(of: id).last
      if let old, !Policy.maySee(old, person) { throw ReadRefused.unknown }
      if old == nil, version > 0 { throw ReadRefused.unknown }
      if let old, old.item == item, old.withdrawn == nil { return old }
      if let refusal = Policy.refusal(toKeep: item, replacing: old, by: person) {
        throw LearningRefused.notAllowed(refusal)
      }
      if let old, old.version != version { throw LearningRefused.conflict(theirs: old) }
      // Not by some of the names only.
      try self.requireWhole(.nameWord, .locator, in: database)
      let marks = try item.childMarks(
        knownBy: ChildrenOnRecord(database: database, authority: authority),
        staff: try table.staff(), confirmed: confirmed)
      guard marks.isEmpty else { throw LearningRefused.tellsWhoAChildIs(marks) }
      let kept = LearningVersion(
        id: id, version: version + 1, item: item, author: person.user, at: now,
        startedBy: old?.startedBy ?? person.user, saidNotAboutChildren: confirmed)
      try table.add(kept)
      return kept
    }
  }

  public func withdrawLearning(
    _ id: LearningID, because reason: String, for reading: Reading
  ) async throws {
    let (authority, person, now) = (authority, reading.person, clock())
    try permit(
      Policy.mayKeepLearning(person), person,
      "Only a principal social worker can take something out of the register.")
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw LearningRefused.notAllowed("Say why.")
    }
    try await write { database in
      let table = LearningTable(database: database, authority: authority)
      guard let old = try table.versions(of: id).last else { throw ReadRefused.unknown }
      if old.withdrawn != nil { return }
      try table.add(
        LearningVersion(
          id: id, version: old.version + 1, item: old.item, author: person.user, at: now,
          startedBy: old.startedBy, withdrawn: reason))
    }
  }
}
