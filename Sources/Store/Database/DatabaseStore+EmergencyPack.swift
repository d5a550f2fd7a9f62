import Access
import CareRecord
import CivilTime

extension DatabaseStore {
  /// Every open case of the authority, for a program that locks it and shows nobody what stands in it;
  /// logged as one read before it is handed out.
  /// - Throws: `ReadRefused` for somebody who may not make an emergency pack.
  public func emergencyRecords(for reading: Reading) async throws -> EmergencyRecords {
    guard Policy.mayMakeEmergencyPack(reading.person), reading.person.authority == authority else {
      throw ReadRefused.notAllowed("Your role does not include making an emergency pack.")
    }
    let (layout, workingDays) = (layout, workingDays)
    let records = try await read { database in
      try EmergencyRecords(database, layout, on: reading.today, workingDays: workingDays)
    }
    try await log(
      ReadLogEntry(
        Reading(
          by: reading.person, at: reading.at, today: reading.today, purpose: "emergency pack"),
        ground: "emergency pack",
        detail: "open cases, locked for holders of emergency passphrases",
        found: records.children.count))
    return records
  }
}

extension EmergencyRecords {
  fileprivate init(
    _ database: StoreConnection, _ layout: StoreLayout, on day: Day,
    workingDays: WorkingDayCalendar
  ) throws {
    // Visits and notes are not in a pack, and most of the bytes.
    let sight = Sight(zones: [.core, .protection, .protectedAddress], masksNarrative: false)
    func forEach(_ kind: SubjectKind, _ body: (ChildRecord) -> Void) throws {
      let stream = try RecordStream(
        database, layout: layout, kind: kind, scope: .all, sight: sight)
      while let batch = try stream.next(200) { batch.forEach(body) }
    }
    var identities: [SubjectID: PersonIdentity] = [:]
    try forEach(.child) { record in
      identities[record.subject.id] = record.identity
      let status = record.headlineStatus(on: day, workingDays: workingDays)?.status ?? .closed
      if status != .closed { children.append(record) }
    }
    let wanted = Set(children.flatMap { $0[FamilyMember.self].compactMap { $0.family } })
    try forEach(.family) { record in
      if wanted.contains(record.subject.id) {
        families[record.subject.id] = record[FamilyMember.self].map(\.fact)
      }
    }
    let members = Set(families.values.flatMap { $0.compactMap(\.person) })
    try forEach(.adult) { record in
      if members.contains(record.subject.id) { identities[record.subject.id] = record.identity }
    }
    people = identities.filter { members.contains($0.key) }
  }
}
