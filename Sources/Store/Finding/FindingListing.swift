import Access
import CareRecord
import CivilTime

extension DatabaseStore: FindingStore {
  public func findings(
    _ list: FindingList, for reading: Reading
  ) async throws -> FindingListPage {
    let page = try await listing(list, reading) { try $0.page() }
    try await log(
      ReadLogEntry(reading, ground: "scope", detail: list.inWords, found: page.lines.count))
    return page
  }

  public func findingCounts(
    by group: FindingGroup, of list: FindingList, for reading: Reading
  ) async throws -> [FindingCount] {
    let counts = try await listing(list, reading) { try $0.counts(by: group) }
    try await log(
      ReadLogEntry(
        reading, ground: "scope", detail: "\(list.inWords); counted by \(group.rawValue)",
        found: counts.count))
    return counts
  }

  private func listing<Answer: Sendable>(
    _ list: FindingList, _ reading: Reading,
    _ body: @escaping @Sendable (FindingListing) throws -> Answer
  ) async throws -> Answer {
    guard layout.projections.contains(where: { $0.projection.name == FindingColumns.projection })
    else {
      throw StoreUnavailable("The database was opened without the rules of the returns.")
    }
    try await refreshForReading(today: reading.today)
    let authority = authority
    return try await read { database in
      try self.requireWhole(.returnFinding, .childHeadline, .standing, in: database)
      return try body(
        FindingListing(
          database: database, authority: authority, list: list,
          scope: HeadlineScope(of: reading.person, authority: authority, today: reading.today)))
    }
  }
}

extension FindingList {
  /// What was asked for, for the read log.
  var inWords: String {
    let words: [String?] = [
      "findings", returnName, year.map { "year ending \($0)" }, rule.map { "rule \($0)" },
      worker.map { "worker \($0)" }, team.map { "team \($0)" }, "from \(offset)",
    ]
    return words.compactMap { $0 }.joined(separator: "; ")
  }
}

/// Findings of the children whom a person may list, within one snapshot.
struct FindingListing {
  let database: StoreConnection
  let authority: Authority
  let list: FindingList
  let scope: HeadlineScope

  /// Pages are not longer than this.
  static let longestPage = 10_000

  private static let from = """
    FROM \(FindingColumns.table) f JOIN \(HeadlineReader.table) h
      ON h.authority = f.authority AND h.record = f.record
    """

  /// Numbers by their size, then codes with letters.
  private static let byRule =
    """
    CASE WHEN f.rule >= '0' AND f.rule < ':' THEN 0 ELSE 1 END,
    length(f.rule) - length(ltrim(f.rule, '0123456789')), f.rule, f."return", f.year DESC
    """

  /// The rows that count a finding, of whatever the list asks for and the person may list.
  private var filter: (sql: String, arguments: [Cell]) {
    var conditions = ["f.authority = ?", "f.place = 0"]
    var arguments: [Cell] = [.integer(Int64(authority.number))]
    func add(_ condition: String, _ cell: Cell?) {
      guard let cell else { return }
      conditions.append(condition)
      arguments.append(cell)
    }
    add("f.\"return\" = ?", list.returnName.map(Cell.text))
    add("f.year = ?", list.year.map { .integer(Int64($0)) })
    add("f.rule = ?", list.rule.map(Cell.text))
    add("coalesce(h.worker, '') = ?", list.worker.map(Cell.text))
    add("coalesce(h.team, '') = ?", list.team.map(Cell.text))
    if let condition = scope.condition {
      conditions.append(condition.sql)
      arguments += condition.arguments
    }
    return (conditions.joined(separator: " AND "), arguments)
  }

