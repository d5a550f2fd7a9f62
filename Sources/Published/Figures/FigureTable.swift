/// One shipped file of figures, column by column in memory: a row is a measure, an area and a
/// release; the cells of a row are years.
struct FigureTable: Sendable {
  let firstYear: Int
  let yearCount: Int
  /// For each measure, the rows of each area, older releases first.
  private let rows: [String: [Range<Int>]]
  private let releases: [Int]
  private let cells: [Figure]

  var measures: some Sequence<String> { rows.keys }

  /// Reads a file: the header `measure,area,release,2010,2011,…`, no quoted fields.
  ///
  /// - Throws: `PublishedProblem` at the first cell that cannot be read: a figure that is shipped is
  ///   right or it is not shown.
  init(
    _ bytes: [UInt8], file: String, areas: [String: Int], releases known: [String: Int]
  ) throws(PublishedProblem) {
    var reader = RowReader(bytes: bytes, file: file)
    let header = reader.words()
    guard header.count > 3, Array(header.prefix(3)) == ["measure", "area", "release"],
      let first = Int(header[3]),
      header.dropFirst(3).enumerated().allSatisfy({ $1 == String(first + $0) })
    else {
      throw reader.problem(
        "header", header.joined(separator: ","), expected: "measure,area,release and years")
    }
    firstYear = first
    yearCount = header.count - 3

    var rows: [String: [Range<Int>]] = [:]
    var releases: [Int] = []
    var cells: [Figure] = []
    cells.reserveCapacity(bytes.count / 3)
    var measure = ""
    var ofMeasure = [Range<Int>](repeating: 0..<0, count: areas.count)
    var lastArea = -1
    while !reader.isAtEnd {
      if !reader.skips(measure) {
        if !measure.isEmpty { rows[measure] = ofMeasure }
        measure = reader.word()
        guard rows[measure] == nil, !measure.isEmpty else {
          throw reader.problem("measure", measure, expected: "the rows of a measure together")
        }
        ofMeasure = [Range<Int>](repeating: 0..<0, count: areas.count)
        lastArea = -1
      }
      let areaCode = reader.word()
      guard let area = areas[areaCode] else {
        throw reader.problem("area", areaCode, expected: "a code of areas.csv")
      }
      let releaseName = reader.word()
      guard let release = known[releaseName] else {
        throw reader.problem("release", releaseName, expected: "a release of releases.csv")
      }
      if area == lastArea {
        guard let last = releases.last, last < release else {
          throw reader.problem("release", releaseName, expected: "releases in order, each once")
        }
        ofMeasure[area] = ofMeasure[area].lowerBound..<releases.count + 1
      } else {
        guard ofMeasure[area].isEmpty else {
          throw reader.problem("area", areaCode, expected: "the rows of an area together")
        }
        ofMeasure[area] = releases.count..<releases.count + 1
        lastArea = area
      }
      releases.append(release)
      for year in 0..<yearCount {
        cells.append(try reader.figure(isLast: year + 1 == yearCount, column: header[year + 3]))
      }
    }
    if !measure.isEmpty { rows[measure] = ofMeasure }
    self.rows = rows
    self.releases = releases
    self.cells = cells
  }

  /// A table of figures that were read from a release of one's own.
  ///
  /// - Parameter release: the place of the release among all.
  init(_ figures: [DepartmentFigure], release: Int, areas: [String: Int]) {
    let years = figures.map(\.year)
    let first = years.min() ?? 0
    let count = (years.max() ?? first) - first + 1
    var rows: [String: [Range<Int>]] = [:]
    var cells: [Figure] = []
    var releases: [Int] = []
    for figure in figures {
      guard let area = areas[figure.area] else { continue }
      var ofMeasure = rows[figure.measure] ?? [Range<Int>](repeating: 0..<0, count: areas.count)
      if ofMeasure[area].isEmpty {
        ofMeasure[area] = releases.count..<releases.count + 1
        releases.append(release)
        cells += [Figure](repeating: .notPublished, count: count)
        rows[figure.measure] = ofMeasure
      }
      cells[ofMeasure[area].lowerBound * count + figure.year - first] = figure.figure
    }
    firstYear = first
    yearCount = count
    self.rows = rows
    self.releases = releases
    self.cells = cells
  }

