extension SQLiteSchema {
  /// Lists to look things up in, one of each kind, in pieces that are read one by one.
  static let references = """

    CREATE TABLE reference_list (
      authority INTEGER NOT NULL,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      rows INTEGER NOT NULL,
      size INTEGER NOT NULL,
      digest TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      received_by TEXT NOT NULL,
      refused INTEGER NOT NULL,
      refusals TEXT NOT NULL,
      PRIMARY KEY (authority, kind)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE reference_piece (
      authority INTEGER NOT NULL,
      kind TEXT NOT NULL,
      number INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (authority, kind, number)
    ) STRICT;
    """
}
