/// A table that nothing else could make anew: what a backup carries of a database.
///
/// `docs/backup-format.md` says what each column means.
struct TruthTable: Sendable {
  /// Whether it has rows of each authority, or one set for the whole installation.
  enum Owner: Sendable {
    case authority
    case installation
  }

  let name: String
  let owner: Owner
  /// The first of them are the key, by which rows are ordered; `authority` stands before all.
  let columns: [Column]
  let keyCount: Int

  struct Column: Hashable, Sendable {
    let name: String
    let type: ColumnType
  }

  init(_ name: String, of owner: Owner = .authority, key: Int = 1, _ columns: Column...) {
    self.name = name
    self.owner = owner
    self.columns = columns
    keyCount = key
  }

  /// In the order in which they are carried: seals come before what they cover, so that a reader
  /// who goes through once can check them, and rows come after those that they refer to.
  static let all: [TruthTable] = [
    TruthTable("meta", of: .installation, .text("name"), .text("value")),
    TruthTable("log_end", .text("log"), .integer("position")),
    TruthTable(
      "seal", .integer("number"), .integer("position"), .bytes("digest"), .integer("read_entry"),
      .bytes("read_hash"), .integer("sealed_at"), .bytes("signature")),
    // Before the log, so that a reader knows which bodies it does without.
    TruthTable(
      "tombstone", .integer("number"), .integer("record"), .integer("at"), .text("person"),
      .text("schedule"), .integer("years"), .text("basis"), .text("due"), .integer("proposed_at"),
      .text("proposed_by"), .text("proposed_because"), .integer("approved_at"),
      .text("approved_by"), .text("approved_because"), .text("covers_from"), .text("covers_to"),
      .integer("bodies"), .integer("shared"), .integer("reasons"), .integer("drafts"),
      .integer("reads"), .text("reads_until"), .bytes("extent"), .bytes("signature")),
    TruthTable(
      "tombstone_record", .integer("record"), .integer("record_kind"), .integer("tombstone")),
    TruthTable(
      "tombstone_entry", key: 2, .integer("tombstone"), .integer("position"), .bytes("body_hash")),
    TruthTable(
      "tombstone_file", key: 3, .integer("tombstone"), .integer("submission"), .integer("number"),
      .integer("rows"), .bytes("hash_before"), .bytes("hash_after"), .text("reason")),
    TruthTable(
      "change", .integer("position"), .integer("fact"), .integer("version"), .text("kind"),
      .integer("schema"), .integer("commit_position"), .text("author"), .text("through"),
      .integer("known"), .integer("recorded"), .text("reason"), .text("body"),
      .bytes("body_salt"), .bytes("body_hash")),
    TruthTable(
      "chain", key: 2, .integer("position"), .integer("record"), .integer("record_kind"),
      .integer("sequence"), .integer("linked"), .bytes("hash")),
    TruthTable(
      "read_log", .integer("entry"), .integer("at"), .text("person"), .text("ground"),
      .integer("record"), .text("purpose"), .text("detail"), .integer("found"), .bytes("hash")),
    TruthTable(
      "opened_by_reason", key: 4, .integer("record"), .text("person"), .integer("entry"),
      .integer("until")),
    TruthTable(
      "account", .text("user"), .text("name"), .text("roles"), .text("team"),
      .text("worker_number"), .text("password_hash"), .integer("created_at"),
      .integer("changed_at"), .integer("disabled_at")),
    TruthTable(
      "pack_key", .integer("number"), .integer("set_at"), .text("set_by"), .bytes("public_key"),
      .bytes("salt"), .integer("rounds"), .bytes("nonce"), .bytes("private_key"),
      .integer("withdrawn_at"), .text("withdrawn_by")),
    TruthTable(
      "draft", key: 3, .text("user"), .text("key"), .integer("version"), .text("fields"),
      .text("subjects"), .integer("saved")),
    TruthTable(
      "submission", .integer("id"), .text("return"), .integer("year"), .integer("received_at"),
      .text("received_by"), .text("digest"), .text("state"), .text("progress")),
    TruthTable(
      "submission_file", key: 2, .integer("submission"), .integer("number"), .text("name"),
      .bytes("bytes")),
    TruthTable(
      "import_run", .integer("number"), .integer("submission"), .integer("started"),
      .text("started_by"), .integer("ended"), .integer("remembers"), .integer("undo_started"),
      .integer("undone_at"), .text("undone_by")),
    TruthTable(
      "import_commit", key: 3, .integer("run"), .integer("record"), .integer("commit_position"),
      .integer("last_position"), .integer("undoes")),
    TruthTable(
      "retention_choice", .integer("number"), .integer("at"), .text("person"), .text("schedule"),
      .integer("years"), .text("reason")),
    TruthTable(
      "legal_hold", .integer("number"), .integer("at"), .text("person"), .integer("record"),
      .text("class"), .text("reason")),
    TruthTable(
      "legal_hold_lift", .integer("hold"), .integer("at"), .text("person"), .text("reason")),
    TruthTable(
      "retention_decision", .integer("number"), .integer("record"), .integer("at"),
      .text("person"), .text("decision"), .text("reason"), .integer("sequence"), .text("due"),
      .text("schedule"), .text("until")),
    TruthTable(
      "learning", key: 2, .integer("item"), .integer("version"), .text("kind"), .integer("at"),
      .text("person"), .text("body"), .text("withdrawn"), .text("said")),
    TruthTable(
      "backup_made", .integer("number"), .integer("at"), .text("place"), .text("release")),
    TruthTable(
      "backup_gone", .integer("backup"), .integer("at"), .text("person"), .text("reason")),
    TruthTable(
      "reference_list", .text("kind"), .text("name"), .integer("rows"), .integer("size"),
      .text("digest"), .integer("received_at"), .text("received_by"), .integer("refused"),
      .text("refusals")),
    TruthTable(
      "reference_piece", key: 2, .text("kind"), .integer("number"), .bytes("bytes")),
  ]

