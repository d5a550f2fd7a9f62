import Access
import CareRecord
import CivilTime

/// One page of the list of children, within one snapshot.
///
/// Few children are gathered by what they are filtered by, and sorted. Many are walked along the
/// index of the order until the page is full, which is soon because they are many.
struct ChildListing {
  let database: StoreConnection
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
    in database: StoreConnection
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

  /// How the rows are come by.
  private enum Way {
    /// By an index of what the list is filtered by.
    case looking
    /// Along the index of an order.
    case walking(ListOrder)
    /// By the records.
    case named

    /// Whether this column may lead the planner: it must not choose an index of a column when the
    /// rows are come by in another way, and a column in an expression keeps it from that.
    func goes(by column: String) -> Bool {
      switch self {
      case .looking: true
      case .walking(let order): order.column == column
      case .named: false
      }
    }
  }

  /// What the list asks for.
  private func filter(_ way: Way) -> Filter {
    var filter = Filter(arguments: [.integer(Int64(authority.number))])
    if let first = list.statuses.min(), let last = list.statuses.max() {
      if case .walking = way, way.goes(by: "status") {
        filter.add(
          "h.status >= ? AND h.status <= ?",
          [.integer(Int64(first.rawValue)), .integer(Int64(last.rawValue))])
      }
      if case .looking = way {
        filter.add("h.status", in: statuses)
      } else {
        filter.add("h.status + 0", in: statuses)
      }
    }
    if let days = birthDates {
      let column = way.goes(by: "birth_date") ? "h.birth_date" : "coalesce(h.birth_date, '')"
      filter.add(
        "\(column) >= ? AND \(column) <= ?", [.day(days.lowerBound), .day(days.upperBound)])
    }
    if !list.placements.isEmpty {
      let column = way.goes(by: "placement") ? "h.placement" : "coalesce(h.placement, '')"
      filter.add(column, in: list.placements.sorted().map(Cell.text))
    }
    if let since = openSince {
      let column =
        way.goes(by: "status_from") ? "h.status_from" : "coalesce(h.status_from, '9999')"
      filter.add("\(column) <= ?", [.day(since)])
    }
    // The children of a worker or a team are few: their records are looked up first.
    let record = if case .looking = way { "h.record" } else { "h.record + 0" }
    for records in [recordsOfWorker, recordsOfTeam].compactMap({ $0 }) {
      filter.add("\(record) IN (\(records.sql))", records.arguments)
    }
    return filter
  }

  /// The records of the worker asked for, whom headlines name by name and allocations by number.
  private var recordsOfWorker: HeadlineScope.Condition? {
    list.worker.map { worker in
      let allocated = allocated("worker", worker)
      return HeadlineScope.Condition(
        sql: """
          SELECT w.record FROM \(HeadlineReader.table) w WHERE w.authority = ? AND w.worker = ?
          UNION \(allocated.sql)
          """,
        arguments: [.integer(Int64(authority.number)), .text(worker)] + allocated.arguments)
    }
  }

  private var recordsOfTeam: HeadlineScope.Condition? { list.team.map { allocated("team", $0) } }

  /// The records with an allocation of today.
  private func allocated(_ column: String, _ value: String) -> HeadlineScope.Condition {
    HeadlineScope.Condition(
      sql: """
        SELECT s.record FROM projection_standing s WHERE s.authority = ? AND s.\(column) = ?
        AND s.from_day <= ? AND (s.to_day IS NULL OR s.to_day > ?)
        """,
      arguments: [.integer(Int64(authority.number)), .text(value), .day(today), .day(today)])
  }

  /// What the list asks for, of a part of the scope.
  private func filter(_ part: HeadlineScope.Part) -> Filter {
    switch part {
    case .everyone: return filter(.looking)
    case .unallocated:
      var filter = filter(.looking)
      // Most children have nobody: only together with a status that leads to few.
      let leads = !list.statuses.isEmpty && list.placements.isEmpty
      filter.add(leads ? "h.allocated = 0" : "h.allocated + 0 = 0", [])
      return filter
    case .related(let condition):
      var filter = filter(.named)
      filter.add(condition.sql, condition.arguments)
      return filter
    }
  }

  // MARK: - How many

  private func total() throws -> Int {
    let isTallied =
      list.placements.isEmpty && list.openForDays == nil && list.worker == nil && list.team == nil
    return try scope.parts.reduce(0) { total, part in
      switch part {
      case .everyone where isTallied, .unallocated where isTallied: total + (try tallied(part))
      default: total + (try count(filter(part)))
      }
    }
  }

  /// From the counts that are kept with the rows; a walk over all of them would take longer than
  /// the page.
  private func tallied(_ part: HeadlineScope.Part) throws -> Int {
    var filter = Filter(arguments: [.integer(Int64(authority.number))])
    if !list.statuses.isEmpty { filter.add("h.status", in: statuses) }
    if case .unallocated = part { filter.add("h.allocated + 0 = 0", []) }
    guard let days = birthDates else { return try sum(filter) }
    // Whole months from the counts, the days at both ends from the rows.
    let month = days.lowerBound.startOfMonth
    let first = month == days.lowerBound ? month : month.adding(months: 1)
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
      "SELECT CAST(coalesce(sum(h.rows), 0) AS BIGINT) FROM \(HeadlineReader.table)_tally h WHERE \(filter.sql)",
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

  /// Part by part, each by the index that leads to few, and then sorted.
  private func gathered(_ limit: Int, _ offset: Int) throws -> [Int64] {
    let filters = scope.parts.map { filter($0) }
    let parts = filters.map { "SELECT h.record FROM \(HeadlineReader.table) h WHERE \($0.sql)" }
    return try records(
      """
      SELECT h.record FROM (\(parts.joined(separator: " UNION ALL "))) listed
      JOIN \(HeadlineReader.table) h ON h.authority = ? AND h.record = listed.record
      ORDER BY \(ListOrder(list.order, list.descending).all)
      """,
      filters.flatMap(\.arguments) + [.integer(Int64(authority.number))], limit, offset)
  }

  private func walked(_ limit: Int, _ offset: Int) throws -> [Int64] {
    let order = ListOrder(list.order, list.descending)
    var filter = filter(.walking(order))
    if let scope = scope.condition { filter.add(scope.sql, scope.arguments) }
    func walk(_ which: String, _ order: String, _ limit: Int, _ offset: Int) throws -> [Int64] {
      try records(
        """
        SELECT h.record FROM \(HeadlineReader.table) h WHERE \(filter.sql) AND \(which)
        ORDER BY \(order)
        """, filter.arguments, limit, offset)
    }
    var found = try walk("h.\(order.column) IS NOT NULL", order.known, limit, offset)
    if found.count < limit {
      let known =
        found.isEmpty && offset > 0
        ? try countKnown(filter, order) : offset + found.count
      found += try walk(
        "h.\(order.column) IS NULL", order.unknown, limit - found.count, max(0, offset - known))
    }
    return found
  }

  private func countKnown(_ filter: Filter, _ order: ListOrder) throws -> Int {
    var filter = filter
    filter.add("h.\(order.column) IS NOT NULL", [])
    return try count(filter)
  }

  private func records(
    _ sql: String, _ arguments: [Cell], _ limit: Int, _ offset: Int
  ) throws -> [Int64] {
    let select = try PreparedStatement(database, sql + " LIMIT ? OFFSET ?")
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
