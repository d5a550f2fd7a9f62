public import CareRecord
public import CivilTime

extension DatabaseStore {
  public func keep(
    _ submission: Submission, files: [SubmissionFile]
  ) async throws -> Submission {
    let digest = SubmissionFile.digest(of: files)
    return try await write { database in
      let same = try keptSubmissions(
        database, submission.authority, "AND return = ? AND year = ? AND digest = ?",
        submission.returnName, submission.year, digest)
      if let same = same.first { return same }
      let last = try database.number(
        "SELECT max(id) FROM submission WHERE authority = ?", submission.authority.number)
      let id = (last ?? 0) + 1
      try database.run(
        """
        INSERT INTO submission (id, authority, return, year, received_at, received_by, digest, state,
          progress)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, id, submission.authority.number, submission.returnName, submission.year,
        submission.receivedAt, submission.receivedBy, digest, submission.state.rawValue,
        submission.progress)
      for (number, file) in files.enumerated() {
        try database.run(
          """
          INSERT INTO submission_file (authority, submission, number, name, bytes)
          VALUES (?, ?, ?, ?, ?)
          """, submission.authority.number, id, number, file.name, file.bytes)
      }
      return Submission(
        id: id, authority: submission.authority, returnName: submission.returnName,
        year: submission.year, receivedAt: submission.receivedAt,
        receivedBy: submission.receivedBy, digest: digest, state: submission.state,
        progress: submission.progress)
    }
  }

  public func submissions(of authority: Authority) async throws -> [Submission] {
    try await read { database in
      try keptSubmissions(database, authority, "")
    }
  }

  public func submission(id: Int64) async throws -> Submission? {
    let authority = authority
    return try await read { database in
      try keptSubmissions(database, authority, "AND id = ?", id).first
    }
  }

  public func files(of submission: Int64) async throws -> [SubmissionFile] {
    let authority = authority
    return try await read { database in
      try database.rows(
        """
        SELECT name, bytes FROM submission_file
        WHERE authority = ? AND submission = ? ORDER BY number
        """, authority.number, submission
      ) { SubmissionFile(name: $0.text(0), bytes: $0.bytes(1)) }
    }
  }

  public func setState(
    _ state: SubmissionState, of submission: Int64, progress: String?
  ) async throws {
    let authority = authority
    try await write { database in
      try database.run(
        "UPDATE submission SET state = ?, progress = ? WHERE authority = ? AND id = ?",
        state.rawValue, progress, authority.number, submission)
    }
  }

  // MARK: - The import lease

  public func takeImportLease(holder: String, authority: Authority, at: Instant) async throws {
    try await lease(holder: holder, authority: authority, at: at)
  }

  public func renewImportLease(holder: String, authority: Authority, at: Instant) async throws {
    try await lease(holder: holder, authority: authority, at: at)
  }

  public func releaseImportLease(holder: String, authority: Authority) async throws {
    try await write { database in
      try database.run(
        "DELETE FROM import_lease WHERE authority = ? AND holder = ?", authority.number, holder)
    }
  }

  /// An importer that stopped without a word holds the others up for so long.
  private static let leaseMilliseconds: Int64 = 5 * 60_000

  private func lease(holder: String, authority: Authority, at: Instant) async throws {
    try await write { database in
      let held = try database.first(
        "SELECT holder, taken_at, renewed_at FROM import_lease WHERE authority = ?",
        authority.number
      ) { (holder: $0.text(0), taken: $0.instant(1), renewed: $0.instant(2)) }
      if let held, held.holder != holder {
        let free = held.renewed.adding(milliseconds: DatabaseStore.leaseMilliseconds)
        guard at >= free else {
          let advice =
            "Wait until that import is done; if it was stopped, try again after \(free.spoken)."
          // Who it is, is for whoever waits, and not for the log.
          throw StoreUnavailable(
            "Another import is running now. \(advice)",
            publicly: "\(held.holder) is importing now. \(advice)")
        }
      }
      let taken = held?.holder == holder ? held?.taken ?? at : at
      try database.run(
        """
        INSERT INTO import_lease (authority, holder, taken_at, renewed_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (authority) DO UPDATE SET holder = excluded.holder,
          taken_at = excluded.taken_at, renewed_at = excluded.renewed_at
        """, authority.number, holder, taken, at)
    }
  }
}

/// The submissions of an authority that a further condition holds for, the latest first.
private func keptSubmissions(
  _ database: StoreConnection, _ authority: Authority, _ condition: String,
  _ values: (any SQLValue)?...
) throws -> [Submission] {
  let select = try PreparedStatement(
    database,
    """
    SELECT id, return, year, received_at, received_by, digest, state, progress FROM submission
    WHERE authority = ? \(condition) ORDER BY id DESC
    """)
  select.bind([authority.number] + values)
  var found: [Submission] = []
  while try select.step() {
    guard let state = SubmissionState(rawValue: select.text(6)) else { continue }
    found.append(
      Submission(
        id: select.integer(0), authority: authority, returnName: select.text(1),
        year: Int(select.integer(2)), receivedAt: select.instant(3), receivedBy: select.text(4),
        digest: select.text(5), state: state, progress: select.optionalText(7)))
  }
  return found
}
