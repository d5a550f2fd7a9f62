import CareRecord
import CivilTime

/// Keeps the tables of current facts at what the log says last.
struct CurrentFacts {
  let database: StoreConnection
  let layout: StoreLayout

  /// Applies one entry: the fact's rows become those of this version.
  /// - Parameters:
  ///   - cells: the values of the fact; nil where the entry withdraws it
  ///   - isNew: whether no record can have rows of the fact yet
  func apply(_ table: FactTable, _ entry: LogEntry, cells: [Cell]?, isNew: Bool) throws {
    for link in entry.links {
      if link.linked, let cells {
        let insert = try PreparedStatement(database, table.insertSQL)
        try table.put(
          cells, version: entry.version, known: entry.known, fact: entry.fact,
          record: link.record, authority: layout.authority, with: insert)
      } else if !isNew {
        let delete = try PreparedStatement(database, table.deleteSQL)
        delete.bind(layout.authority.number, at: 1)
        delete.bind(link.record.raw, at: 2)
        delete.bind(entry.fact.raw, at: 3)
        try delete.run()
      }
    }
  }
}
