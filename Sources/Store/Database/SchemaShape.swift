/// The tables that are not generated, as both databases have them from schema 4 of SQLite and schema
/// 1 of PostgreSQL on.
///
/// What stands here was released and is never edited: a later shape is a later step.
///
/// Every table of an authority has `authority` first in its key and in every reference, and positions,
/// entries of the read log, seals and submissions are counted for each authority by itself, so that
/// the authorities of one installation can be spread over many machines. `meta`, `fact_kind` and
/// `projection` belong to the installation.
struct SchemaShape {
  let dialect: SQLDialect

  var integer: String { dialect.integer }
  var text: String { dialect.text }
  var bytes: String { dialect.bytes }
  var keyed: String { dialect.keyedTable }
  var plain: String { dialect.table }

  // MARK: - The installation's

  var installation: String {
    """
    CREATE TABLE meta (name \(text) PRIMARY KEY, value \(text) NOT NULL) \(keyed);

    CREATE TABLE fact_kind (
      number \(integer) PRIMARY KEY, name \(text) NOT NULL UNIQUE, columns \(text) NOT NULL
    ) \(plain);
    """
  }

  /// Which projections there are.
  ///
  /// `projection_complete` says for which authorities each was made, and by which rules: their lists
  /// of schools and the like are their own.
  var projections: String {
    """
    CREATE TABLE projection (
      name \(text) PRIMARY KEY, version \(integer) NOT NULL, columns \(text) NOT NULL) \(keyed);

    CREATE TABLE projection_complete (
      authority \(integer) NOT NULL, projection \(text) NOT NULL, meaning \(text) NOT NULL,
      PRIMARY KEY (authority, projection)) \(keyed);
    """
  }

  // MARK: - The truth

  /// The log, and how far it, the read log and the seals ever reached.
  ///
  /// `chain` says to which records each entry belongs (`linked` 0: no longer) and holds each record's hash
  /// chain. `seal` are the signed seals over the chains.
  var log: String {
    """
    CREATE TABLE log_end (
      authority \(integer) NOT NULL, log \(text) NOT NULL, position \(integer) NOT NULL,
      PRIMARY KEY (authority, log)) \(keyed);

    CREATE TABLE change (
      authority \(integer) NOT NULL,
      position \(integer) NOT NULL,
      fact \(integer) NOT NULL,
      version \(integer) NOT NULL,
      kind \(text) NOT NULL,
      schema \(integer) NOT NULL,
      commit_position \(integer) NOT NULL,
      author \(text) NOT NULL,
      through \(text) NOT NULL,
      known \(integer) NOT NULL,
      recorded \(integer),
      reason \(text),
      body \(text),
      body_salt \(bytes),
      body_hash \(bytes),
      UNIQUE (authority, position),
      UNIQUE (authority, fact, version)
    ) \(plain);

    CREATE TABLE chain (
      authority \(integer) NOT NULL,
      position \(integer) NOT NULL,
      record \(integer) NOT NULL,
      record_kind \(integer) NOT NULL,
      sequence \(integer) NOT NULL,
      linked \(integer) NOT NULL,
      hash \(bytes) NOT NULL,
      PRIMARY KEY (authority, position, record),
      UNIQUE (authority, record, sequence)
    ) \(keyed);

    CREATE TABLE seal (
      authority \(integer) NOT NULL,
      number \(integer) NOT NULL,
      position \(integer) NOT NULL,
      digest \(bytes) NOT NULL,
      read_entry \(integer) NOT NULL,
      read_hash \(bytes) NOT NULL,
      sealed_at \(integer) NOT NULL,
      signature \(bytes) NOT NULL,
      PRIMARY KEY (authority, number)
    ) \(keyed);
    """
  }

