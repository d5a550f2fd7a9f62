import Access
import CareRecord
import CivilTime
import GRDB

/// One page of the list of children, within one snapshot.
///
/// Few children are gathered by what they are filtered by and sorted here. Many are walked along the
/// index of the order until the page is full, which is soon because they are many. What is not known
/// (no name, no placement) comes last, whichever way the list is sorted.
struct ChildListing {
  let database: Database
  let authority: Authority
  let today: Day
  let list: ChildList
  private let scope: HeadlineScope

  /// So many children are sorted faster than found along an index.
  static let mostGathered = 1_500
  /// Pages are not longer than this.
  static let longestPage = 10_000

  init(
    _ list: ChildList, by person: Person, authority: Authority, today: Day,
    in database: Database
  ) {
    self.list = list
    self.database = database
    self.authority = authority
    self.today = today
    scope = HeadlineScope(of: person, authority: authority, today: today)
  }

  func page() throws -> ChildListPage {
    let limit = min(max(list.limit, 0), ChildListing.longestPage)
    let offset = max(list.offset, 0)
    if scope.isNone { return ChildListPage(children: [], total: 0) }
    if !scope.isEveryone, !scope.hasUnallocated { return try relatedPage(limit, offset) }
    let total = try total()
    let records =
      total <= ChildListing.mostGathered
      ? Array(try gathered().dropFirst(offset).prefix(limit)) : try walked(limit, offset)
    let rows = try headlines(records)
    return ChildListPage(children: records.compactMap { rows[$0]?.headline }, total: total)
  }

  private func headlines(_ records: some Sequence<Int64>) throws -> [Int64: HeadlineReader.Row] {
    try HeadlineReader(database: database, authority: authority).rows(of: records)
  }

  // MARK: - A person's own children: a handful

  private func relatedPage(_ limit: Int, _ offset: Int) throws -> ChildListPage {
    let rows = try headlines(try scope.relatedRecords(database)).values
      .filter { isListed($0.headline) }
    let order = ListOrder(list.order, list.descending)
    let sorted = rows.map { row in
      ListOrder.Entry(
        record: row.headline.subject.id.raw, key: order.key(of: row),
        sortName: row.sortName.isEmpty ? nil : row.sortName)
    }.sorted(by: order.isBefore)
    let found = Dictionary(
      rows.map { ($0.headline.subject.id.raw, $0.headline) }, uniquingKeysWith: { one, _ in one })
    return ChildListPage(
      children: sorted.dropFirst(offset).prefix(limit).compactMap { found[$0.record] },
      total: sorted.count)
  }

  private func isListed(_ headline: ChildHeadline) -> Bool {
    let status = headline.status ?? .closed
    return (list.statuses.isEmpty || list.statuses.contains(status))
      && (list.placements.isEmpty || headline.placement.map(list.placements.contains) ?? false)
      && (birthDates.map { days in headline.birthDate.map(days.contains) ?? false } ?? true)
      && (openSince.map { since in headline.statusFrom.map { $0 <= since } ?? false } ?? true)
  }

  // MARK: - Filters

  /// The dates of birth of the ages asked for.
  private var birthDates: ClosedRange<Day>? {
    list.ages.map { ages in
      let last = Day.latestBirth(ofAge: ages.lowerBound, on: today)
      let first = Day.latestBirth(ofAge: min(ages.upperBound, 200) + 1, on: today) + 1
      return first...max(first, last)
    }
  }

  private var openSince: Day? { list.openForDays.map { today - max($0, 0) } }

  private var isFiltered: Bool {
    list.ages != nil || !list.placements.isEmpty || list.openForDays != nil
  }

  /// Conditions on `h` with the arguments of their places.
  private struct Filter {
    var conditions = ["h.authority = ?"]
    var arguments: [Cell]

    mutating func add(_ condition: String, _ new: [Cell]) {
      conditions.append(condition)
      arguments += new
    }

    mutating func add(_ column: String, in values: [Cell]) {
      let places = Array(repeating: "?", count: values.count).joined(separator: ", ")
      add("\(column) IN (\(places))", values)
    }

    var sql: String { conditions.joined(separator: " AND ") }
  }

