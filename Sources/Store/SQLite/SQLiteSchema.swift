/// The tables that are not generated, in numbered steps that only go forwards.
///
/// The number stands in `PRAGMA user_version`. A step that was once released is never edited.
enum SQLiteSchema {
  /// Marks a file as Kith's (`PRAGMA application_id`): the letters "Kith".
  static let applicationID: Int64 = 0x4B69_7468

  static let steps: [String] = [
    log + reading + people + files, importRuns, references, byAuthority, retention,
    SchemaShape(dialect: .sqlite).jobs,
    SchemaShape(dialect: .sqlite).packKeys, learning,
  ]

  static func migrate(_ database: StoreConnection) throws {
    let version = Int(try database.number("PRAGMA user_version") ?? 0)
    let application = try database.number("PRAGMA application_id") ?? 0
    if version == 0 {
      let tables = try database.number("SELECT count(*) FROM sqlite_schema") ?? 0
      guard tables == 0 else {
        throw StoreUnavailable(
          "This file is a database of another program. Choose another file for Kith.")
      }
      try database.execute(script: "PRAGMA application_id = \(applicationID)")
    } else if application != applicationID {
      throw StoreUnavailable(
        "This file is a database of another program. Choose another file for Kith.")
    }
    guard version <= steps.count else {
      throw StoreUnavailable(
        "This database was written by a newer version of Kith (its schema is \(version), this "
          + "version knows \(steps.count)). Use the newer version; nothing was changed.")
    }
    for (index, step) in steps.enumerated().dropFirst(version) {
      if index == 3 { try checkOneAuthority(database) }
      try database.execute(script: step)
      try database.execute(script: "PRAGMA user_version = \(index + 1)")
    }
  }

  /// Before schema 4 all entries of a file were counted together; no file of two was ever made.
  private static func checkOneAuthority(_ database: StoreConnection) throws {
    for table in ["change", "read_log"] {
      let isMixed = try database.number("SELECT min(authority) < max(authority) FROM \(table)")
      if isMixed == 1 {
        throw StoreUnavailable(
          "This database holds the log of more than one authority, which no version of Kith writes. "
            + "Restore the latest backup; nothing was changed.")
      }
    }
  }

  /// Schema 4: every key begins with the authority (`SchemaShape`).
  private static var byAuthority: String {
    let shape = SchemaShape(dialect: .sqlite)
    let replaced = [
      "log_end", "change", "chain", "seal", "read_log", "opened_by_reason", "submission",
      "submission_file", "projection",
    ]
    let triggers = SchemaShape.appendOnly.flatMap { ["\($0)_no_update", "\($0)_no_delete"] }
    return triggers.map { "DROP TRIGGER \($0);" }.joined()
      + replaced.map { "ALTER TABLE \($0) RENAME TO old_\($0);" }.joined()
      + shape.log + shape.reading + shape.files + shape.projections + copy
      + replaced.reversed().map { "DROP TABLE old_\($0);" }.joined()
      + shape.readingIndexes + SchemaShape.appendOnly.map(appendOnly).joined()
  }

