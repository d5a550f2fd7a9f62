import CareRecord
import CivilTime

/// Compares the current rows of each fact with its latest entry in the log, one by one: for when it
/// is known that some differ (`CurrentRowSums`).
struct CurrentRowVerification {
  let database: StoreConnection
  let layout: StoreLayout
  /// How many rows each table must have, by the log.
  private var expected: [Int: Int] = [:]

  init(database: StoreConnection, layout: StoreLayout) {
    self.database = database
    self.layout = layout
  }

  /// - Parameter entry: the last version of a fact
  mutating func check(_ entry: LogEntry, _ report: inout AuditReport) throws {
    guard let table = layout.tables[entry.kind] else {
      return report.add("there is no kind of fact called \(entry.kind)", position: entry.position)
    }
    guard let body = entry.body else { return }
    let links = entry.links.filter(\.linked)
    expected[table.number, default: 0] += links.count
    do {
      try compare(table.type, table, entry, body, links, &report)
    } catch let error as DatabaseTrouble {
      throw error
    } catch {
      report.add("it cannot be read: \(error)", position: entry.position)
    }
  }

  private func compare<F: Fact>(
    _ type: F.Type, _ table: FactTable, _ entry: LogEntry, _ body: [UInt8],
    _ links: [LogEntry.Link], _ report: inout AuditReport
  ) throws {
    let cells = try FactBody.fact(type, from: body, schema: entry.schema).cells
    for link in links {
      let row = try PreparedStatement(database, table.selectFactSQL)
      row.bind(entry.authority, at: 1)
      row.bind(link.record.raw, at: 2)
      row.bind(entry.fact.raw, at: 3)
      guard try row.step() else {
        report.add(
          "\(table.name) has no row of it", position: entry.position, record: link.record)
        continue
      }
      defer { row.reset() }
      var wrong: [String] = []
      if row.integer(2) != Int64(entry.version) { wrong.append("version") }
      if row.integer(3) != entry.known.milliseconds { wrong.append("known") }
      for (index, cell) in cells.enumerated()
      where row.cell(FactTable.firstField + Int32(index), table.storages[index]) != cell {
        wrong.append(table.columns[index])
      }
      if !wrong.isEmpty {
        report.add(
          "\(table.name) says otherwise in \(wrong.joined(separator: ", "))",
          position: entry.position, record: link.record)
      }
    }
  }

  /// Rows that no entry of the log accounts for.
  func end(_ report: inout AuditReport) throws {
    for table in layout.tables.all {
      let count = try database.number(
        "SELECT count(*) FROM \(table.name) WHERE authority = ?", layout.authority.number)
      if count ?? 0 <= expected[table.number] ?? 0 { continue }
      let stray = try PreparedStatement(
        database,
        """
        SELECT f.record, f.fact FROM \(table.name) f WHERE f.authority = ? AND NOT EXISTS (
          SELECT 1 FROM change c JOIN chain l USING (authority, position)
          WHERE authority = f.authority AND c.fact = f.fact AND c.version = f.version
            AND c.kind = ? AND c.body IS NOT NULL AND l.record = f.record AND l.linked = 1
            AND NOT EXISTS (SELECT 1 FROM tombstone_record t
              WHERE t.authority = f.authority AND t.record = f.record))
        """)
      stray.bind(layout.authority.number, at: 1)
      stray.bind(table.type.kind.name, at: 2)
      while try stray.step() {
        report.add(
          "\(table.name) has a row of fact \(FactID(raw: stray.integer(1)).text) that the log does "
            + "not account for", record: SubjectID(raw: stray.integer(0)))
      }
    }
  }
}
