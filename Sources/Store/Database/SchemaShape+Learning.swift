extension SchemaShape {
  /// What the authority learns: every version of findings, actions, sessions, priorities, evidence and
  /// insights, from schema 8 of SQLite and schema 5 of PostgreSQL on.
  ///
  /// `body` is the item as `LearningItem` writes it. `withdrawn` says why a version took the item out of
  /// the register, `said` which texts its author said are about no child, one a line.
  var learning: String {
    """

    CREATE TABLE learning (
      authority \(integer) NOT NULL,
      item \(integer) NOT NULL,
      version \(integer) NOT NULL,
      kind \(text) NOT NULL,
      at \(integer) NOT NULL,
      person \(text) NOT NULL,
      body \(text) NOT NULL,
      withdrawn \(text),
      said \(text),
      PRIMARY KEY (authority, item, version)
    ) \(keyed);

    """
  }

  static let appendOnlyLearning = ["learning"]
}