  /// What the tables that are not carried hold.
  enum LeftBehind: Sendable {
    /// Made anew from the truth.
    case derived
    /// Of use only where it was written: who is signed in, who failed to sign in, who imports now,
    /// which long work waits, which transaction of a connection was kept last.
    case passing
  }

  /// The tables that are not carried, beside those of facts and projections, which are derived.
  static let leftBehind: [String: LeftBehind] = [
    "fact_kind": .derived, "record_head": .derived, "projection": .derived,
    "projection_record": .derived, "projection_complete": .derived, "session": .passing,
    "sign_in_failure": .passing,
    "import_lease": .passing, "job": .passing, "job_file": .passing, "write_receipt": .passing,
    "kith_schema": .derived,
  ]

  static func named(_ name: String) -> TruthTable? { all.first { $0.name == name } }

  // MARK: - SQL

  private func list(_ columns: some Sequence<Column>) -> String {
    columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
  }

  var selectSQL: String {
    let of = owner == .authority ? "WHERE authority = ? " : ""
    return
      "SELECT \(list(columns)) FROM \(name) \(of)ORDER BY \(list(columns.prefix(keyCount)))"
  }

  /// - Parameter carried: the columns that a backup has; a later version may have more

  /// A statement that adds rows, of these columns after that of the authority.
  func adding(_ carried: [Column], to database: StoreConnection) throws -> PreparedStatement {
    try PreparedStatement(
      adding: database, to: name,
      (owner == .authority ? ["authority"] : []) + carried.map(\.name))
  }
}

extension TruthTable.Column {
  static func integer(_ name: String) -> Self { Self(name: name, type: .integer) }
  static func text(_ name: String) -> Self { Self(name: name, type: .text) }
  static func bytes(_ name: String) -> Self { Self(name: name, type: .bytes) }
}

/// What the values of a column are, in either database and in a backup.
enum ColumnType: String, Sendable {
  case integer
  case text
  case bytes
}