  /// What the list asks for and the policy allows.
  /// - Parameter walking: the order along whose index the rows are walked: then the planner must not
  ///   choose an index of what is filtered by, and a column in an expression keeps it from that
  private func filter(walking order: ListOrder?) -> Filter {
    var filter = Filter(arguments: [.integer(Int64(authority.number))])
    let statuses = list.statuses.map { Cell.integer(Int64($0.rawValue)) }
    if let first = list.statuses.min(), let last = list.statuses.max() {
      if order?.column == "status" {
        filter.add(
          "h.status >= ? AND h.status <= ?",
          [.integer(Int64(first.rawValue)), .integer(Int64(last.rawValue))])
      }
      filter.add(order == nil ? "h.status" : "h.status + 0", in: statuses)
    }
    if let days = birthDates {
      let column =
        order == nil || order?.column == "birth_date"
        ? "h.birth_date" : "coalesce(h.birth_date, '')"
      filter.add(
        "\(column) >= ? AND \(column) <= ?", [.day(days.lowerBound), .day(days.upperBound)])
    }
    if !list.placements.isEmpty {
      filter.add(
        order == nil ? "h.placement" : "coalesce(h.placement, '')",
        in: list.placements.sorted().map(Cell.text))
    }
    if let since = openSince {
      let column =
        order == nil || order?.column == "status_from"
        ? "h.status_from" : "coalesce(h.status_from, '9999')"
      filter.add("\(column) <= ?", [.day(since)])
    }
    if let condition = scope.condition { filter.add(condition, scope.arguments) }
    return filter
  }

  // MARK: - How many

  private func total() throws -> Int {
    isFiltered ? try count(filter(walking: nil)) : try tallied()
  }

  /// From the counts that are kept with the rows; a walk over all of them would take longer than the
  /// page.
  private func tallied() throws -> Int {
    var filter = Filter(arguments: [.integer(Int64(authority.number))])
    if !list.statuses.isEmpty {
      filter.add("h.status", in: list.statuses.map { .integer(Int64($0.rawValue)) })
    }
    if !scope.isEveryone { filter.add("h.allocated = 0", []) }
    let select = try PreparedStatement(
      database,
      """
      SELECT coalesce(sum(h.rows), 0) FROM \(HeadlineReader.table)_tally h WHERE \(filter.sql)
      """)
    select.bind(filter.arguments)
    defer { select.reset() }
    let tallied = try select.step() ? Int(select.integer(0)) : 0
    if scope.isEveryone { return tallied }
    let related = try headlines(try scope.relatedRecords(database)).values
    return tallied + related.count { $0.isAllocated && isListed($0.headline) }
  }

  private func count(_ filter: Filter) throws -> Int {
    let select = try PreparedStatement(
      database, "SELECT count(*) FROM \(HeadlineReader.table) h WHERE \(filter.sql)")
    select.bind(filter.arguments)
    defer { select.reset() }
    return try select.step() ? Int(select.integer(0)) : 0
  }

  // MARK: - Which

  private func gathered() throws -> [Int64] {
    let order = ListOrder(list.order, list.descending)
    let filter = filter(walking: nil)
    let select = try PreparedStatement(
      database,
      """
      SELECT h.record, h.\(order.column), h.sort_name FROM \(HeadlineReader.table) h
      WHERE \(filter.sql)
      """)
    select.bind(filter.arguments)
    var entries: [ListOrder.Entry] = []
    while try select.step() {
      entries.append(
        ListOrder.Entry(
          record: select.integer(0), key: select.optionalText(1),
          sortName: select.optionalText(2)))
    }
    return entries.sorted(by: order.isBefore).map(\.record)
  }

  private func walked(_ limit: Int, _ offset: Int) throws -> [Int64] {
    let order = ListOrder(list.order, list.descending)
    let known = filter(walking: order)
    var records = try walk(known, "h.\(order.column) IS NOT NULL", order.known, limit, offset)
    if records.count < limit {
      let before =
        records.isEmpty && offset > 0
        ? try countKnown(known, order) : offset + records.count
      records += try walk(
        known, "h.\(order.column) IS NULL", order.unknown, limit - records.count,
        max(0, offset - before))
    }
    return records
  }

  private func countKnown(_ filter: Filter, _ order: ListOrder) throws -> Int {
    var filter = filter
    filter.add("h.\(order.column) IS NOT NULL", [])
    return try count(filter)
  }

  private func walk(
    _ filter: Filter, _ which: String, _ order: String, _ limit: Int, _ offset: Int
  ) throws -> [Int64] {
    let select = try PreparedStatement(
      database,
      """
      SELECT h.record FROM \(HeadlineReader.table) h WHERE \(filter.sql) AND \(which)
      ORDER BY \(order) LIMIT ? OFFSET ?
      """)
    select.bind(
      filter.arguments + [.integer(Int64(limit)), .integer(Int64(offset))])
    var records: [Int64] = []
    while try select.step() { records.append(select.integer(0)) }
    return records
  }
}

extension Day {
  /// The last date of birth of those who are at least so old on a day.
  static func latestBirth(ofAge age: Int, on day: Day) -> Day {
    let birth = day.adding(years: -age)
    // Someone born on 29 February is a year older on 28 February of a common year.
    return (birth + 1).age(on: day) >= age ? birth + 1 : birth
  }
}
