import Access
import CareRecord
import CivilTime
import Measures

/// Figures and who is in them, within one snapshot.
struct MeasureListing {
  let database: StoreConnection
  let authority: Authority

  /// Pages are not longer than this.
  static let longestPage = 10_000

  private static let table = "projection_measure"
  private var key: Cell { .integer(Int64(authority.number)) }

  // MARK: - Figures

  private typealias Sums = [String: (numerator: Int, denominator: Int)]

  /// Every one of the indicators at every one of the days.
  ///
  /// The changes of all months are gone through once, those of the days of a month only for a day that
  /// is not the last of it.
  func figures(at days: [Day], of indicators: [MeasuredIndicator]) throws -> [MeasuredFigure] {
    let wanted = Set(days).filter(\.isSet).sorted()
    guard let last = wanted.last else { return [] }
    let (condition, names) = narrowing(indicators)
    let months = try PreparedStatement(
      database,
      """
      SELECT period, indicator, numerator, denominator FROM \(MeasureListing.table)_by_month
      WHERE authority = ? AND period <= ?\(condition) ORDER BY period
      """)
    months.bind([key, .text(MeasureListing.lastWholeMonth(of: last))] + names)
    var sums: Sums = [:]
    var found: [Day: Sums] = [:]
    var waiting = wanted.map { ($0, through: MeasureListing.lastWholeMonth(of: $0)) }[...]
    while try months.step() {
      let month = months.text(0)
      while let (day, through) = waiting.first, through < month {
        found[day] = sums
        waiting = waiting.dropFirst()
      }
      MeasureListing.add(months, from: 1, to: &sums)
    }
    for (day, _) in waiting { found[day] = sums }
    for day in wanted where !day.isLastOfMonth {
      try addDays(of: day, condition, names, to: &found[day, default: [:]])
    }
    return indicators.flatMap { indicator in
      days.filter(\.isSet).map { day in
        let sum = found[day]?[indicator.id] ?? (0, 0)
        return MeasuredFigure(
          of: indicator, at: day, numerator: sum.numerator, denominator: sum.denominator)
      }
    }
  }

  /// The changes from the first of the month to the day.
  private func addDays(
    of day: Day, _ condition: String, _ names: [Cell], to sums: inout Sums
  ) throws {
    let select = try PreparedStatement(
      database,
      """
      SELECT indicator, numerator, denominator FROM \(MeasureListing.table)_by_day
      WHERE authority = ? AND period >= ? AND period <= ?\(condition)
      """)
    select.bind([key, .day(day - (day.dayOfMonth - 1)), .day(day)] + names)
    while try select.step() { MeasureListing.add(select, from: 0, to: &sums) }
  }

  /// Nothing where all indicators are asked for.
  private func narrowing(_ indicators: [MeasuredIndicator]) -> (
    condition: String, arguments: [Cell]
  ) {
    if indicators.count == MeasureRegister.indicators.count { return ("", []) }
    let places = indicators.map { _ in "?" }.joined(separator: ", ")
    return (" AND indicator IN (\(places))", indicators.map { .text($0.id) })
  }

  private static func add(_ row: PreparedStatement, from first: Int32, to sums: inout Sums) {
    let name = row.text(first)
    let old = sums[name] ?? (0, 0)
    sums[name] = (
      old.numerator + Int(row.integer(first + 1)), old.denominator + Int(row.integer(first + 2))
    )
  }

  /// `2025-03` where the day is the last of March, else the month before.
  private static func lastWholeMonth(of day: Day) -> String {
    let last = day.isLastOfMonth ? day : day - day.dayOfMonth
    return String(last.iso.prefix(7))
  }

  // MARK: - Who is in a figure

  func page(_ list: MeasureList, scope: HeadlineScope) throws -> MeasureListPage {
    var conditions = [
      "m.authority = ?", "m.indicator = ?", "m.until_day > ?", "m.from_day <= ?",
    ]
    let arguments: [Cell] = [key, .text(list.indicator), .day(list.at), .day(list.at)]
    let isAverage = MeasureRegister.indicator(list.indicator)?.base == .averaged
    if list.members == .counted, !isAverage { conditions.append("m.numerator > 0") }
    let everyone = try count(conditions, arguments)
    if let condition = scope.condition { conditions.append(condition.sql) }
    let all = arguments + (scope.condition?.arguments ?? [])
    let total = try scope.isEveryone ? everyone : count(conditions, all)
    let select = try PreparedStatement(
      database,
      """
      SELECT m.record, m.from_day, m.numerator, m.denominator
      \(MeasureListing.from(conditions)) ORDER BY h.sort_name ASC NULLS FIRST, m.record
      LIMIT ? OFFSET ?
      """)
    let limit = min(max(list.limit, 0), MeasureListing.longestPage)
    select.bind(all + [.integer(Int64(limit)), .integer(Int64(max(list.offset, 0)))])
    var rows: [(record: Int64, from: Day, numerator: Int, denominator: Int)] = []
    while try select.step() {
      guard let from = select.day(1) else { continue }
      rows.append((select.integer(0), from, Int(select.integer(2)), Int(select.integer(3))))
    }
    let heads = try HeadlineReader(database: database, authority: authority)
      .rows(of: rows.map(\.record))
    return MeasureListPage(
      lines: rows.compactMap { row in
        heads[row.record].map {
          MeasureListPage.Line(
            child: $0.headline, from: row.from, numerator: row.numerator,
            denominator: row.denominator)
        }
      }, total: total, others: everyone - total)
  }

  private static func from(_ conditions: [String]) -> String {
    """
    FROM \(table) m JOIN \(HeadlineReader.table) h
      ON h.authority = m.authority AND h.record = m.record
    WHERE \(conditions.joined(separator: " AND "))
    """
  }

  private func count(_ conditions: [String], _ arguments: [Cell]) throws -> Int {
    let count = try PreparedStatement(
      database, "SELECT count(*) \(MeasureListing.from(conditions))")
    count.bind(arguments)
    defer { count.reset() }
    return try count.step() ? Int(count.integer(0)) : 0
  }
}

extension Day {
  fileprivate var isLastOfMonth: Bool { (self + 1).dayOfMonth == 1 }
}
