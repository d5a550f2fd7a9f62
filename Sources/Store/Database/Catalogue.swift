import CareRecord
import CivilTime

/// Brings the generated tables to the shape that this version describes.
///
/// Nothing in them is truth: a table of another shape is made anew from the log.
struct Catalogue {
  let database: StoreConnection
  let authority: Authority

  init(_ database: StoreConnection, authority: Authority) {
    self.database = database
    self.authority = authority
  }

  func layout(projections: [Projection]) throws -> StoreLayout {
    let stored = try database.rows("SELECT number, name, columns FROM fact_kind") {
      (number: Int($0.integer(0)), name: $0.text(1), columns: $0.text(2))
    }
    let known = Set(FactRegister.kinds.map { $0.kind.name })
    for row in stored where !known.contains(row.name) {
      throw StoreUnavailable(
        "This database holds facts of the kind \(row.name), which this version of "
          + "Kith does not know: a newer one wrote it. Use the newer version; nothing was changed.")
    }
    for row in stored where !(0..<4_096).contains(row.number) {
      throw StoreUnavailable(
        "The list of kinds in this database is damaged: \(row.name) has the number "
          + "\(row.number). Restore the latest backup.")
    }
    var next = (stored.map(\.number).max() ?? -1) + 1
    var tables: [FactTable] = []
    var reshaped: [FactTable] = []
    for type in FactRegister.kinds {
      let row = stored.first { $0.name == type.kind.name }
      let table = FactTable(type, number: row?.number ?? next)
      if row == nil { next += 1 }
      tables.append(table)
      if row?.columns != table.fingerprint {
        try make(table)
        if row != nil { reshaped.append(table) }
      }
    }
    let layout = StoreLayout(
      authority: authority, tables: FactTables(tables),
      projections: try projections.map { try make(ProjectionTable($0)) })
    try tellPlanner(of: layout)
    if !reshaped.isEmpty {
      var handling = DerivedTables(Handling.passedOver, layout)
      for (place, table) in layout.tables.all.enumerated()
      where reshaped.contains(where: { $0.number == table.number }) {
        handling.facts[place] = .filled
      }
      _ = try Replay(database: database, layout: layout).run(handling)
    }
    return layout
  }

  /// SQLite is told; PostgreSQL finds out by itself.
  private func tellPlanner(of layout: StoreLayout) throws {
    guard let statistics = try PlannerStatistics(database) else { return }
    for table in layout.tables.all {
      try statistics.tell(table.name, indexes: table.indexes.map { (table.indexName($0), $0) })
    }
    for table in layout.projections {
      try statistics.tell(table.name, indexes: table.indexes.map { ($0.name, $0.index.columns) })
    }
    try statistics.use()
  }

  private func make(_ table: FactTable) throws {
    try database.execute(
      script: "DROP TABLE IF EXISTS \(table.name); \(table.createSQL(database.dialect))")
    try database.run(
      """
      INSERT INTO fact_kind (number, name, columns) VALUES (?, ?, ?)
      ON CONFLICT (number) DO UPDATE SET columns = excluded.columns
      """, table.number, table.type.kind.name, table.fingerprint)
  }

  private func make(_ table: ProjectionTable) throws -> ProjectionTable {
    let projection = table.projection
    let stored = try database.first(
      "SELECT version, columns FROM projection WHERE name = ?", projection.name
    ) { (version: Int($0.integer(0)), columns: $0.text(1)) }
    if let stored, stored.version == projection.version, stored.columns == table.fingerprint {
      return table
    }
    if let stored, stored.version > projection.version {
      throw StoreUnavailable(
        "This database was used with a newer version of Kith (\(projection.name) is at version "
          + "\(stored.version)). Use the newer version; nothing was changed.")
    }
    try database.execute(script: table.dropSQL + table.createSQL(database.dialect))
    // Of every authority: each makes its rows anew when its store is opened.
    for made in ["projection_record", "projection_complete"] {
      try database.execute(script: "DELETE FROM \(made) WHERE projection = '\(projection.name)'")
    }
    try database.run(
      """
      INSERT INTO projection (name, version, columns) VALUES (?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET version = excluded.version, columns = excluded.columns
      """, projection.name, projection.version, table.fingerprint)
    return table
  }
}
