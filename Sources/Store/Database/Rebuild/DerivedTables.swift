import CareRecord
import CivilTime
import Secrets

/// What a pass over the log does about a table.
enum Handling: Sendable {
  case passedOver
  /// The rows that it must have are added up.
  case summed
  /// They are added up and written; it is empty.
  case filled
}

/// Something for each table that is derived from the log record by record.
struct DerivedTables<Value> {
  /// In the order of `StoreLayout.tables`.
  var facts: [Value]
  var heads: Value
  /// In the order of `StoreLayout.projections`, each with its rows in `projection_record`.
  var projections: [Value]

  func map<Other>(_ change: (Value) throws -> Other) rethrows -> DerivedTables<Other> {
    DerivedTables<Other>(
      facts: try facts.map(change), heads: try change(heads),
      projections: try projections.map(change)
    )
  }

  /// Pairs them with those of another.
  func with<Other>(_ other: DerivedTables<Other>) -> DerivedTables<(Value, Other)> {
    DerivedTables<(Value, Other)>(
      facts: Array(zip(facts, other.facts)), heads: (heads, other.heads),
      projections: Array(zip(projections, other.projections)))
  }

  var all: [Value] { facts + [heads] + projections }
}

extension DerivedTables: Sendable where Value: Sendable {}

extension DerivedTables {
  /// The same value for every table.
  init(_ value: Value, _ layout: StoreLayout) {
    facts = layout.tables.all.map { _ in value }
    heads = value
    projections = layout.projections.map { _ in value }
  }
}

/// The rows of a derived table, added up.
struct DerivedSum: Equatable, Sendable {
  var rows = UnorderedSum()
  /// Of a projection: its rows in `projection_record`, but for the days on which they were made.
  var made = UnorderedSum()
  /// Whether none of these says that it was made on a day to come.
  var isPast = true

  var isEmpty: Bool { rows.count == 0 && made.count == 0 }

  mutating func add(_ other: DerivedSum) {
    rows.add(other.rows)
    made.add(other.made)
  }
}

/// By which rows are added up, those that are there and those that must be.
struct DerivedHash: Sendable {
  let facts = CurrentRowHash()
  let others = UnorderedHash()

  func of(_ row: RowBytes) -> UInt128 { others.of(row.all) }
}

/// Says what the derived tables hold.
struct HeldTables {
  let database: StoreConnection
  let layout: StoreLayout
  let today: Day
  let hash: DerivedHash

  func sums() throws -> DerivedTables<DerivedSum> {
    DerivedTables(
      facts: try layout.tables.all.map {
        DerivedSum(rows: try hash.facts.held($0, layout, database))
      },
      heads: try heads(), projections: try layout.projections.map(projection))
  }

  private func heads() throws -> DerivedSum {
    var (sum, row) = (DerivedSum(), RowBytes())
    let rows = try PreparedStatement(
      database,
      "SELECT record, kind, sequence, hash, fact_kinds FROM record_head WHERE authority = ?",
      sweeping: true)
    rows.bind([layout.key])
    while try rows.step() {
      row.removeAll()
      for column: Int32 in 0...2 { row.add(rows.integer(column)) }
      for column: Int32 in 3...4 { row.add(rows.bytes(column)) }
      sum.rows.add(hash.of(row))
    }
    return sum
  }

  private func projection(_ table: ProjectionTable) throws -> DerivedSum {
    var (sum, row) = (DerivedSum(), RowBytes())
    let rows = try PreparedStatement(
      database, "SELECT record, row\(table.columnList) FROM \(table.name) WHERE authority = ?",
      sweeping: true)
    rows.bind([layout.key])
    let storages = table.projection.columns.map(\.cellStorage)
    while try rows.step() {
      row.removeAll()
      row.add(rows.integer(0))
      row.add(rows.integer(1))
      for (index, storage) in storages.enumerated() {
        row.add(rows.value(Int32(index) + 2, storage))
      }
      sum.rows.add(hash.of(row))
    }
    let made = try PreparedStatement(
      database,
      """
      SELECT record, valid_until, CASE WHEN made_on > ? THEN 1 ELSE 0 END FROM projection_record
      WHERE authority = ? AND projection = ?
      """, sweeping: true)
    made.bind([.day(today), layout.key, .text(table.projection.name)])
    while try made.step() {
      row.removeAll()
      row.add(made.integer(0))
      row.add(made.value(1, .text))
      sum.made.add(hash.of(row))
      if made.integer(2) != 0 { sum.isPast = false }
    }
    return sum
  }
}
