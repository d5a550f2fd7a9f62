import CareRecord
import CivilTime
import Secrets

/// Whether the tables of current facts hold what the log says, all of it and nothing else.
///
/// Both sides are summed up, each in the order in which it lies, so that no row is looked for. Where
/// the sums differ `CurrentRowVerification` says which rows it is.
struct CurrentRowSums {
  private let database: StoreConnection
  private let layout: StoreLayout
  private let hash = CurrentRowHash()
  private var wanted = UnorderedSum()
  private var isReadable = true
  private var bytes: [UInt8] = []

  init(database: StoreConnection, layout: StoreLayout) {
    self.database = database
    self.layout = layout
  }

  /// Adds the rows that the last version of a fact must have.
  mutating func add(_ entry: LogEntry) {
    guard let body = entry.body else { return }
    guard let table = layout.tables[entry.kind],
      let present = try? CurrentRowHash.present(body, schema: entry.schema, of: table)
    else {
      isReadable = false
      return
    }
    for link in entry.links where link.linked {
      wanted.add(
        hash.of(
          table, record: link.record.raw, fact: entry.fact.raw, version: Int64(entry.version),
          known: entry.known.milliseconds, body: present, using: &bytes))
    }
  }

  /// Adds up the rows that are there.
  func isEqual(_ report: inout AuditReport) throws -> Bool {
    var held = UnorderedSum()
    for table in layout.tables.all { held.add(try hash.held(table, layout, database)) }
    report.rows += held.count
    return isReadable && held == wanted
  }
}
