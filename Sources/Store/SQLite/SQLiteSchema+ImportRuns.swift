extension SQLiteSchema {
  /// Which run of an import made which commit, and which commit took it back.
  ///
  /// `remembers` is 0 for imports that were made before this table was there: what they changed is
  /// not known. `record` is the child of the commit, `commit_position` and `last_position` its first
  /// and last entry in the log.
  static let importRuns = """

    CREATE TABLE import_run (
      authority INTEGER NOT NULL,
      number INTEGER NOT NULL,
      submission INTEGER NOT NULL,
      started INTEGER NOT NULL,
      started_by TEXT NOT NULL,
      ended INTEGER,
      remembers INTEGER NOT NULL,
      undo_started INTEGER,
      undone_at INTEGER,
      undone_by TEXT,
      PRIMARY KEY (authority, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE import_commit (
      authority INTEGER NOT NULL,
      run INTEGER NOT NULL,
      record INTEGER NOT NULL,
      commit_position INTEGER NOT NULL,
      last_position INTEGER NOT NULL,
      undoes INTEGER NOT NULL,
      PRIMARY KEY (authority, run, record, commit_position)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX import_commit_position ON import_commit (authority, commit_position);

    INSERT INTO import_run (authority, number, submission, started, started_by, ended, remembers)
      SELECT authority, row_number() OVER (PARTITION BY authority ORDER BY id), id, received_at,
        received_by, received_at, 0
      FROM submission WHERE state IN ('imported', 'importing', 'interrupted');
    """
}
