extension SchemaShape {
  /// Until when records are kept, and what was destroyed: from schema 5 of SQLite and schema 2 of
  /// PostgreSQL on.
  ///
  /// `retention_choice` are the periods that the authority adopted (`years` NULL: no longer).
  /// `legal_hold` is about one record, about a class of them, or about all (both NULL).
  /// `retention_decision` are the steps of reviews: `propose`, `approve`, `keep`, `return`.
  ///
  /// `tombstone` says of each destruction what, when, by whom and why; `tombstone_record` which records
  /// went, `tombstone_entry` which entries of the log lost their bodies, `tombstone_file` which kept
  /// files held rows of them (`hash_after` NULL: they still do). `backup_made` are the copies in which
  /// a destroyed record may still stand, until `backup_gone` says otherwise.
  var retention: String {
    """
    CREATE TABLE retention_choice (
      authority \(integer) NOT NULL,
      number \(integer) NOT NULL,
      at \(integer) NOT NULL,
      person \(text) NOT NULL,
      schedule \(text) NOT NULL,
      years \(integer),
      reason \(text) NOT NULL,
      PRIMARY KEY (authority, number)
    ) \(keyed);

    CREATE TABLE legal_hold (
      authority \(integer) NOT NULL,
      number \(integer) NOT NULL,
      at \(integer) NOT NULL,
      person \(text) NOT NULL,
      record \(integer),
      class \(text),
      reason \(text) NOT NULL,
      PRIMARY KEY (authority, number)
    ) \(keyed);

    CREATE TABLE legal_hold_lift (
      authority \(integer) NOT NULL,
      hold \(integer) NOT NULL,
      at \(integer) NOT NULL,
      person \(text) NOT NULL,
      reason \(text) NOT NULL,
      PRIMARY KEY (authority, hold)
    ) \(keyed);

    CREATE TABLE retention_decision (
      authority \(integer) NOT NULL,
      number \(integer) NOT NULL,
      record \(integer) NOT NULL,
      at \(integer) NOT NULL,
      person \(text) NOT NULL,
      decision \(text) NOT NULL,
      reason \(text) NOT NULL,
      sequence \(integer) NOT NULL,
      due \(text),
      schedule \(text),
      until \(text),
      PRIMARY KEY (authority, number)
    ) \(keyed);
    CREATE INDEX retention_decision_record ON retention_decision (authority, record, number);

    CREATE TABLE tombstone (
      authority \(integer) NOT NULL,
      number \(integer) NOT NULL,
      record \(integer) NOT NULL,
      at \(integer) NOT NULL,
      person \(text) NOT NULL,
      schedule \(text) NOT NULL,
      years \(integer) NOT NULL,
      basis \(text) NOT NULL,
      due \(text) NOT NULL,
      proposed_at \(integer) NOT NULL,
      proposed_by \(text) NOT NULL,
      proposed_because \(text) NOT NULL,
      approved_at \(integer) NOT NULL,
      approved_by \(text) NOT NULL,
      approved_because \(text) NOT NULL,
      covers_from \(text),
      covers_to \(text),
      bodies \(integer) NOT NULL,
      shared \(integer) NOT NULL,
      reasons \(integer) NOT NULL,
      drafts \(integer) NOT NULL,
      reads \(integer) NOT NULL,
      reads_until \(text),
      extent \(bytes) NOT NULL,
      signature \(bytes) NOT NULL,
      PRIMARY KEY (authority, number)
    ) \(keyed);

    CREATE TABLE tombstone_record (
      authority \(integer) NOT NULL,
      record \(integer) NOT NULL,
      record_kind \(integer) NOT NULL,
      tombstone \(integer) NOT NULL,
      PRIMARY KEY (authority, record)
    ) \(keyed);

    CREATE TABLE tombstone_entry (
      authority \(integer) NOT NULL,
      tombstone \(integer) NOT NULL,
      position \(integer) NOT NULL,
      body_hash \(bytes) NOT NULL,
      PRIMARY KEY (authority, tombstone, position)
    ) \(keyed);
    CREATE INDEX tombstone_entry_position ON tombstone_entry (authority, position);

    CREATE TABLE tombstone_file (
      authority \(integer) NOT NULL,
      tombstone \(integer) NOT NULL,
      submission \(integer) NOT NULL,
      number \(integer) NOT NULL,
      "rows" \(integer) NOT NULL,
      hash_before \(bytes) NOT NULL,
      hash_after \(bytes),
      reason \(text),
      PRIMARY KEY (authority, tombstone, submission, number)
    ) \(keyed);

    CREATE TABLE backup_made (
      authority \(integer) NOT NULL,
      number \(integer) NOT NULL,
      at \(integer) NOT NULL,
      place \(text) NOT NULL,
      release \(text) NOT NULL,
      PRIMARY KEY (authority, number)
    ) \(keyed);

    CREATE TABLE backup_gone (
      authority \(integer) NOT NULL,
      backup \(integer) NOT NULL,
      at \(integer) NOT NULL,
      person \(text) NOT NULL,
      reason \(text) NOT NULL,
      PRIMARY KEY (authority, backup)
    ) \(keyed);

    """
  }

  static let appendOnlyRetention = [
    "retention_choice", "legal_hold", "legal_hold_lift", "retention_decision", "tombstone",
    "tombstone_record", "tombstone_entry", "tombstone_file", "backup_made", "backup_gone",
  ]

  /// The one change of the log that is allowed: a body and its salt go, and nothing else changes, where
  /// a tombstone names the entry by the hash that stays.
  /// - Parameter same: the operator that also takes NULL for the same as NULL
  static func lawfulDestruction(same: String) -> String {
    let kept = [
      "authority", "position", "fact", "version", "kind", "schema", "commit_position", "author",
      "through", "known", "recorded", "reason", "body_hash",
    ]
    return """
      OLD.body IS NOT NULL AND NEW.body IS NULL AND NEW.body_salt IS NULL
      AND \(kept.map { "NEW.\($0) \(same) OLD.\($0)" }.joined(separator: " AND "))
      AND EXISTS (SELECT 1 FROM tombstone_entry e WHERE e.authority = OLD.authority
        AND e.position = OLD.position AND e.body_hash = OLD.body_hash)
      """
  }
}
