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
}

/// Reads the Department's files in the layout of Explore Education Statistics.
public struct DepartmentFile: Sendable {
  private let layout: DepartmentLayout
  private let codes: [String: String]

  /// - Parameter areas: every area a row may be about.
  public init(_ layout: DepartmentLayout, areas: [Area]) {
    self.layout = layout
    var codes: [String: String] = [:]
    for area in areas {
      for code in [area.code, area.onsCode] + area.previousOnsCodes where !code.isEmpty {
        codes[code] = codes[code] ?? area.code
      }
    }
    self.codes = codes
  }

  /// Reads a file; a row that cannot be read is refused, and the others are read all the same.
  public func read(_ bytes: [UInt8], name: String) -> DepartmentReading {
    var reading = DepartmentReading()
    var text = CommaSeparated(bytes)
    guard let header = text.next()?.fields else {
      reading.refused.append(
        PublishedProblem(
          file: name, line: 0, field: "file", value: "",
          expected: "a header row and rows of figures",
          remedy: "Download the file again."))
      return reading
    }
    let places = Dictionary(
      header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let needed = layout.columnsNeeded
    let absent = needed.filter { places[$0] == nil }
    guard absent.isEmpty else {
      reading.refused = absent.map {
        PublishedProblem(
          file: name, line: 1, field: $0, value: "no such column",
          expected: "the columns " + needed.joined(separator: ", "),
          remedy: "Check that it is the right file; a renamed column needs a new layout.")
      }
      return reading
    }
    var seen: [Key: Int] = [:]
    while let (line, fields) = text.next() {
      let row = Row(file: name, line: line, fields: fields, places: places)
      guard fields.count == header.count else {
        reading.refused.append(
          row.problem(
            "row", "\(fields.count) fields", expected: "\(header.count) fields as in the header"))
        continue
      }
      do throws(PublishedProblem) {
        for figure in try figures(in: row) {
          let key = Key(measure: figure.measure, area: figure.area, year: figure.year)
          if let earlier = seen[key] {
            throw row.problem(
              "row", "a second \(figure.measure) for \(figure.area) in \(figure.year)",
              expected: "each once; line \(earlier) has it already")
          }
          seen[key] = line
          reading.figures.append(figure)
        }
      } catch {
        reading.refused.append(error)
      }
    }
    return reading
  }

  private struct Key: Hashable {
    let measure: String
    let area: String
    let year: Int
  }

  private func figures(in row: Row) throws(PublishedProblem) -> [DepartmentFigure] {
    let wanted = layout.measures.filter { measure in
      measure.filters.allSatisfy { row[$0] == $1 }
    }
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
  private func year(of row: Row) throws(PublishedProblem) -> Int {
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

  private func area(of row: Row) throws(PublishedProblem) -> String {
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
    // Two authorities that report together are written with a stroke between.
    let written = columns.map { row[$0].filter { $0 != " " } }
    if let code = written.lazy.compactMap({ codes[$0] }).first { return code }
    throw row.problem(
      columns[0], written[0], expected: "the code of England, a region or an authority")
  }

  private struct Row {
    let file: String
    let line: Int
    let fields: [String]
    let places: [String: Int]

    subscript(column: String) -> String {
      places[column].flatMap { fields.indices.contains($0) ? fields[$0] : nil } ?? ""
    }

    func problem(_ field: String, _ value: String, expected: String) -> PublishedProblem {
      PublishedProblem(
        file: file, line: line, field: field, value: value, expected: expected,
        remedy: "The row was left out; the others were read. Mend it and read the file again.")
    }
  }
}
