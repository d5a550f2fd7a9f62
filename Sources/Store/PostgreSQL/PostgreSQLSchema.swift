/// The tables that are not generated, in numbered steps that only go forwards.
///
/// The number stands in `kith_schema`. A step that was once released is never edited.
enum PostgreSQLSchema {
  static let steps: [String] = [
    first, retention, SchemaShape(dialect: .postgreSQL).jobs,
    SchemaShape(dialect: .postgreSQL).packKeys, learning,
  ]

  static func migrate(_ database: StoreConnection) throws {
    let encoding = try database.first(
      "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
    ) { $0.text(0) }
    guard encoding == "UTF8" else {
      throw StoreUnavailable(
        "The database must be made with the encoding UTF8; this one has \(encoding ?? "none").")
    }
    var version = 0
    if try database.hasTable("kith_schema") {
      version = Int(try database.number("SELECT version FROM kith_schema") ?? 0)
    } else {
      let tables = try database.number(
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
      guard tables == 0 else {
        throw StoreUnavailable(
          "This is a database of another program. Make an empty one for Kith.")
      }
      try database.execute(
        script: "CREATE TABLE kith_schema (version BIGINT NOT NULL); "
          + "INSERT INTO kith_schema (version) VALUES (0)")
    }
    guard version <= steps.count else {
      throw StoreUnavailable(
        "This database was written by a newer version of Kith (its schema is \(version), this "
          + "version knows \(steps.count)). Use the newer version; nothing was changed.")
    }
    for (index, step) in steps.enumerated().dropFirst(version) {
      try database.execute(script: step)
      try database.run("UPDATE kith_schema SET version = ?", index + 1)
    }
  }

  /// `write_receipt` has a row for each connection that ever wrote: which of its transactions was
  /// kept last.
  private static var first: String {
    let shape = SchemaShape(dialect: .postgreSQL)
    return shape.installation + shape.projections + shape.log + shape.reading
      + shape.readingIndexes + shape.heads + shape.people + shape.files + shape.imports
      + shape.references + """

        CREATE INDEX sign_in_failure_key ON sign_in_failure USING hash (key);

        CREATE TABLE write_receipt (
          authority BIGINT NOT NULL, writer TEXT COLLATE "C" NOT NULL, number BIGINT NOT NULL,
          PRIMARY KEY (authority, writer)) WITH (fillfactor = 50);

        CREATE FUNCTION kith_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;

        """ + SchemaShape.appendOnly.map(appendOnly).joined()
  }

  /// What is kept until when, and what was destroyed.
  private static var retention: String {
    SchemaShape(dialect: .postgreSQL).retention
      + SchemaShape.appendOnlyRetention.map(appendOnly).joined() + """
        CREATE FUNCTION kith_change_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'UPDATE' THEN
            IF \(SchemaShape.lawfulDestruction(same: "IS NOT DISTINCT FROM")) THEN
              RETURN NEW;
            END IF;
          END IF;
          RAISE EXCEPTION 'change is append-only';
        END $$;
        DROP TRIGGER change_append_only ON change;
        CREATE TRIGGER change_append_only BEFORE UPDATE OR DELETE ON change
          FOR EACH ROW EXECUTE FUNCTION kith_change_append_only();

        """
  }

  /// What the authority learns.
  private static var learning: String {
    SchemaShape(dialect: .postgreSQL).learning
      + SchemaShape.appendOnlyLearning.map(appendOnly).joined()
  }

  private static func appendOnly(_ table: String) -> String {
    """
    CREATE TRIGGER \(table)_append_only BEFORE UPDATE OR DELETE ON \(table)
      FOR EACH ROW EXECUTE FUNCTION kith_append_only();
    CREATE TRIGGER \(table)_never_empty BEFORE TRUNCATE ON \(table)
      FOR EACH STATEMENT EXECUTE FUNCTION kith_append_only();

    """
  }
}
