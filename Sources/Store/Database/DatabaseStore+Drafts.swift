import CareRecord
import CivilTime
import Foundation

extension DatabaseStore {
  public func saveDraft(_ draft: Draft, base: Int) async throws -> DraftOutcome {
    let authority = authority
    let fields = String(decoding: try JSONEncoder().encode(draft.fields), as: UTF8.self)
    let subjects = draft.subjects.map { "\($0.kind.rawValue):\($0.id.text)" }
    return try await write { database in
      // The window's own earlier text is part of the new one; nobody else's is touched.
      try database.run(
        #"DELETE FROM draft WHERE authority = ? AND "user" = ? AND key = ? AND version = ?"#,
        authority.number, draft.user, draft.key, base)
      let others = try keptDrafts(
        database, authority, of: draft.user, key: draft.key)
      let version = max(base, others.first?.version ?? 0) + 1
      try database.run(
        """
        INSERT INTO draft (authority, "user", key, version, fields, subjects, saved)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """, authority.number, draft.user, draft.key, version, fields,
        subjects.joined(separator: " "), draft.saved)
      if let theirs = others.first { return .conflict(theirs: theirs, version: version) }
      return .saved(version: version)
    }
  }

  public func draft(key: String, user: String) async throws -> Draft? {
    let authority = authority
    return try await read {
      try keptDrafts($0, authority, of: user, key: key).first
    }
  }

  public func drafts(user: String) async throws -> [Draft] {
    let authority = authority
    return try await read { try keptDrafts($0, authority, of: user) }
      .sorted { $0.saved > $1.saved }
  }

  public func deleteDraft(key: String, user: String) async throws {
    let authority = authority
    try await write { database in
      try database.run(
        #"DELETE FROM draft WHERE authority = ? AND "user" = ? AND key = ?"#, authority.number,
        user,
        key)
    }
  }

  public func discardDraft(key: String, user: String, version: Int) async throws {
    let authority = authority
    try await write { database in
      try database.run(
        #"DELETE FROM draft WHERE authority = ? AND "user" = ? AND key = ? AND version = ?"#,
        authority.number, user, key, version)
    }
  }
}

/// Drafts, the latest version of each key first.
/// - Parameter key: nil for those of every key
private func keptDrafts(
  _ database: StoreConnection, _ authority: Authority, of user: String, key: String? = nil
) throws -> [Draft] {
  try database.rows(
    """
    SELECT key, fields, version, saved, subjects FROM draft
    WHERE authority = ? AND "user" = ? AND key = coalesce(?, key) ORDER BY key, version DESC
    """, authority.number, user, key
  ) { row in
    Draft(
      key: row.text(0), user: user,
      fields: try JSONDecoder().decode([DraftField].self, from: Data(row.text(1).utf8)),
      version: Int(row.integer(2)), saved: row.instant(3),
      subjects: row.text(4).split(separator: " ").compactMap(Subject.init(text:)))
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
