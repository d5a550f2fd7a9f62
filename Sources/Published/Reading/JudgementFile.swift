import CivilTime

/// What a row about an inspection may say, by the names that layouts use.
public enum JudgementPart: String, Hashable, CaseIterable, Sendable {
  /// Either code of the authority, or its name.
  case area = "judgement.area"
  /// The first day of the inspection.
  case inspected = "judgement.inspected"
  /// The day on which the report was published.
  case published = "judgement.published"
  /// A short or a standard one.
  case inspection = "judgement.inspection"
  case overall = "judgement.overall"
  case leaders = "judgement.leaders"
  case helpAndProtection = "judgement.helpAndProtection"
  case childrenInCare = "judgement.childrenInCare"
  case careLeavers = "judgement.careLeavers"
  /// The address of the report.
  case report = "judgement.report"
  /// Who says so: `Ofsted` or nothing for Ofsted's own list, anything else for a reading of reports by a
  /// program.
  case source = "judgement.source"

  static let grades = [overall, leaders, helpAndProtection, childrenInCare, careLeavers]
}

/// An inspection as a file has it.
public struct BroughtJudgement: Hashable, Sendable {
  public let judgement: Judgement
  /// What the file has a column for.
  ///
  /// Of the rest it says nothing, so what is held of it stays.
  public let says: Set<JudgementPart>
  public let line: Int
}

/// What a file of inspections gave, and what was refused or passed over.
public struct JudgementReading: Hashable, Sendable {
  public internal(set) var judgements: [BroughtJudgement] = []
  public internal(set) var refused: [PublishedProblem] = []
  /// How many rows have no grade at all, as those of visits have none.
  public internal(set) var ungraded = 0
  /// What the layout has columns for and the file does not.
  public internal(set) var unsaid: [JudgementPart] = []

  public init() {}
}

/// Reads lists of inspections, a row for each.
public struct JudgementFile: Sendable {
  private let layout: DepartmentLayout
  private let codes: AreaCodes

  /// - Parameter areas: every area a row may be about.
  public init(_ layout: DepartmentLayout, areas: [Area]) {
    self.layout = layout
    codes = AreaCodes(areas)
  }

  /// Reads a file; a row that cannot be read is refused, and the others are read all the same.
  ///
  /// - Parameter release: what the file is from, which each judgement then says.
  public func read(_ bytes: [UInt8], name: String, release: String) -> JudgementReading {
    var reading = JudgementReading()
    var text = CommaSeparated(bytes)
    guard let header = layout.header(text.next()?.fields, of: name, refused: &reading.refused)
    else { return reading }
    let says = Set(
      JudgementPart.allCases.filter { layout.columns(of: [$0]).contains(where: header.has) })
    reading.unsaid = JudgementPart.allCases.filter {
      !says.contains($0) && !layout.columns(of: [$0]).isEmpty
    }
    var seen: [Key: Int] = [:]
    while let (line, fields) = text.next() {
      let row = FileRow(file: name, line: line, fields: fields, header: header)
      do throws(PublishedProblem) {
        if let wrong = row.wrongLength { throw wrong }
        guard layout.measures.allSatisfy({ $0.counts(in: row) }) else { continue }
        guard let judgement = try judgement(in: row, release: release) else {
          reading.ungraded += 1
          continue
        }
        let key = Key(area: judgement.area, published: judgement.published)
        if let earlier = seen[key] {
          throw row.problem(
            "row", "a second report on \(judgement.area) of \(judgement.published.iso)",
            expected: "each once; line \(earlier) has it already")
        }
        seen[key] = line
        reading.judgements.append(BroughtJudgement(judgement: judgement, says: says, line: line))
      } catch {
        reading.refused.append(error)
      }
    }
    return reading
  }

  private struct Key: Hashable {
    let area: String
    let published: Day
  }

