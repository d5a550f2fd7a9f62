import CareRecord
public import CivilTime

extension DatabaseStore: JobStore {
  public func addJob(
    _ work: String, of what: String, by user: String, at now: Instant
  ) async throws -> Job {
    let authority = authority
    return try await write { database in
      let last = try database.number(
        "SELECT max(number) FROM job WHERE authority = ?", authority.number)
      let number = (last ?? 0) + 1
      try database.run(
        """
        INSERT INTO job (authority, number, work, what, "user", asked, done, total, words)
        VALUES (?, ?, ?, ?, ?, ?, 0, 0, '')
        """, authority.number, number, work, what, user, now)
      return Job(number: number, work: work, what: what, user: user, asked: now)
    }
  }

  public func jobs(limit: Int) async throws -> [Job] {
    let authority = authority
    return try await read { database in
      try database.rows(
        "SELECT \(Job.columns) FROM job WHERE authority = ? ORDER BY number DESC LIMIT ?",
        authority.number, limit, read: Job.init)
    }
  }

  public func jobs(of works: [String], ended limit: Int) async throws -> [Job] {
    let authority = authority
    return try await read { database in
      try works.flatMap { work in
        try database.rows(
          "SELECT \(Job.columns) FROM job WHERE authority = ? AND work = ? AND ended IS NULL",
          authority.number, work, read: Job.init)
          + database.rows(
            """
            SELECT \(Job.columns) FROM job WHERE authority = ? AND work = ? AND ended IS NOT NULL
            ORDER BY number DESC LIMIT ?
            """, authority.number, work, limit, read: Job.init)
      }.sorted { $0.number > $1.number }
    }
  }

  public func jobsWaiting(before number: Int64) async throws -> Int {
    let authority = authority
    return try await read { database in
      Int(
        try database.number(
          "SELECT count(*) FROM job WHERE authority = ? AND ended IS NULL AND number < ?",
          authority.number, number) ?? 0)
    }
  }

  public func job(_ number: Int64) async throws -> Job? {
    let authority = authority
    return try await read { try Job.find(number, $0, authority) }
  }

  public func takeJob(by worker: String, at now: Instant) async throws -> Job? {
    let authority = authority
    // Most often there is nothing to do, which is not worth a turn of the writer.
    let waits = try await read { database in
      try database.number(
        "SELECT count(*) FROM job WHERE authority = ? AND ended IS NULL", authority.number)
    }
    if waits == 0 { return nil }
    return try await write { database in
      let next = try database.first(
        """
        SELECT number, worker, alive FROM job WHERE authority = ? AND ended IS NULL
        ORDER BY number LIMIT 1
        """, authority.number
      ) { (number: $0.integer(0), worker: $0.optionalText(1), alive: $0.optionalInteger(2)) }
      guard let next else { return nil }
      if let other = next.worker, other != worker,
        let alive = next.alive, now.milliseconds - alive < Job.patience
      {
        return nil
      }
      try database.run(
        """
        UPDATE job SET worker = ?, alive = ?, started = coalesce(started, ?)
        WHERE authority = ? AND number = ?
        """, worker, now, now, authority.number, next.number)
      return try Job.find(next.number, database, authority)
    }
  }

  public func advanceJob(
    _ number: Int64, by worker: String, done: Int, total: Int, at now: Instant
  ) async throws -> Bool {
    let authority = authority
    return try await write { database in
      try database.change(
        """
        UPDATE job SET done = ?, total = ?, alive = ?
        WHERE authority = ? AND number = ? AND worker = ? AND ended IS NULL
        """, done, total, now, authority.number, number, worker) == 1
    }
  }

  public func endJob(
    _ number: Int64, by worker: String, _ end: JobEnd, at now: Instant
  ) async throws {
    let authority = authority
    try await write { database in
      let ended = try database.change(
        """
        UPDATE job SET ended = ?, outcome = ?, words = ?
        WHERE authority = ? AND number = ? AND worker = ? AND ended IS NULL
        """, now, end.outcome.rawValue, end.words, authority.number, number, worker)
      guard ended == 1 else { return }
      for (place, file) in end.files.enumerated() {
        try database.run(
          "INSERT INTO job_file (authority, job, number, name, bytes) VALUES (?, ?, ?, ?, ?)",
          authority.number, number, place + 1, file.name, file.bytes)
      }
    }
  }

  public func leaveJobs(of worker: String) async throws {
    let authority = authority
    try await write { database in
      try database.run(
        """
        UPDATE job SET worker = NULL, alive = NULL
        WHERE authority = ? AND worker = ? AND ended IS NULL
        """, authority.number, worker)
    }
  }

  public func cancelJob(_ number: Int64, by user: String, at now: Instant) async throws -> Bool {
    let authority = authority
    return try await write { database in
      try database.change(
        """
        UPDATE job SET ended = ?, outcome = ?, words = ?
        WHERE authority = ? AND number = ? AND worker IS NULL AND ended IS NULL
        """, now, JobOutcome.cancelled.rawValue, "Taken out of the line by \(user)",
        authority.number, number) == 1
    }
  }

  public func jobFiles(_ number: Int64) async throws -> [JobFile] {
    let authority = authority
    return try await read { database in
      try database.rows(
        "SELECT name, bytes FROM job_file WHERE authority = ? AND job = ? ORDER BY number",
        authority.number, number
      ) { JobFile(name: $0.text(0), bytes: $0.bytes(1)) }
    }
  }

  public func forgetJobFiles(endedBefore moment: Instant) async throws {
    let authority = authority
    try await write { database in
      try database.run(
        """
        DELETE FROM job_file WHERE authority = ? AND job IN (
          SELECT number FROM job WHERE authority = ? AND ended < ?)
        """, authority.number, authority.number, moment)
    }
  }
}

extension Job {
  fileprivate static let columns =
    #"number, work, what, "user", asked, started, done, total, ended, outcome, words"#

  fileprivate init(_ row: PreparedStatement) {
    self.init(
      number: row.integer(0), work: row.text(1), what: row.text(2), user: row.text(3),
      asked: row.instant(4), started: row.optionalInteger(5).map(Instant.init(milliseconds:)),
      done: Int(row.integer(6)), total: Int(row.integer(7)),
      ended: row.optionalInteger(8).map(Instant.init(milliseconds:)),
      outcome: row.optionalText(9).flatMap(JobOutcome.init(rawValue:)), words: row.text(10))
  }

  fileprivate static func find(
    _ number: Int64, _ database: StoreConnection, _ authority: Authority
  ) throws -> Job? {
    try database.first(
      "SELECT \(columns) FROM job WHERE authority = ? AND number = ?", authority.number, number,
      read: Job.init)
  }
}