  /// What the releases in this table print of a measure of an area.
  func prints(of measure: String, area: Int) -> [ReleaseLine] {
    guard let rows = rows[measure]?[area] else { return [] }
    return rows.map { row in
      ReleaseLine(
        release: releases[row], firstYear: firstYear,
        figures: cells[row * yearCount..<(row + 1) * yearCount])
    }
  }
}

/// What one release prints of a measure of an area.
struct ReleaseLine {
  /// The place of the release among all.
  let release: Int
  let firstYear: Int
  let figures: ArraySlice<Figure>
}

/// Steps through the bytes of a table, cell by cell.
private struct RowReader {
  let bytes: [UInt8]
  let file: String
  private var place = 0
  private var line = 1

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  var isAtEnd: Bool { place >= bytes.count }

  /// The words of the line.
  mutating func words() -> [String] {
    var words: [String] = []
    let start = line
    while !isAtEnd, line == start { words.append(word()) }
    return words
  }

  /// The next word; steps over the comma or the line's end behind it.
  mutating func word() -> String {
    let start = place
    while place < bytes.count, bytes[place] != comma, bytes[place] != newline { place += 1 }
    let word = String(decoding: bytes[start..<place], as: UTF8.self)
    stepOver()
    return word
  }

  /// Steps over the word if that is what comes next.
  mutating func skips(_ word: String) -> Bool {
    let length = word.utf8.count
    guard length > 0, place + length < bytes.count, bytes[place + length] == comma,
      bytes[place..<place + length].elementsEqual(word.utf8)
    else { return false }
    place += length
    stepOver()
    return true
  }

  mutating func figure(isLast: Bool, column: String) throws(PublishedProblem) -> Figure {
    let start = place
    var number = 0
    var decimals = -1
    while place < bytes.count, bytes[place] != comma, bytes[place] != newline {
      let byte = bytes[place]
      if byte >= 48, byte <= 57, number < 1_000_000_000_000 {
        number = number * 10 + Int(byte - 48)
        if decimals >= 0 { decimals += 1 }
      } else if byte == 46, decimals < 0, place > start {
        decimals = 0
      } else {
        return try code(from: start, isLast: isLast, column: column)
      }
      place += 1
    }
    let isEmpty = place == start
    try stepOver(isLast: isLast, column: column)
    if isEmpty { return .notPublished }
    return .number(decimals > 0 ? Double(number) / Self.powers[min(decimals, 12)] : Double(number))
  }

  private mutating func code(from start: Int, isLast: Bool, column: String)
    throws(PublishedProblem) -> Figure
  {
    while place < bytes.count, bytes[place] != comma, bytes[place] != newline { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    guard let code = MissingCode(printed: text) else {
      throw problem(column, text, expected: "a figure, a code (c, low, k, u, x, z) or nothing")
    }
    try stepOver(isLast: isLast, column: column)
    return .missing(code)
  }

  private mutating func stepOver(isLast: Bool, column: String) throws(PublishedProblem) {
    let endsLine = place >= bytes.count || bytes[place] == newline
    guard endsLine == isLast else {
      throw problem(column, "the row ends elsewhere", expected: "a cell for each year")
    }
    stepOver()
  }

  private mutating func stepOver() {
    if place < bytes.count, bytes[place] == newline { line += 1 }
    place += 1
  }

  func problem(_ field: String, _ value: String, expected: String) -> PublishedProblem {
    PublishedProblem(
      file: file, line: line, field: field, value: value, expected: expected,
      remedy: "Mend the line or make the files again with scripts/published-figures.")
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
  ]
}

private let comma = UInt8(ascii: ",")
private let newline = UInt8(ascii: "\n")
