import CareRecord
import CivilTime

/// Fills the tables of current facts from the log, entry by entry.
struct LogReplay {
  let database: StoreConnection
  let layout: StoreLayout

  /// Replays the entries of some kinds, or of all, into tables that are empty.
  /// - Parameter progress: told now and then how many entries are done
  func replay(kinds: Set<String>? = nil, progress: (Int) -> Void = { _ in }) throws {
    let log = LogReader(database: database, layout: layout)
    let current = CurrentFacts(database: database, layout: layout)
    let destroyed = try TombstoneTable(database: database, authority: layout.authority)
      .destroyedRecords()
    var done = 0
    try log.forEachEntry { entry in
      guard kinds?.contains(entry.kind) ?? true else { return }
      guard let table = layout.tables[entry.kind] else { return }
      let fact = try log.fact(kind: entry.kind, body: entry.body, schema: entry.schema)
      try current.apply(
        table, entry.without(destroyed), cells: fact?.cells, isNew: entry.version == 1)
      done += 1
      if done % 10_000 == 0 { progress(done) }
    }
  }
}
