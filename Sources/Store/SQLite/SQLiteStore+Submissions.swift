public import CareRecord
public import CivilTime
import Foundation
import GRDB

extension SQLiteStore {
  public func keep(
    _ submission: Submission, files: [SubmissionFile]
  ) async throws -> Submission {
    let digest = SubmissionFile.digest(of: files)
    return try await write { database in
      let same = try keptSubmissions(
        database, "authority = ? AND return = ? AND year = ? AND digest = ?",
        [submission.authority.number, submission.returnName, submission.year, digest])
      if let same = same.first { return same }
      try database.execute(
        sql: """
          INSERT INTO submission (authority, return, year, received_at, received_by, digest, state,
            progress)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          submission.authority.number, submission.returnName, submission.year,
          submission.receivedAt.milliseconds, submission.receivedBy, digest,
          submission.state.rawValue, submission.progress,
        ])
      let id = database.lastInsertedRowID
      for (number, file) in files.enumerated() {
        try database.execute(
          sql: "INSERT INTO submission_file (submission, number, name, bytes) VALUES (?, ?, ?, ?)",
          arguments: [id, number, file.name, Data(file.bytes)])
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
      try keptSubmissions(database, "authority = ?", [authority.number])
    }
  }

  public func submission(id: Int64) async throws -> Submission? {
    let authority = authority
    return try await read { database in
      try keptSubmissions(database, "authority = ? AND id = ?", [authority.number, id]).first
    }
  }

  public func files(of submission: Int64) async throws -> [SubmissionFile] {
    let authority = authority
    return try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT f.name, f.bytes FROM submission_file f JOIN submission s ON s.id = f.submission
          WHERE s.authority = ? AND f.submission = ? ORDER BY f.number
          """,
        arguments: [authority.number, submission]
      ).map { SubmissionFile(name: $0["name"], bytes: [UInt8]($0["bytes"] as Data)) }
    }
  }

  public func setState(
    _ state: SubmissionState, of submission: Int64, progress: String?
  ) async throws {
    let authority = authority
    try await write { database in
      try database.execute(
        sql: "UPDATE submission SET state = ?, progress = ? WHERE authority = ? AND id = ?",
        arguments: [state.rawValue, progress, authority.number, submission])
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
      try database.execute(
        sql: "DELETE FROM import_lease WHERE authority = ? AND holder = ?",
        arguments: [authority.number, holder])
    }
  }

  /// An importer that stopped without a word holds the others up for so long.
  private static let leaseMilliseconds: Int64 = 5 * 60_000

  private func lease(holder: String, authority: Authority, at: Instant) async throws {
    try await write { database in
      let held = try Row.fetchOne(
        database, sql: "SELECT holder, renewed_at FROM import_lease WHERE authority = ?",
        arguments: [authority.number])
      if let held, held["holder"] != holder {
        let renewed = Instant(milliseconds: held["renewed_at"])
        let free = renewed.adding(milliseconds: SQLiteStore.leaseMilliseconds)
        guard at >= free else {
          throw StoreUnavailable(
            "\(held["holder"] as String) is importing now. Wait until that import is done; if it "
              + "was stopped, try again after \(free.spoken).")
        }
      }
      let takenAgain = held.map { $0["holder"] == holder } ?? false
      try database.execute(
        sql: """
          INSERT INTO import_lease (authority, holder, taken_at, renewed_at) VALUES (?1, ?2, ?3, ?3)
          ON CONFLICT (authority) DO UPDATE SET holder = ?2, renewed_at = ?3,
            taken_at = iif(?4, taken_at, ?3)
          """,
        arguments: [authority.number, holder, at.milliseconds, takenAgain])
    }
  }
}

private func keptSubmissions(
  _ database: Database, _ condition: String, _ values: StatementArguments
) throws -> [Submission] {
  try Row.fetchAll(
    database, sql: "SELECT * FROM submission WHERE \(condition) ORDER BY id DESC",
    arguments: values
  ).compactMap { row in
    guard let authority = Authority(number: row["authority"]),
      let state = SubmissionState(rawValue: row["state"])
    else { return nil }
    return Submission(
      id: row["id"], authority: authority, returnName: row["return"], year: row["year"],
      receivedAt: Instant(milliseconds: row["received_at"]), receivedBy: row["received_by"],
      digest: row["digest"], state: state, progress: row["progress"])
  }
}