  /// Who read what: a chain of its own.
  var reading: String {
    """
    CREATE TABLE read_log (
      authority \(integer) NOT NULL,
      entry \(integer) NOT NULL,
      at \(integer) NOT NULL,
      person \(text) NOT NULL,
      ground \(text) NOT NULL,
      record \(integer),
      purpose \(text) NOT NULL,
      detail \(text),
      found \(integer),
      hash \(bytes) NOT NULL,
      UNIQUE (authority, entry)
    ) \(plain);

    CREATE TABLE opened_by_reason (
      authority \(integer) NOT NULL,
      record \(integer) NOT NULL,
      person \(text) NOT NULL,
      until \(integer) NOT NULL,
      entry \(integer) NOT NULL,
      PRIMARY KEY (authority, record, person, entry),
      FOREIGN KEY (authority, entry) REFERENCES read_log (authority, entry)
    ) \(keyed);
    """
  }

  var readingIndexes: String {
    """
    CREATE INDEX read_log_record ON read_log (authority, record, entry) WHERE record IS NOT NULL;
    CREATE INDEX read_log_person ON read_log (authority, person, entry);
    """
  }

  var files: String {
    """
    CREATE TABLE submission (
      authority \(integer) NOT NULL,
      id \(integer) NOT NULL,
      return \(text) NOT NULL,
      year \(integer) NOT NULL,
      received_at \(integer) NOT NULL,
      received_by \(text) NOT NULL,
      digest \(text) NOT NULL,
      state \(text) NOT NULL,
      progress \(text),
      PRIMARY KEY (authority, id),
      UNIQUE (authority, return, year, digest)
    ) \(keyed);

    CREATE TABLE submission_file (
      authority \(integer) NOT NULL,
      submission \(integer) NOT NULL,
      number \(integer) NOT NULL,
      name \(text) NOT NULL,
      bytes \(bytes) NOT NULL,
      PRIMARY KEY (authority, submission, number),
      FOREIGN KEY (authority, submission) REFERENCES submission (authority, id)
    ) \(plain);
    """
  }

  // MARK: - What SQLite has had since schema 1

  /// `record_head` has a row per record: the end of its chain, and the kinds of fact it ever held, a
  /// bit for each.
  var heads: String {
    """
    CREATE TABLE record_head (
      authority \(integer) NOT NULL,
      record \(integer) NOT NULL,
      kind \(integer) NOT NULL,
      sequence \(integer) NOT NULL,
      hash \(bytes) NOT NULL,
      fact_kinds \(bytes) NOT NULL,
      PRIMARY KEY (authority, record)
    ) \(keyed);

    CREATE TABLE projection_record (
      authority \(integer) NOT NULL,
      projection \(text) NOT NULL,
      record \(integer) NOT NULL,
      made_on \(text) NOT NULL,
      valid_until \(text),
      PRIMARY KEY (authority, projection, record)
    ) \(keyed);
    CREATE INDEX projection_record_due ON projection_record (authority, projection, valid_until)
      WHERE valid_until IS NOT NULL;
    """
  }

  var people: String {
    """
    CREATE TABLE account (
      authority \(integer) NOT NULL,
      "user" \(text) NOT NULL,
      name \(text) NOT NULL,
      roles \(text) NOT NULL,
      team \(text),
      worker_number \(text),
      password_hash \(text) NOT NULL,
      created_at \(integer) NOT NULL,
      changed_at \(integer) NOT NULL,
      disabled_at \(integer),
      PRIMARY KEY (authority, "user")
    ) \(keyed);

    CREATE TABLE session (
      authority \(integer) NOT NULL,
      token_hash \(bytes) NOT NULL,
      "user" \(text) NOT NULL,
      form_token \(text) NOT NULL,
      started \(integer) NOT NULL,
      last_seen \(integer) NOT NULL,
      PRIMARY KEY (authority, token_hash)
    ) \(keyed);

    CREATE TABLE draft (
      authority \(integer) NOT NULL,
      "user" \(text) NOT NULL,
      key \(text) NOT NULL,
      version \(integer) NOT NULL,
      fields \(text) NOT NULL,
      subjects \(text) NOT NULL,
      saved \(integer) NOT NULL,
      PRIMARY KEY (authority, "user", key, version)
    ) \(keyed);

    CREATE TABLE import_lease (
      authority \(integer) PRIMARY KEY,
      holder \(text) NOT NULL,
      taken_at \(integer) NOT NULL,
      renewed_at \(integer) NOT NULL
    ) \(plain);

    CREATE TABLE sign_in_failure (
      authority \(integer) NOT NULL, key \(text) NOT NULL, at \(integer) NOT NULL) \(plain);
    """
  }