  /// In the order of the new keys.
  ///
  /// Nothing to be copied where nobody has used the file yet.
  private static let copy = """
    CREATE TEMPORARY TABLE owner AS SELECT min(authority) AS authority FROM (
      SELECT min(authority) AS authority FROM old_change
      UNION ALL SELECT min(authority) FROM old_read_log
      UNION ALL SELECT min(authority) FROM account);
    INSERT INTO log_end (authority, log, position)
      SELECT owner.authority, log, position FROM old_log_end, owner
      WHERE owner.authority IS NOT NULL;
    INSERT INTO change (authority, position, fact, version, kind, schema, commit_position, author,
        through, known, recorded, reason, body, body_salt, body_hash)
      SELECT authority, position, fact, version, kind, schema, commit_position, author,
        through, known, recorded, reason, body, body_salt, body_hash
      FROM old_change ORDER BY position;
    INSERT INTO chain (authority, position, record, record_kind, sequence, linked, hash)
      SELECT authority, position, record, record_kind, sequence, linked, hash
      FROM old_chain ORDER BY position, record;
    INSERT INTO seal (authority, number, position, digest, read_entry, read_hash, sealed_at,
        signature)
      SELECT owner.authority, number, position, digest, read_entry, read_hash, sealed_at, signature
      FROM old_seal, owner;
    INSERT INTO read_log (authority, entry, at, person, ground, record, purpose, detail, found, hash)
      SELECT authority, entry, at, person, ground, record, purpose, detail, found, hash
      FROM old_read_log ORDER BY entry;
    INSERT INTO opened_by_reason (authority, record, person, until, entry)
      SELECT authority, record, person, until, entry FROM old_opened_by_reason;
    INSERT INTO submission (authority, id, return, year, received_at, received_by, digest, state,
        progress)
      SELECT authority, id, return, year, received_at, received_by, digest, state, progress
      FROM old_submission;
    INSERT INTO submission_file (authority, submission, number, name, bytes)
      SELECT s.authority, f.submission, f.number, f.name, f.bytes
      FROM old_submission_file f JOIN old_submission s ON s.id = f.submission;
    INSERT INTO projection (name, version, columns)
      SELECT name, version, columns FROM old_projection;
    INSERT INTO projection_complete (authority, projection, meaning)
      SELECT owner.authority, name, '' FROM old_projection, owner
      WHERE complete = 1 AND owner.authority IS NOT NULL;
    DROP TABLE owner;

    """

  /// The truth, and what makes a change of it show.
  ///
  /// `change` is the log; `log_end` says how far it, the read log and the seals
  /// ever reached. `chain` says to which records each entry belongs (`linked` 0: no longer)
  /// and holds each record's hash chain. `record_head` has a row per record: the end of its chain,
  /// and the kinds of fact it ever held, a bit for each. `seal` are the signed seals over the chains.
  private static let log = """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE fact_kind (
      number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, columns TEXT NOT NULL) STRICT;

    CREATE TABLE log_end (log TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO log_end (log, position) VALUES ('change', 0), ('read_log', 0), ('seal', 0);

    CREATE TABLE change (
      position INTEGER PRIMARY KEY,
      authority INTEGER NOT NULL,
      fact INTEGER NOT NULL,
      version INTEGER NOT NULL,
      kind TEXT NOT NULL,
      schema INTEGER NOT NULL,
      commit_position INTEGER NOT NULL,
      author TEXT NOT NULL,
      through TEXT NOT NULL,
      known INTEGER NOT NULL,
      recorded INTEGER,
      reason TEXT,
      body TEXT,
      body_salt BLOB,
      body_hash BLOB,
      UNIQUE (authority, fact, version)
    ) STRICT;

    CREATE TABLE chain (
      position INTEGER NOT NULL,
      authority INTEGER NOT NULL,
      record INTEGER NOT NULL,
      record_kind INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      linked INTEGER NOT NULL,
      hash BLOB NOT NULL,
      PRIMARY KEY (position, record),
      UNIQUE (authority, record, sequence)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE record_head (
      authority INTEGER NOT NULL,
      record INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      hash BLOB NOT NULL,
      fact_kinds BLOB NOT NULL,
      PRIMARY KEY (authority, record)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE seal (
      number INTEGER PRIMARY KEY,
      position INTEGER NOT NULL,
      digest BLOB NOT NULL,
      read_entry INTEGER NOT NULL,
      read_hash BLOB NOT NULL,
      sealed_at INTEGER NOT NULL,
      signature BLOB NOT NULL
    ) STRICT;

    CREATE TABLE projection (
      name TEXT PRIMARY KEY, version INTEGER NOT NULL, columns TEXT NOT NULL,
      complete INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE projection_record (
      authority INTEGER NOT NULL,
      projection TEXT NOT NULL,
      record INTEGER NOT NULL,
      made_on TEXT NOT NULL,
      valid_until TEXT,
      PRIMARY KEY (authority, projection, record)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX projection_record_due ON projection_record (authority, projection, valid_until)
      WHERE valid_until IS NOT NULL;

    \(appendOnly("change"))
    \(appendOnly("chain"))
    \(appendOnly("seal"))
    """