  func page() throws -> FindingListPage {
    let (condition, arguments) = filter
    let count = try PreparedStatement(
      database,
      "SELECT count(*), count(DISTINCT f.record) \(FindingListing.from) WHERE \(condition)")
    count.bind(arguments)
    let (total, children) =
      try count.step() ? (Int(count.integer(0)), Int(count.integer(1))) : (0, 0)
    count.reset()
    let select = try PreparedStatement(
      database,
      """
      SELECT f.record, f.finding \(FindingListing.from) WHERE \(condition)
      ORDER BY \(FindingListing.byRule), h.sort_name ASC NULLS FIRST, f.record, f.finding
      LIMIT ? OFFSET ?
      """)
    let limit = min(max(list.limit, 0), FindingListing.longestPage)
    select.bind(arguments + [.integer(Int64(limit)), .integer(Int64(max(list.offset, 0)))])
    var wanted: [(record: Int64, finding: Int64)] = []
    while try select.step() { wanted.append((select.integer(0), select.integer(1))) }
    let headlines = try HeadlineReader(database: database, authority: authority)
      .rows(of: wanted.map(\.record))
    return FindingListPage(
      lines: try wanted.compactMap { wanted in
        guard let child = headlines[wanted.record]?.headline,
          let finding = try finding(wanted.finding, of: wanted.record)
        else { return nil }
        return FindingListPage.Line(child: child, finding: finding)
      }, total: total, children: children)
  }

  private func finding(_ number: Int64, of record: Int64) throws -> ReturnFinding? {
    let select = try PreparedStatement(
      database,
      """
      SELECT f."return", f.year, f.rule, f.severity, f.fact_kind, f.fact, f."table", f.previous,
        f.table_row, f.fields, f."values"
      FROM \(FindingColumns.table) f
      WHERE f.authority = ? AND f.record = ? AND f.finding = ? ORDER BY f.place
      """)
    select.bind([.integer(Int64(authority.number)), .integer(record), .integer(number)])
    var places: [ReturnFinding.Place] = []
    var found: ReturnFinding?
    while try select.step() {
      if let place = FindingColumns.place(select, from: 6) { places.append(place) }
      found = ReturnFinding(
        returnName: select.text(0), year: Int(select.integer(1)), rule: select.text(2),
        severity: select.text(3), places: places,
        fact: select.optionalInteger(5).map { FactID(raw: $0) },
        factKind: select.optionalText(4))
    }
    return found
  }

  func counts(by group: FindingGroup) throws -> [FindingCount] {
    let (condition, arguments) = filter
    let (columns, order) =
      switch group {
      case .rule: ("f.\"return\", f.year, f.rule, f.severity", FindingListing.byRule)
      case .child: ("f.record", "count(*) DESC, f.record")
      case .worker:
        (
          "h.worker, h.team",
          "count(*) DESC, h.worker ASC NULLS FIRST, h.team ASC NULLS FIRST"
        )
      case .team: ("h.team", "count(*) DESC, h.team ASC NULLS FIRST")
      }
    let select = try PreparedStatement(
      database,
      """
      SELECT count(*), count(DISTINCT f.record), \(columns) \(FindingListing.from)
      WHERE \(condition) GROUP BY \(columns) ORDER BY \(order)
      """)
    select.bind(arguments)
    var counts: [FindingCount] = []
    var records: [Int64] = []
    while try select.step() {
      var count = FindingCount()
      count.findings = Int(select.integer(0))
      count.children = Int(select.integer(1))
      switch group {
      case .rule:
        count.returnName = select.text(2)
        count.year = Int(select.integer(3))
        count.rule = select.text(4)
        count.severity = select.text(5)
      case .child: records.append(select.integer(2))
      case .worker:
        count.worker = select.optionalText(2)
        count.team = select.optionalText(3)
      case .team: count.team = select.optionalText(2)
      }
      counts.append(count)
    }
    if group == .child {
      let page = counts.indices.clamped(
        to: max(list.offset, 0)..<max(list.offset, 0) + max(list.limit, 0))
      let rows = try HeadlineReader(database: database, authority: authority)
        .rows(of: records[page])
      for place in page { counts[place].child = rows[records[place]]?.headline }
    }
    return counts
  }
}