  /// Nil for a row without any grade.
  private func judgement(in row: FileRow, release: String) throws(PublishedProblem) -> Judgement? {
    let (overall, leaders) = (try grade(.overall, of: row), try grade(.leaders, of: row))
    let protection = try grade(.helpAndProtection, of: row)
    let care = try grade(.childrenInCare, of: row)
    let leavers = try grade(.careLeavers, of: row)
    guard [overall, leaders, protection, care, leavers].contains(where: { $0 != nil }) else {
      return nil
    }
    let inspected = try day(.inspected, of: row)
    guard let published = try day(.published, of: row) else {
      let (column, _) = cell(.published, of: row)
      throw row.problem(column, "", expected: Self.dateWords)
    }
    if let inspected, published < inspected {
      let (column, text) = cell(.published, of: row)
      throw row.problem(
        column, text, expected: "a day after the inspection began, on \(inspected.iso)")
    }
    let area = try area(of: row, on: published)
    let (_, source) = cell(.source, of: row)
    let kind = cell(.inspection, of: row).text.lowercased()
    return Judgement(
      area: area, inspected: inspected, published: published,
      inspection: ["short", "standard"].first { kind.contains($0) } ?? "", overall: overall,
      leaders: leaders, helpAndProtection: protection, childrenInCare: care, careLeavers: leavers,
      isReadByMachine: !source.isEmpty && source.lowercased() != "ofsted",
      report: try report(of: row), release: release)
  }

  /// The first of the layout's columns for a part that the file has.
  private func cell(_ part: JudgementPart, of row: FileRow) -> (column: String, text: String) {
    let columns = layout.columns(of: [part])
    let column = columns.first { row.header.has($0) } ?? columns.first ?? part.rawValue
    return (column, row[column].trimmed)
  }

  /// Whatever names the authority must name the same one; of two that have had a name it is the one that
  /// was there.
  private func area(of row: FileRow, on day: Day) throws(PublishedProblem) -> String {
    let cells = layout.columns(of: [.area]).filter { row.header.has($0) }
      .map { (column: $0, text: row[$0].trimmed) }
    var found: (areas: [String], text: String)?
    for (column, text) in cells where !text.isEmpty {
      let areas =
        codes.area(ofCode: text).map { [$0] } ?? codes.authorities(named: text, on: day)
      guard !areas.isEmpty else { continue }
      guard let earlier = found else {
        found = (areas, text)
        continue
      }
      let both = earlier.areas.filter(areas.contains)
      guard !both.isEmpty else {
        throw row.problem(column, text, expected: "the same authority as “\(earlier.text)”")
      }
      found = (both, earlier.text)
    }
    if let area = found?.areas.last { return area }
    throw row.problem(
      cells.first?.column ?? "area", cells.map(\.text).joined(separator: ", "),
      expected: "the Department’s number, the code of nine characters or the name of an authority")
  }

  private static let dateWords = "a date such as 2026-03-31 or 31/03/2026"

  private func day(_ part: JudgementPart, of row: FileRow) throws(PublishedProblem) -> Day? {
    let (column, text) = cell(part, of: row)
    if text.isEmpty { return nil }
    // Spreadsheets that were asked for a date sometimes add the midnight that it began with.
    let date = text.prefix(10)
    let rest = text.dropFirst(10)
    guard rest.isEmpty || rest.allSatisfy({ " T0:.".contains($0) }),
      let day = Day(iso: date) ?? Day(british: date), (1990...2100).contains(day.year)
    else { throw row.problem(column, text, expected: Self.dateWords) }
    return day
  }

  private func grade(_ part: JudgementPart, of row: FileRow)
    throws(PublishedProblem) -> Judgement.Grade?
  {
    let (column, text) = cell(part, of: row)
    switch text.lowercased() {
    case "", "-", "–", "n/a", "na", "null", "not judged", "no grade": return nil
    case "requires improvement": return .requiresImprovement
    case let words:
      if let grade = Judgement.Grade.allCases.first(where: { $0.words.lowercased() == words }) {
        return grade
      }
    }
    throw row.problem(
      column, text,
      expected: "\(Judgement.Grade.allCases.map(\.words).joined(separator: ", ")), or nothing")
  }

  private func report(of row: FileRow) throws(PublishedProblem) -> String {
    let (column, text) = cell(.report, of: row)
    guard text.isEmpty || text.hasPrefix("https://") || text.hasPrefix("http://") else {
      throw row.problem(column, text, expected: "an address that begins with https://, or nothing")
    }
    return text
  }
}