  /// Which run of an import made which commit (`SQLiteSchema.importRuns` says what the columns are).
  var imports: String {
    """
    CREATE TABLE import_run (
      authority \(integer) NOT NULL,
      number \(integer) NOT NULL,
      submission \(integer) NOT NULL,
      started \(integer) NOT NULL,
      started_by \(text) NOT NULL,
      ended \(integer),
      remembers \(integer) NOT NULL,
      undo_started \(integer),
      undone_at \(integer),
      undone_by \(text),
      PRIMARY KEY (authority, number)
    ) \(keyed);

    CREATE TABLE import_commit (
      authority \(integer) NOT NULL,
      run \(integer) NOT NULL,
      record \(integer) NOT NULL,
      commit_position \(integer) NOT NULL,
      last_position \(integer) NOT NULL,
      undoes \(integer) NOT NULL,
      PRIMARY KEY (authority, run, record, commit_position)
    ) \(keyed);
    CREATE UNIQUE INDEX import_commit_position ON import_commit (authority, commit_position);
    """
  }

  /// Whose passphrases open emergency packs, and did: the public half of a key as it is, the private
  /// half under the passphrase (`PassphraseKey`).
  var packKeys: String {
    """

    CREATE TABLE pack_key (
      authority \(integer) NOT NULL,
      number \(integer) NOT NULL,
      set_at \(integer) NOT NULL,
      set_by \(text) NOT NULL,
      public_key \(bytes) NOT NULL,
      salt \(bytes) NOT NULL,
      rounds \(integer) NOT NULL,
      nonce \(bytes) NOT NULL,
      private_key \(bytes) NOT NULL,
      withdrawn_at \(integer),
      withdrawn_by \(text),
      PRIMARY KEY (authority, number)
    ) \(keyed);

    """
  }

  /// Lists to look things up in.
  var references: String {
    """
    CREATE TABLE reference_list (
      authority \(integer) NOT NULL,
      kind \(text) NOT NULL,
      name \(text) NOT NULL,
      rows \(integer) NOT NULL,
      size \(integer) NOT NULL,
      digest \(text) NOT NULL,
      received_at \(integer) NOT NULL,
      received_by \(text) NOT NULL,
      refused \(integer) NOT NULL,
      refusals \(text) NOT NULL,
      PRIMARY KEY (authority, kind)
    ) \(keyed);

    CREATE TABLE reference_piece (
      authority \(integer) NOT NULL,
      kind \(text) NOT NULL,
      number \(integer) NOT NULL,
      bytes \(bytes) NOT NULL,
      PRIMARY KEY (authority, kind, number)
    ) \(plain);
    """
  }

  /// Long work that people asked for, and the files that it made.
  ///
  /// `worker` is whoever is at it, `alive` their last sign of life.
  var jobs: String {
    """
    CREATE TABLE job (
      authority \(integer) NOT NULL,
      number \(integer) NOT NULL,
      work \(text) NOT NULL,
      what \(text) NOT NULL,
      "user" \(text) NOT NULL,
      asked \(integer) NOT NULL,
      worker \(text),
      alive \(integer),
      started \(integer),
      done \(integer) NOT NULL,
      total \(integer) NOT NULL,
      ended \(integer),
      outcome \(text),
      words \(text) NOT NULL,
      PRIMARY KEY (authority, number)
    ) \(keyed);

    CREATE TABLE job_file (
      authority \(integer) NOT NULL,
      job \(integer) NOT NULL,
      number \(integer) NOT NULL,
      name \(text) NOT NULL,
      bytes \(bytes) NOT NULL,
      PRIMARY KEY (authority, job, number)
    ) \(plain);
    """
  }

  /// What is written once and never again; a destruction that the law asks for has a door of its own
  /// (`lawfulDestruction`).
  static let appendOnly = ["change", "chain", "seal", "read_log", "opened_by_reason"]
}
