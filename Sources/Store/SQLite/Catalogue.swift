import CareRecord
import CivilTime
import GRDB

/// Brings the generated tables to the shape that this version describes.
///
/// Nothing in them is truth: a table of another shape is made anew from the log.
struct Catalogue {
  let database: Database
  let authority: Authority

  init(_ database: Database, authority: Authority) {
    self.database = database
    self.authority = authority
  }

  func layout(projections: [Projection]) throws -> StoreLayout {
    let stored = try Row.fetchAll(database, sql: "SELECT number, name, columns FROM fact_kind")
    let known = Set(FactRegister.kinds.map { $0.kind.name })
    for row in stored where !known.contains(row["name"]) {
      throw StoreUnavailable(
        "This database holds facts of the kind \(row["name"] as String), which this version of "
          + "Kith does not know: a newer one wrote it. Use the newer version; nothing was changed.")
    }
    for row in stored where !(0..<4_096).contains(row["number"] as Int) {
      throw StoreUnavailable(
        "The list of kinds in this database is damaged: \(row["name"] as String) has the number "
          + "\(row["number"] as Int). Restore the latest backup.")
    }
    var next = (stored.map { $0["number"] as Int }.max() ?? -1) + 1
    var tables: [FactTable] = []
    var reshaped: [FactTable] = []
    for type in FactRegister.kinds {
      let row = stored.first { $0["name"] == type.kind.name }
      let table = FactTable(type, number: row?["number"] ?? next)
      if row == nil { next += 1 }
      tables.append(table)
      if row?["columns"] != table.fingerprint {
        try make(table)
        if row != nil { reshaped.append(table) }
      }
    }
    let layout = StoreLayout(
      authority: authority, tables: FactTables(tables),
      projections: try projections.map { try make(ProjectionTable($0)) })
    try tellPlanner(of: layout)
    if !reshaped.isEmpty {
      try LogReplay(database: database, layout: layout)
        .replay(kinds: Set(reshaped.map { $0.type.kind.name }))
    }
    return layout
  }

  private func tellPlanner(of layout: StoreLayout) throws {
    let statistics = try PlannerStatistics(database)
    for table in layout.tables.all {
      try statistics.tell(table.name, indexes: table.indexes.map { (table.indexName($0), $0) })
    }
    for table in layout.projections {
      try statistics.tell(table.name, indexes: table.indexes.map { ($0.name, $0.index.columns) })
    }
    try statistics.use()
  }

  private func make(_ table: FactTable) throws {
    try database.execute(sql: "DROP TABLE IF EXISTS \(table.name); \(table.createSQL)")
    try database.execute(
      sql: """
        INSERT INTO fact_kind (number, name, columns) VALUES (?, ?, ?)
        ON CONFLICT (number) DO UPDATE SET columns = excluded.columns
        """,
      arguments: [table.number, table.type.kind.name, table.fingerprint])
  }

  private func make(_ table: ProjectionTable) throws -> ProjectionTable {
    let projection = table.projection
    let stored = try Row.fetchOne(
      database, sql: "SELECT version, columns FROM projection WHERE name = ?",
      arguments: [projection.name])
    if let stored, stored["version"] == projection.version, stored["columns"] == table.fingerprint {
      return table
    }
    if let stored, (stored["version"] as Int) > projection.version {
      throw StoreUnavailable(
        "This database was used with a newer version of Kith (\(projection.name) is at version "
          + "\(stored["version"] as Int)). Use the newer version; nothing was changed.")
    }
    try database.execute(sql: table.dropSQL + table.createSQL)
    try database.execute(
      sql: "DELETE FROM projection_record WHERE projection = ?", arguments: [projection.name])
    try database.execute(
      sql:
        "INSERT OR REPLACE INTO projection (name, version, columns, complete) VALUES (?, ?, ?, 0)",
      arguments: [projection.name, projection.version, table.fingerprint])
    return table
  }
}
