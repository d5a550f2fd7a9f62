import CareRecord
import CivilTime

/// The table of one projection: `projection_<name>`, its rows by record.
struct ProjectionTable: Sendable {
  let projection: Projection
  var name: String { "projection_" + projection.name }

  init(_ projection: Projection) { self.projection = projection }

  var fingerprint: String {
    let columns = projection.columns.map {
      "\($0.name) \($0.storageName)\($0.isIndexed ? " indexed" : "")"
    }
    let indexes = projection.indexes.map {
      "index \($0.columns.joined(separator: " ")) \($0.wherePresent ?? "")"
    }
    let rest = [
      projection.tally.isEmpty ? [] : ["tally \(projection.tally.joined(separator: " "))"],
      projection.sums.map {
        [
          "sums of \($0.amounts.joined(separator: " ")) by \($0.group) from \($0.from) until \($0.until)"
        ]
      } ?? [],
      projection.vocabulary.map { ["vocabulary \($0.column)"] } ?? [],
    ]
    return (columns + indexes + rest.joined()).joined(separator: ", ")
  }

  var columnList: String { projection.columns.map { ", \"\($0.name)\"" }.joined() }

  func createSQL(_ dialect: SQLDialect) -> String {
    let columns = projection.columns.map { ", \"\($0.name)\" \($0.sqlType(dialect))" }.joined()
    let create = """
      CREATE TABLE \(name) (
        authority \(dialect.integer) NOT NULL, record \(dialect.integer) NOT NULL, row \(dialect.integer) NOT NULL\(columns),
        PRIMARY KEY (authority, record, row)
      ) \(dialect.keyedTable);
      """
    let indexes = indexes.map { name, index in
      let present = index.wherePresent.map { " WHERE \"\($0)\" IS NOT NULL" } ?? ""
      return dialect.index(name, on: self.name, index.columns, where: present)
    }
    return ([create] + indexes + parts.map { $0.createSQL(dialect) }).joined()
  }

  /// Every index by its name.
  var indexes: [(name: String, index: ProjectionIndex)] {
    let single = projection.columns.filter(\.isIndexed).map { ProjectionIndex([$0.name]) }
    return (single + projection.indexes).map {
      ("\(name)_\($0.columns.joined(separator: "_"))", $0)
    }
  }

  var dropSQL: String {
    "DROP TABLE IF EXISTS \(name);"
      + parts.map { "DROP TABLE IF EXISTS \($0.name);" }.joined()
  }

  /// What is kept beside the rows and follows them.
  var parts: [any ProjectionPart] {
    let parts: [(any ProjectionPart)?] = [
      TallyTable(self), SumTable(self, by: .day), SumTable(self, by: .month), VocabularyTable(self),
    ]
    return parts.compactMap { $0 }
  }

  var insertSQL: String {
    let places = Array(repeating: "?", count: projection.columns.count + 3)
    return """
      INSERT INTO \(name) (authority, record, row\(columnList))
      VALUES (\(places.joined(separator: ", ")))
      """
  }

  private var selectSQL: String {
    """
    SELECT row\(columnList) FROM \(name) WHERE authority = ? AND record = ? ORDER BY row
    """
  }

  /// A row as its columns give it back.
  ///
  /// What a text is found by is cut, so that no name can be too long for an index.
  func stored(_ row: [Cell]) -> [Cell] {
    zip(row, projection.columns).map { cell, column in
      guard case .text(let text) = cell.asStored, text.utf8.count > ProjectionTable.longest,
        column.isIndexed || projection.tally.contains(column.name)
          || projection.indexes.contains(where: { $0.columns.contains(column.name) })
      else { return cell.asStored }
      var scalars = text.unicodeScalars.prefix(ProjectionTable.longest)
      while String(scalars).utf8.count > ProjectionTable.longest { scalars.removeLast() }
      return .text(String(scalars))
    }
  }

