import CareRecord
import CivilTime

/// The table of the current facts of one kind, generated from the description of its fields.
///
/// One row for each record that a fact belongs to: `(authority, record, fact)` is the key, in which
/// order the rows lie, so that a record or all of them are read in one sweep.
struct FactTable: Sendable {
  let type: any Fact.Type
  /// The bit of this kind in `record_head.fact_kinds`.
  let number: Int
  let name: String
  let fields: [FieldDescription]
  /// The column of each field: its name, unless the key has a column of that name.
  let columns: [String]
  let storages: [CellStorage]
  private let shownStorages: [CellStorage?]
  private let maskedStorages: [CellStorage?]
  let zone: Zone
  /// Indexes beside the key: the columns after `authority`.
  let indexes: [[String]]

  // Made once: a fact must not cost the making of its statement.
  let insertSQL: String
  let deleteSQL: String
  let selectRecordSQL: String
  let selectFactSQL: String
  let selectAllSQL: String
  /// The same rows in whatever order they lie.
  let selectUnorderedSQL: String

  init(_ type: any Fact.Type, number: Int) {
    self.type = type
    self.number = number
    name = "fact_" + type.kind.name
    fields = describe(type)
    columns = fields.map {
      FactTable.keyColumns.contains($0.name) ? "fact_\($0.name)" : $0.name
    }
    storages = fields.map { CellStorage($0.type) }
    shownStorages = storages
    maskedStorages = zip(fields, storages).map { $0.type == .narrative ? nil : $1 }
    zone = type.kind.zone
    indexes = type.kind.name == PersonIdentifier.kind.name ? [["scheme", "value"]] : []
    let all = FactTable.keyColumns + columns.map { "\"\($0)\"" }
    let places = Array(repeating: "?", count: all.count).joined(separator: ", ")
    let list = all.joined(separator: ", ")
    let read = all.dropFirst().joined(separator: ", ")
    let replaced = all.dropFirst(3).map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    insertSQL = """
      INSERT INTO \(name) (\(list)) VALUES (\(places))
      ON CONFLICT (authority, record, fact) DO UPDATE SET \(replaced)
      """
    deleteSQL = "DELETE FROM \(name) WHERE authority = ? AND record = ? AND fact = ?"
    selectRecordSQL = "SELECT \(read) FROM \(name) WHERE authority = ? AND record = ?"
    selectFactSQL = selectRecordSQL + " AND fact = ?"
    selectUnorderedSQL = "SELECT \(read) FROM \(name) WHERE authority = ?"
    selectAllSQL = "SELECT \(read) FROM \(name) WHERE authority = ? ORDER BY record, fact"
  }

  // MARK: - SQL

  static let keyColumns = ["authority", "record", "fact", "version", "known"]
  /// What is read of a row: record, fact, version, known, and from here on the fields.
  static let firstField = Int32(keyColumns.count - 1)

  func createSQL(_ dialect: SQLDialect) -> String {
    let columns = zip(columns, storages).map { ", \"\($0)\" \($1.sqlType(dialect))" }.joined()
    let create = """
      CREATE TABLE \(name) (
        authority \(dialect.integer) NOT NULL, record \(dialect.integer) NOT NULL, fact \(dialect.integer) NOT NULL,
        version \(dialect.integer) NOT NULL, known \(dialect.integer) NOT NULL\(columns),
        PRIMARY KEY (authority, record, fact)
      ) \(dialect.keyedTable);
      """
    return indexes.reduce(create) { sql, index in
      sql + dialect.lookUpIndex(indexName(index), on: name, index)
    }
  }

  /// How each field is read; nil where a mask is to stand in the place of what people wrote.
  func storages(masking: Bool) -> [CellStorage?] { masking ? maskedStorages : shownStorages }

  func indexName(_ index: [String]) -> String { "\(name)_\(index.joined(separator: "_"))" }

  /// What the table's columns are, to see whether a stored one is of this shape.
  var fingerprint: String {
    let columns = zip(columns, storages).map { "\($0) \($1.name)" }
    return (columns + indexes.map { "index \($0.joined(separator: " "))" })
      .joined(separator: ", ")
  }

  // MARK: - Writing

  /// A statement that adds rows of facts that no record has yet; bound and run by `put`.
  func adding(to database: StoreConnection) throws -> PreparedStatement {
    try PreparedStatement(adding: database, to: name, FactTable.keyColumns + columns)
  }

  func put(
    _ cells: [Cell], version: Int, known: Instant, fact: FactID, record: SubjectID,
    authority: Authority, with insert: PreparedStatement
  ) throws {
    insert.bind(authority.number, at: 1)
    insert.bind(record.raw, at: 2)
    insert.bind(fact.raw, at: 3)
    insert.bind(version, at: 4)
    insert.bind(known.milliseconds, at: 5)
    var column = Int32(FactTable.keyColumns.count)
    for cell in cells {
      column += 1
      insert.bind(cell, at: column)
    }
    try insert.run()
  }
}

private func describe<F: Fact>(_ type: F.Type) -> [FieldDescription] { F.fields.map(\.about) }

/// The tables of all kinds, by name and in the order of the register.
struct FactTables: Sendable {
  let all: [FactTable]
  private let byName: [String: FactTable]

  init(_ all: [FactTable]) {
    self.all = all
    byName = Dictionary(uniqueKeysWithValues: all.map { ($0.type.kind.name, $0) })
  }

  subscript(kind: String) -> FactTable? { byName[kind] }
}

/// The kinds of fact that a record ever held: a bit each.
struct FactKindSet: Hashable {
  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  func contains(_ number: Int) -> Bool {
    number / 8 < bytes.count && bytes[number / 8] & (1 << (number % 8)) != 0
  }

  mutating func insert(_ number: Int) {
    while bytes.count <= number / 8 { bytes.append(0) }
    bytes[number / 8] |= 1 << (number % 8)
  }
}
