/// A figure read from one of the Department's own files.
public struct DepartmentFigure: Hashable, Sendable {
  public let measure: String
  /// The code of the area, as `Area.code` has it.
  public let area: String
  /// The year it ends in.
  public let year: Int
  public let figure: Figure
  public let line: Int
}

/// What a file gave: figures, and what was refused, which is never dropped without a word.
public struct DepartmentReading: Hashable, Sendable {
  public internal(set) var figures: [DepartmentFigure] = []
  public internal(set) var refused: [PublishedProblem] = []

  public init() {}
}

/// Reads the Department's files in the layout of Explore Education Statistics.
public struct DepartmentFile: Sendable {
  private let layout: DepartmentLayout
  private let codes: AreaCodes

  /// - Parameter areas: every area a row may be about.
  public init(_ layout: DepartmentLayout, areas: [Area]) {
    self.layout = layout
    codes = AreaCodes(areas)
  }

  /// Reads a file; a row that cannot be read is refused, and the others are read all the same.
  public func read(_ bytes: [UInt8], name: String) -> DepartmentReading {
    var reading = DepartmentReading()
    var text = CommaSeparated(bytes)
    guard let header = layout.header(text.next()?.fields, of: name, refused: &reading.refused)
    else { return reading }
    var seen: [Key: Int] = [:]
    var disputed: Set<Key> = []
    while let (line, fields) = text.next() {
      let row = FileRow(file: name, line: line, fields: fields, header: header)
      if let wrong = row.wrongLength {
        reading.refused.append(wrong)
        continue
      }
      do throws(PublishedProblem) {
        var second: PublishedProblem?
        for figure in try figures(in: row) {
          let key = Key(figure)
          guard let place = seen[key] else {
            seen[key] = reading.figures.count
            reading.figures.append(figure)
            continue
          }
          let earlier = reading.figures[place]
          let differs = earlier.figure != figure.figure
          if differs { disputed.insert(key) }
          if second == nil || differs {
            second = row.problem(
              "row", "a second \(figure.measure) for \(figure.area) in \(figure.year)",
              expected: "each once; line \(earlier.line) has it already"
                + (differs
                  ? ", as another figure, so neither was taken: say in a layout which rows count"
                  : ""))
          }
        }
        if let second { throw second }
      } catch {
        reading.refused.append(error)
      }
    }
    // Which of two figures is the one that is meant, nobody can know from the file.
    reading.figures.removeAll { disputed.contains(Key($0)) }
    return reading
  }

  private struct Key: Hashable {
    let measure: String
    let area: String
    let year: Int

    init(_ figure: DepartmentFigure) {
      measure = figure.measure
      area = figure.area
      year = figure.year
    }
  }

  private func figures(in row: FileRow) throws(PublishedProblem) -> [DepartmentFigure] {
    let wanted = layout.measures.filter { $0.counts(in: row) }
    guard !wanted.isEmpty else { return [] }
    let year = try self.year(of: row)
    let area = try self.area(of: row)
    var figures: [DepartmentFigure] = []
    for measure in wanted {
      guard let figure = Figure(printed: row[measure.column]) else {
        throw row.problem(
          measure.column, row[measure.column],
          expected: "a figure without separators, or a code: c, low, k, u, x, z")
      }
      if figure == .notPublished { continue }
      figures.append(
        DepartmentFigure(
          measure: measure.name, area: area, year: year, figure: figure, line: row.line))
    }
    return figures
  }

  /// `2025`, or `202425` for the year from 2024 to 2025.
  private func year(of row: FileRow) throws(PublishedProblem) -> Int {
    let text = row["time_period"]
    if let number = Int(text) {
      if text.count == 4, (1990...2100).contains(number) { return number }
      if text.count == 6, (number / 100 + 1) % 100 == number % 100,
        (1990...2100).contains(number / 100)
      {
        return number / 100 + 1
      }
    }
    throw row.problem("time_period", text, expected: "a year such as 2025 or 202425")
  }

  private func area(of row: FileRow) throws(PublishedProblem) -> String {
    let columns: [String]
    switch row["geographic_level"] {
    case "National": columns = ["country_code"]
    case "Regional": columns = ["region_code"]
    case "Local authority": columns = ["old_la_code", "new_la_code"]
    default:
      throw row.problem(
        "geographic_level", row["geographic_level"],
        expected: "National, Regional or Local authority")
    }
    let written = columns.map { row[$0] }
    if let code = written.lazy.compactMap(codes.area(ofCode:)).first { return code }
    throw row.problem(
      columns[0], written[0], expected: "the code of England, a region or an authority")
  }
}
