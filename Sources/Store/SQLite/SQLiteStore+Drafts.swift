import CareRecord
import CivilTime
import Foundation
import GRDB

extension SQLiteStore {
  public func saveDraft(_ draft: Draft, base: Int) async throws -> DraftOutcome {
    let authority = authority
    let fields = String(decoding: try JSONEncoder().encode(draft.fields), as: UTF8.self)
    let subjects = draft.subjects.map { "\($0.kind.rawValue):\($0.id.text)" }
    return try await write { database in
      // The window's own earlier text is part of the new one; nobody else's is touched.
      try database.execute(
        sql: "DELETE FROM draft WHERE authority = ? AND user = ? AND key = ? AND version = ?",
        arguments: [authority.number, draft.user, draft.key, base])
      let others = try keptDrafts(
        database, authority, "user = ? AND key = ?", [draft.user, draft.key])
      let version = max(base, others.first?.version ?? 0) + 1
      try database.execute(
        sql: """
          INSERT INTO draft (authority, user, key, version, fields, subjects, saved)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          authority.number, draft.user, draft.key, version, fields,
          subjects.joined(separator: " "), draft.saved.milliseconds,
        ])
      if let theirs = others.first { return .conflict(theirs: theirs, version: version) }
      return .saved(version: version)
    }
  }

  public func draft(key: String, user: String) async throws -> Draft? {
    let authority = authority
    return try await read {
      try keptDrafts($0, authority, "user = ? AND key = ?", [user, key]).first
    }
  }

  public func drafts(user: String) async throws -> [Draft] {
    let authority = authority
    return try await read { try keptDrafts($0, authority, "user = ?", [user]) }
      .sorted { $0.saved > $1.saved }
  }

  public func deleteDraft(key: String, user: String) async throws {
    let authority = authority
    try await write { database in
      try database.execute(
        sql: "DELETE FROM draft WHERE authority = ? AND user = ? AND key = ?",
        arguments: [authority.number, user, key])
    }
  }

  public func discardDraft(key: String, user: String, version: Int) async throws {
    let authority = authority
    try await write { database in
      try database.execute(
        sql: "DELETE FROM draft WHERE authority = ? AND user = ? AND key = ? AND version = ?",
        arguments: [authority.number, user, key, version])
    }
  }
}

/// Drafts, the latest version of each key first.
private func keptDrafts(
  _ database: Database, _ authority: Authority, _ condition: String, _ values: StatementArguments
) throws -> [Draft] {
  try Row.fetchAll(
    database,
    sql: "SELECT * FROM draft WHERE authority = ? AND \(condition) ORDER BY key, version DESC",
    arguments: [authority.number] + values
  ).map { row in
    let fields = Data((row["fields"] as String).utf8)
    return Draft(
      key: row["key"], user: row["user"],
      fields: try JSONDecoder().decode([DraftField].self, from: fields),
      version: row["version"], saved: Instant(milliseconds: row["saved"]),
      subjects: (row["subjects"] as String).split(separator: " ").compactMap(Subject.init(text:)))
  }
}

extension Subject {
  /// Reads `1:000…`: the number of the kind, and the identifier.
  fileprivate init?(text: Substring) {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let number = Int(parts[0]), let kind = SubjectKind(rawValue: number),
      let id = SubjectID(text: parts[1])
    else { return nil }
    self.init(kind, id)
  }
}
