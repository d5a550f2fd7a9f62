import Access
import CareRecord
public import CivilTime
public import Measures

extension DatabaseStore: MeasureStore {
  public func figures(
    at days: [Day], of indicators: Set<String>?, for reading: Reading
  ) async throws -> [MeasuredFigure] {
    try permit(
      Policy.maySeeFigures(reading.person), reading.person,
      "Your role does not include figures made from children's records.")
    let known = days.filter { $0 <= reading.today }
    let wanted = MeasureRegister.indicators.filter { indicators?.contains($0.id) ?? true }
    let authority = authority
    let isWhole = Policy.scope(of: reading.person) == .all
    let figures = try await read { database in
      try self.requireWhole(.measure, in: database)
      return try MeasureListing(database: database, authority: authority)
        .figures(at: known, of: wanted)
    }.filter { isWhole || !$0.tellsOfSingleChildren }
    let asked = indicators.map { $0.sorted().joined(separator: ", ") } ?? "every indicator"
    let when = [known.min(), known.max()].compactMap { $0?.iso }
    try await log(
      ReadLogEntry(
        reading, ground: "figures",
        detail: "\(asked) at \(Set(when).sorted().joined(separator: " to "))",
        found: figures.count))
    return figures
  }

  public func children(
    in list: MeasureList, for reading: Reading
  ) async throws -> MeasureListPage {
    try permit(
      Policy.maySeeFigures(reading.person), reading.person,
      "Your role does not include figures made from children's records.")
    try await refreshForReading(today: reading.today)
    let authority = authority
    let page =
      list.at > reading.today
      ? MeasureListPage(lines: [], total: 0, others: 0)
      : try await read { database in
        try self.requireWhole(.measure, .childHeadline, .standing, in: database)
        return try MeasureListing(database: database, authority: authority).page(
          list,
          scope: HeadlineScope(of: reading.person, authority: authority, today: reading.today))
      }
    try await log(
      ReadLogEntry(
        reading, ground: "scope",
        detail:
          "\(list.indicator) at \(list.at.iso); \(list.members.rawValue); from \(list.offset)",
        found: page.lines.count))
    return page
  }
}

extension MeasuredFigure {
  /// Whether it is an average of so few that it tells what one of them scored.
  fileprivate var tellsOfSingleChildren: Bool {
    MeasureRegister.indicator(indicator)?.base == .averaged && (1...5).contains(denominator ?? 0)
  }
}