  /// In bytes; the words of a child's names, each cut by itself, are a little longer at most.
  private static let longest = 1_024

  // MARK: - Writing

  /// Asks ahead for the rows of a record that are there.
  func ask(
    of record: SubjectID, _ layout: StoreLayout, _ database: StoreConnection
  ) throws -> AskedRows {
    try database.ask(selectSQL, [layout.key, .integer(record.raw)])
  }

  /// Removes everything of a record.
  func remove(
    _ record: SubjectID, authority: Authority, in database: StoreConnection
  ) throws {
    let before = try rows(of: record, authority: authority, in: database)
      .map { Array($0.dropFirst()) }
    try database.run(
      "DELETE FROM \(name) WHERE authority = ? AND record = ?", authority.number, record.raw)
    for part in parts { try part.follow(from: before, to: [], authority: authority, in: database) }
    try database.run(
      "DELETE FROM projection_record WHERE authority = ? AND projection = ? AND record = ?",
      authority.number, projection.name, record.raw)
  }

  /// Makes its rows of an authority stale, all of them, and says with which meaning they are made anew.
  func begin(_ authority: Authority, meaning: String, in database: StoreConnection) throws {
    try database.run(
      "DELETE FROM projection_record WHERE authority = ? AND projection = ?", authority.number,
      projection.name)
    try note(.begun(meaning), authority, in: database)
  }

  /// Says how far it is made for an authority.
  func note(
    _ made: ProjectionMade, _ authority: Authority, in database: StoreConnection
  ) throws {
    try database.run(
      """
      INSERT INTO projection_complete (authority, projection, meaning) VALUES (?, ?, ?)
      ON CONFLICT (authority, projection) DO UPDATE SET meaning = excluded.meaning
      """, authority.number, projection.name, made.stored)
  }

  // MARK: - Reading

  /// On which day the rows of a record were made, and until when they hold; nil where never.
  func made(
    of record: SubjectID, authority: Authority, in database: StoreConnection
  ) throws -> (on: Day, validUntil: Day?)? {
    let select = try PreparedStatement(
      database,
      """
      SELECT made_on, valid_until FROM projection_record
      WHERE authority = ? AND projection = ? AND record = ?
      """)
    select.bind(authority.number, at: 1)
    select.bind(projection.name, at: 2)
    select.bind(record.raw, at: 3)
    guard try select.step() else { return nil }
    defer { select.reset() }
    guard let on = select.day(0) else { return nil }
    return (on, select.day(1))
  }

  /// The stored rows of a record, each after its number.
  func rows(of record: SubjectID, authority: Authority, in database: StoreConnection) throws
    -> [[Cell]]
  {
    try rows(
      in: database.ask(selectSQL, [.integer(Int64(authority.number)), .integer(record.raw)]).begin()
    )
  }

  func rows(in select: PreparedStatement) throws -> [[Cell]] {
    var rows: [[Cell]] = []
    while try select.step() { rows.append(row(select, from: 0)) }
    return rows
  }

  /// A row whose number stands in the column `first`, its own columns after it.
  func row(_ select: PreparedStatement, from first: Int32) -> [Cell] {
    [.integer(select.integer(first))]
      + projection.columns.enumerated().map { index, column in
        select.cell(
          first + 1 + Int32(index), column.storage == .integer ? .integer : .text)
      }
  }
}

extension Cell {
  /// As a column of a projection gives it back.
  var asStored: Cell {
    switch self {
    case .flag(let value): .integer(value ? 1 : 0)
    case .day(let day): .text(day.iso)
    case .null, .integer, .text: self
    }
  }
}

extension ProjectionColumn {
  func sqlType(_ dialect: SQLDialect) -> String {
    switch storage {
    case .integer: dialect.integer
    case .text: dialect.text
    }
  }

  /// As the fingerprint of a table says it, whichever database it is in.
  fileprivate var storageName: String {
    switch storage {
    case .integer: "INTEGER"
    case .text: "TEXT"
    }
  }
}
