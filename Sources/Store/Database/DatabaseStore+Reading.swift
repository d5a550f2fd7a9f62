import Access
public import CareRecord
public import CivilTime

extension DatabaseStore {
  public func record(of subject: Subject, for reading: Reading) async throws -> SeenRecord {
    try await logged(subject, reading) { reader, head, sight, ground in
      let record = try reader.record(subject, factKinds: head.factKinds, sight: sight)
      return SeenRecord(record: record, sight: sight, ground: ground)
    }
  }

  public func record(
    of subject: Subject, asKnownAt moment: Instant, for reading: Reading
  ) async throws -> SeenRecord {
    let detail = "as known at \(moment.iso)"
    return try await logged(subject, reading, detail) { reader, _, sight, ground in
      let log = LogReader(database: reader.database, layout: reader.layout)
      let record = try log.record(subject, asKnownAt: moment).seen(with: sight)
      return SeenRecord(record: record, sight: sight, ground: ground)
    }
  }

  public func history(
    of fact: FactID, of subject: Subject, for reading: Reading
  ) async throws -> [FactVersion] {
    try await logged(subject, reading, "history of \(fact.text)") { reader, _, sight, _ in
      let log = LogReader(database: reader.database, layout: reader.layout)
      return try log.versions(of: fact, in: subject.id).compactMap { $0.seen(with: sight) }
    }
  }

  public func open(_ subject: Subject, because reason: String, for reading: Reading) async throws {
    let layout = layout
    let decision = try await lookUp { database in
      try RecordReader(database: database, layout: layout).decide(subject, reading)?.decision
    }
    switch decision {
    case nil: throw ReadRefused.unknown
    case .refused(let text):
      try await log(ReadLogEntry(reading, ground: "refused", record: subject.id, detail: reason))
      throw ReadRefused.notAllowed(text)
    case .allowed, .needsReason:
      guard reason.contains(where: { !$0.isWhitespace }) else {
        throw ReadRefused.notAllowed("Write why you need to open this record.")
      }
      let minutes = Int64(Policy.minutesOpenedByReason)
      try await log(
        ReadLogEntry(
          reading, ground: ReadLogEntry.opening, record: subject.id, detail: reason,
          opensUntil: reading.at.adding(milliseconds: minutes * 60_000)))
    }
  }

  // MARK: - The policy and the log, around every read

  /// Reads one record, if the policy allows it, and hands it out once that is logged.
  func logged<Answer: Sendable>(
    _ subject: Subject, _ reading: Reading, _ detail: String? = nil,
    _ body: @escaping @Sendable (RecordReader, RecordHead, Sight, Ground) throws -> Answer
  ) async throws -> Answer {
    let layout = layout
    return try await unavailableInWords(name) {
      try await readLog.read { database in
        let reader = RecordReader(database: database, layout: layout)
        let (ground, answer) = try reader.answer(subject, reading, body)
        let entry = ReadLogEntry(reading, ground: ground, record: subject.id, detail: detail)
        return (entry, answer)
      }
    }.get()
  }

  /// Keeps an entry of the read log; what was read must not be handed out before this returns.
  func log(_ entry: ReadLogEntry) async throws {
    try await unavailableInWords(name) { try await readLog.append(entry) }
  }
}

extension RecordReader {
  /// What `body` reads of a record, or why it may not be read; with the ground for the read log.
  fileprivate func answer<Answer>(
    _ subject: Subject, _ reading: Reading,
    _ body: (RecordReader, RecordHead, Sight, Ground) throws -> Answer
  ) throws -> (ground: String, answer: Result<Answer, ReadRefused>) {
    guard let (head, decision) = try decide(subject, reading) else {
      return ("unknown", .failure(.unknown))
    }
    switch decision {
    case .allowed(let sight, let ground):
      return (ground.name, .success(try body(self, head, sight, ground)))
    case .needsReason:
      return (
        "needs reason",
        .failure(.needsReason(try minimum(of: subject, head, on: reading.today)))
      )
    case .refused(let text): return ("refused", .failure(.notAllowed(text)))
    }
  }

  /// What the policy says about reading a record; nil where there is no such record.
  func decide(
    _ subject: Subject, _ reading: Reading
  ) throws -> (head: RecordHead, decision: Decision)? {
    guard let head = try head(of: subject.id), head.kind == subject.kind else { return nil }
    let standings = try StandingReader(reader: self).standings(
      of: subject, head.factKinds, for: reading.person, today: reading.today)
    let decision = Policy.decide(
      .read, by: reading.person, standings: standings, at: reading.at, today: reading.today)
    return (head, decision)
  }

  /// The little that someone may know of a record before giving a reason (rule A4).
  func minimum(
    of subject: Subject, _ head: RecordHead, on today: Day
  ) throws -> ChildHeadline {
    var kinds = FactKindSet()
    for type in [PersonIdentity.kind.name, RecordAlert.kind.name] {
      if let table = layout.tables[type], head.factKinds.contains(table.number) {
        kinds.insert(table.number)
      }
    }
    let record = try record(subject, factKinds: kinds)
    return ChildHeadline.minimum(of: record, on: today)
  }
}

extension FactVersion {
  /// The version as someone with this sight sees it; nil where its zone is not theirs.
  func seen(with sight: Sight) -> FactVersion? {
    guard let fact else { return self }
    guard sight.zones.contains(type(of: fact).kind.zone) else { return nil }
    return with(sight.masksNarrative ? masked(fact) : fact, of: subjects)
  }
}

private func masked<F: Fact>(_ fact: F) -> F {
  var fact = fact
  for field in F.fields where field.about.type == .narrative && !field.read(fact).isNull {
    _ = field.write(&fact, .text(Sight.mask))
  }
  return fact
}
