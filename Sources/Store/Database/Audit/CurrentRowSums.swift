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
  private let hash = UnorderedHash()
  private var wanted = UnorderedSum()
  private var isReadable = true

  init(database: StoreConnection, layout: StoreLayout) {
    self.database = database
    self.layout = layout
  }

  /// Adds the rows that the last version of a fact must have.
  mutating func add(_ entry: LogEntry) {
    guard let body = entry.body else { return }
    guard let table = layout.tables[entry.kind], let body = present(body, of: entry, table) else {
      isReadable = false
      return
    }
    for link in entry.links where link.linked {
      var bytes = CurrentRowSums.head(
        of: table, link.record.raw, entry.fact.raw, Int64(entry.version), entry.known.milliseconds)
      bytes += body
      wanted.add(hash.of(bytes))
    }
  }

  /// The body as this version of Kith would write it; nil where it cannot be read.
  private func present(_ body: [UInt8], of entry: LogEntry, _ table: FactTable) -> [UInt8]? {
    if entry.schema == table.type.kind.schema { return body }
    return try? FactBody.json(
      FactBody.fact(table.type, from: body, schema: entry.schema).cells, of: table.fields)
  }

  /// Adds up the rows that are there.
  func isEqual(_ report: inout AuditReport) throws -> Bool {
    var held = UnorderedSum()
    for table in layout.tables.all {
      let rows = try PreparedStatement(database, table.selectUnorderedSQL, sweeping: true)
      rows.bind([layout.key])
      while try rows.step() {
        var bytes = CurrentRowSums.head(
          of: table, rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(3))
        FactBody.write(table.fields, into: &bytes) {
          rows.value(FactTable.firstField + Int32($0), table.storages[$0])
        }
        held.add(hash.of(bytes))
      }
    }
    report.rows += held.count
    return isReadable && held == wanted
  }

  private static func head(
    of table: FactTable, _ record: Int64, _ fact: Int64, _ version: Int64, _ known: Int64
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    for number in [Int64(table.number), record, fact, version, known] {
      withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }
}