  /// Who read what: a chain of its own.
  private static let reading = """

    CREATE TABLE read_log (
      entry INTEGER PRIMARY KEY,
      authority INTEGER NOT NULL,
      at INTEGER NOT NULL,
      person TEXT NOT NULL,
      ground TEXT NOT NULL,
      record INTEGER,
      purpose TEXT NOT NULL,
      detail TEXT,
      found INTEGER,
      hash BLOB NOT NULL
    ) STRICT;
    CREATE INDEX read_log_record ON read_log (authority, record, entry) WHERE record IS NOT NULL;
    CREATE INDEX read_log_person ON read_log (authority, person, entry);

    CREATE TABLE opened_by_reason (
      authority INTEGER NOT NULL,
      record INTEGER NOT NULL,
      person TEXT NOT NULL,
      until INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES read_log (entry),
      PRIMARY KEY (authority, record, person, entry)
    ) STRICT, WITHOUT ROWID;

    \(appendOnly("read_log"))
    \(appendOnly("opened_by_reason"))
    """

  private static let people = """

    CREATE TABLE account (
      authority INTEGER NOT NULL,
      user TEXT NOT NULL,
      name TEXT NOT NULL,
      roles TEXT NOT NULL,
      team TEXT,
      worker_number TEXT,
      password_hash TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      disabled_at INTEGER,
      PRIMARY KEY (authority, user)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE session (
      authority INTEGER NOT NULL,
      token_hash BLOB NOT NULL,
      user TEXT NOT NULL,
      form_token TEXT NOT NULL,
      started INTEGER NOT NULL,
      last_seen INTEGER NOT NULL,
      PRIMARY KEY (authority, token_hash)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sign_in_failure (
      authority INTEGER NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
    CREATE INDEX sign_in_failure_key ON sign_in_failure (authority, key, at);

    CREATE TABLE draft (
      authority INTEGER NOT NULL,
      user TEXT NOT NULL,
      key TEXT NOT NULL,
      version INTEGER NOT NULL,
      fields TEXT NOT NULL,
      subjects TEXT NOT NULL,
      saved INTEGER NOT NULL,
      PRIMARY KEY (authority, user, key, version)
    ) STRICT, WITHOUT ROWID;
    """

  private static let files = """

    CREATE TABLE submission (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      authority INTEGER NOT NULL,
      return TEXT NOT NULL,
      year INTEGER NOT NULL,
      received_at INTEGER NOT NULL,
      received_by TEXT NOT NULL,
      digest TEXT NOT NULL,
      state TEXT NOT NULL,
      progress TEXT,
      UNIQUE (authority, return, year, digest)
    ) STRICT;

    CREATE TABLE submission_file (
      submission INTEGER NOT NULL REFERENCES submission (id),
      number INTEGER NOT NULL,
      name TEXT NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (submission, number)
    ) STRICT;

    CREATE TABLE import_lease (
      authority INTEGER PRIMARY KEY,
      holder TEXT NOT NULL,
      taken_at INTEGER NOT NULL,
      renewed_at INTEGER NOT NULL
    ) STRICT;
    """

  /// Schema 5: what is kept until when, and what was destroyed.
  private static var retention: String {
    let shape = SchemaShape(dialect: .sqlite)
    return shape.retention + SchemaShape.appendOnlyRetention.map(appendOnly).joined()
      + """
      DROP TRIGGER change_no_update;
      CREATE TRIGGER change_no_update BEFORE UPDATE ON change
      WHEN NOT (\(SchemaShape.lawfulDestruction(same: "IS")))
      BEGIN SELECT raise(ABORT, 'change is append-only'); END;

      """
  }

  /// Schema 8: what the authority learns.
  private static var learning: String {
    SchemaShape(dialect: .sqlite).learning
      + SchemaShape.appendOnlyLearning.map(appendOnly).joined()
  }

  /// What is written once is never written again; a destruction that the law asks for has a door of
  /// its own (`SchemaShape.lawfulDestruction`).
  private static func appendOnly(_ table: String) -> String {
    ["UPDATE", "DELETE"].map { action in
      """
      CREATE TRIGGER \(table)_no_\(action.lowercased()) BEFORE \(action) ON \(table)
      BEGIN SELECT raise(ABORT, '\(table) is append-only'); END;

      """
    }.joined()
  }
}
