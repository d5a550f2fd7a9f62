import Access
import CareRecord
import CivilTime
import GRDB

/// One page of the list of children, within one snapshot.
///
/// Few children are gathered by what they are filtered by, and sorted. Many are walked along the
/// index of the order until the page is full, which is soon because they are many.
struct ChildListing {
  let database: Database
  let authority: Authority
  let today: Day
  let list: ChildList
  private let scope: HeadlineScope

  /// So many children are sorted faster than found along an index.
  static let mostGathered = 500
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
    if scope.isNone { return ChildListPage(children: [], total: 0) }
    let limit = min(max(list.limit, 0), ChildListing.longestPage)
    let offset = max(list.offset, 0)
    let total = try total()
    let records =
      total <= ChildListing.mostGathered
      ? try gathered(limit, offset) : try walked(limit, offset)
    let rows = try HeadlineReader(database: database, authority: authority).rows(of: records)
    return ChildListPage(children: records.compactMap { rows[$0]?.headline }, total: total)
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

  private var statuses: [Cell] {
    list.statuses.sorted().map { .integer(Int64($0.rawValue)) }
  }

  private var openSince: Day? { list.openForDays.map { today - max($0, 0) } }

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
  private func filter(
    walking order: ListOrder?, within related: HeadlineScope.Condition? = nil
  ) -> Filter {
    var filter = Filter(arguments: [.integer(Int64(authority.number))])
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
    if let scope = related ?? scope.condition { filter.add(scope.sql, scope.arguments) }
    return filter
  }

  // MARK: - How many

  /// From the counts that are kept with the rows, where what is asked for is counted there; a walk
  /// over all of them would take longer than the page.
  private func total() throws -> Int {
    let isTallied = list.placements.isEmpty && list.openForDays == nil
    guard isTallied, scope.isEveryone || scope.hasUnallocated else {
      return try count(filter(walking: nil))
    }
    var total = try tallied()
    if !scope.isEveryone, let related = scope.related {
      var filter = filter(walking: nil, within: related)
      filter.add("h.allocated = 1", [])
      total += try count(filter)
    }
    return total
  }

  private func tallied() throws -> Int {
    var filter = Filter(arguments: [.integer(Int64(authority.number))])
    if !list.statuses.isEmpty { filter.add("h.status", in: statuses) }
    if !scope.isEveryone { filter.add("h.allocated = 0", []) }
    guard let days = birthDates else { return try sum(filter) }
    // Whole months from the counts, the days at both ends from the rows.
    let first =
      days.lowerBound.startOfMonth == days.lowerBound
      ? days.lowerBound : days.lowerBound.startOfMonth.adding(months: 1)
    let last = (days.upperBound + 1).startOfMonth
    guard first < last else { return try count(filter, bornIn: days) }
    var months = filter
    months.add(
      "h.birth_month >= ? AND h.birth_month < ?",
      [.text(HeadlineColumns.month(of: first)), .text(HeadlineColumns.month(of: last))])
    var total = try sum(months)
    if days.lowerBound < first {
      total += try count(filter, bornIn: days.lowerBound...(first - 1))
    }
    if last <= days.upperBound { total += try count(filter, bornIn: last...days.upperBound) }
    return total
  }

  private func sum(_ filter: Filter) throws -> Int {
    try number(
      "SELECT coalesce(sum(h.rows), 0) FROM \(HeadlineReader.table)_tally h WHERE \(filter.sql)",
      filter.arguments)
  }

  private func count(_ filter: Filter, bornIn days: ClosedRange<Day>) throws -> Int {
    var filter = filter
    filter.add(
      "h.birth_date >= ? AND h.birth_date <= ?", [.day(days.lowerBound), .day(days.upperBound)])
    return try count(filter)
  }

  private func count(_ filter: Filter) throws -> Int {
    try number(
      "SELECT count(*) FROM \(HeadlineReader.table) h WHERE \(filter.sql)", filter.arguments)
  }

  private func number(_ sql: String, _ arguments: [Cell]) throws -> Int {
    let select = try PreparedStatement(database, sql)
    select.bind(arguments)
    defer { select.reset() }
    return try select.step() ? Int(select.integer(0)) : 0
  }

  // MARK: - Which

  private func gathered(_ limit: Int, _ offset: Int) throws -> [Int64] {
    let filter = filter(walking: nil)
    let order = ListOrder(list.order, list.descending).all
    return try records(filter.sql, filter.arguments, order, limit, offset)
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
    try records("\(filter.sql) AND \(which)", filter.arguments, order, limit, offset)
  }

  private func records(
    _ condition: String, _ arguments: [Cell], _ order: String, _ limit: Int, _ offset: Int
  ) throws -> [Int64] {
    let select = try PreparedStatement(
      database,
      """
      SELECT h.record FROM \(HeadlineReader.table) h WHERE \(condition)
      ORDER BY \(order) LIMIT ? OFFSET ?
      """)
    select.bind(arguments + [.integer(Int64(limit)), .integer(Int64(offset))])
    var records: [Int64] = []
    while try select.step() { records.append(select.integer(0)) }
    return records
  }
}

extension Day {
  fileprivate var startOfMonth: Day { self - (dayOfMonth - 1) }

  /// The last date of birth of those who are at least so old on a day.
  static func latestBirth(ofAge age: Int, on day: Day) -> Day {
    let birth = day.adding(years: -age)
    // Someone born on 29 February is a year older on 28 February of a common year.
    return (birth + 1).age(on: day) >= age ? birth + 1 : birth
  }
}
