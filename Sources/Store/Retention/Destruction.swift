import CareRecord
import CivilTime
import Retention
import Secrets

/// Carries out a destruction within one transaction: of everything, or nothing.
struct Destruction {
  let reader: RecordReader
  let today: Day

  private var database: StoreConnection { reader.database }
  private var layout: StoreLayout { reader.layout }
  private var number: Int { layout.authority.number }

  /// Destroys a record that was approved.
  func run(
    _ found: RetentionCase, files: [KeptFileChange], by user: String, at now: Instant,
    key: SigningKey
  ) throws -> Tombstone {
    guard case .approved(let proposal, let approval) = found.state, let due = proposal.due,
      let reason = proposal.schedule, let schedule = found.schedules[reason]
    else {
      if case .void(_, let why) = found.state {
        throw RetentionRefused("The approval counts no longer. " + why.joined(separator: " "))
      }
      throw RetentionRefused("Two people have to agree before anything is destroyed.")
    }
    if let obstacle = found.obstacle(on: today) { throw RetentionRefused(obstacle) }
    let plan = try DestructionPlan(of: found.record, with: reader, on: today)
    let table = TombstoneTable(database: database, authority: layout.authority)
    let extent = plan.extent
    let tombstone = Tombstone(
      number: try table.nextNumber(), record: found.subject.id, at: now, person: user,
      schedule: schedule.title, years: schedule.years, basis: schedule.basis, due: due,
      proposal: Tombstone.Step(proposal), approval: Tombstone.Step(approval),
      coversFrom: extent.coversFrom, coversTo: extent.coversTo, bodies: extent.bodies,
      shared: extent.shared, reasons: extent.reasons, drafts: extent.draftsStaying,
      reads: extent.reads, readsUntil: extent.readsUntil,
      records: plan.records.sorted { ($0.kind.rawValue, $0.id) < ($1.kind.rawValue, $1.id) },
      entries: plan.entries.map { Tombstone.Entry(position: $0.position, bodyHash: $0.bodyHash) },
      files: files.map(Tombstone.File.init).sorted {
        ($0.submission, $0.number) < ($1.submission, $1.number)
      }, signature: []
    ).signed(with: key)
    try table.insert(tombstone)
    for draft in plan.drafts {
      try database.run(
        #"DELETE FROM draft WHERE authority = ? AND "user" = ? AND key = ?"#, number, draft.user,
        draft.key)
    }
    for file in files { try replace(file) }
    // Returns that were made from the records; whoever wants one makes it again.
    try database.run("DELETE FROM job_file WHERE authority = ?", number)
    try destroy(plan.entries)
    try forget(tombstone.records, besides: plan.entries)
    return tombstone
  }

  /// Destroys again what an earlier tombstone names and a restored backup has brought back.
  func repeatDestruction(_ tombstone: Tombstone) throws {
    let entries = try tombstone.entries.compactMap { entry -> DestructionPlan.Entry? in
      let links = try database.rows(
        "SELECT record FROM chain WHERE authority = ? AND position = ?", number, entry.position
      ) { SubjectID(raw: $0.integer(0)) }
      return try database.first(
        """
        SELECT fact, version, kind FROM change
        WHERE authority = ? AND position = ? AND body_hash = ? AND body IS NOT NULL
        """, number, entry.position, entry.bodyHash
      ) {
        DestructionPlan.Entry(
          position: entry.position, fact: FactID(raw: $0.integer(0)), version: Int($0.integer(1)),
          kind: $0.text(2), bodyHash: entry.bodyHash, links: links)
      }
    }
    try TombstoneTable(database: database, authority: layout.authority).insert(tombstone)
    let gone = Set(tombstone.records.map(\.id.text))
    for (user, key, subjects) in try database.rows(
      #"SELECT "user", key, subjects FROM draft WHERE authority = ?"#, number,
      read: { ($0.text(0), $0.text(1), $0.text(2)) })
    {
      let named = Set(
        subjects.split(separator: " ").compactMap { $0.split(separator: ":").last.map(String.init) }
      )
      if !named.isEmpty, named.isSubset(of: gone) {
        try database.run(
          #"DELETE FROM draft WHERE authority = ? AND "user" = ? AND key = ?"#, number, user, key)
      }
    }
    try destroy(entries)
    try forget(tombstone.records, besides: entries)
  }

  // MARK: - The steps

  /// The bodies and their salts, and the current rows that they gave.
  private func destroy(_ entries: [DestructionPlan.Entry]) throws {
    let change = try PreparedStatement(
      database,
      "UPDATE change SET body = NULL, body_salt = NULL WHERE authority = ? AND position = ?")
    for entry in entries {
      change.bind(number, at: 1)
      change.bind(entry.position, at: 2)
      try change.run()
      guard let table = layout.tables[entry.kind] else { continue }
      for record in entry.links {
        try database.run(
          table.deleteSQL + " AND version = ?", number, record.raw, entry.fact.raw, entry.version)
      }
    }
  }

  /// Everything that derives from these records; what derives from others is made anew.
  private func forget(
    _ records: [Subject], besides entries: [DestructionPlan.Entry]
  ) throws {
    let gone = Set(records.map(\.id))
    for subject in records {
      for table in layout.tables.all {
        try database.run(
          "DELETE FROM \(table.name) WHERE authority = ? AND record = ?", number, subject.id.raw)
      }
      for table in layout.projections where table.projection.subjects == subject.kind {
        try table.remove(subject.id, authority: layout.authority, in: database)
      }
      try database.run(
        "DELETE FROM record_head WHERE authority = ? AND record = ?", number, subject.id.raw)
    }
    let others = try Set(entries.flatMap(\.links)).subtracting(gone).compactMap { record in
      try reader.head(of: record).map { (Subject($0.kind, record), $0.factKinds) }
    }
    try layout.project(others, on: today, with: reader)
  }

  private func replace(_ file: KeptFileChange) throws {
    let held = try database.first(
      """
      SELECT bytes FROM submission_file WHERE authority = ? AND submission = ? AND number = ?
      """, number, file.submission, file.number
    ) { $0.bytes(0) }
    guard held == file.before else {
      throw RetentionRefused(
        "A file that was received has changed meanwhile. Nothing was destroyed; try again.")
    }
    guard case .success(let after) = file.after else { return }
    try database.run(
      """
      UPDATE submission_file SET bytes = ? WHERE authority = ? AND submission = ? AND number = ?
      """, after, number, file.submission, file.number)
  }
}

extension Tombstone.Step {
  fileprivate init(_ decision: RetentionDecision) {
    self.init(at: decision.at, person: decision.person, reason: decision.reason)
  }
}

extension Tombstone.File {
  fileprivate init(_ change: KeptFileChange) {
    let (after, reason): ([UInt8]?, String?) =
      switch change.after {
      case .success(let bytes): (Hash.of(bytes), nil)
      case .failure(let why): (nil, why.words)
      }
    self.init(
      submission: change.submission, number: change.number, rows: change.rows,
      before: Hash.of(change.before), after: after, reason: reason)
  }
}
