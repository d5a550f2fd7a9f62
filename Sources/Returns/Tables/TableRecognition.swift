/// Tells which table of a return a sheet is, by its column names.
struct TableRecognition {
  let layout: TableLayout
  /// For each column of the layout, the column of the sheet; nil where the sheet lacks it.
  let columns: [Int?]
  let notes: [ReadingNote]

  /// - Throws: a `Refusal` of the file that names the table it looks most like and what it lacks.
  init(of sheet: Sheet, among layouts: [TableLayout], _ limits: ReadingLimits) throws(Refusal) {
    let candidates = layouts.map { Candidate($0, sheet) }
    let usable = candidates.filter { $0.hasKey || limits.acceptsRowsWithoutKey }
    guard let best = TableRecognition.choose(usable) else {
      throw TableRecognition.refusal(of: sheet, candidates)
    }
    layout = best.layout
    columns = best.columns
    notes = best.notes(on: sheet)
  }

  /// The table whose columns are all there, the widest first.
  ///
  /// Otherwise the one that the file is named after if half its columns are there, or the only one
  /// with three quarters of them.
  private static func choose(_ candidates: [Candidate]) -> Candidate? {
    let whole = candidates.filter(\.missing.isEmpty)
    if let widest = whole.map(\.columns.count).max() {
      let widestOnes = whole.filter { $0.columns.count == widest }
      return widestOnes.first { $0.nameMatch > 0 } ?? widestOnes.first
    }
    let named = candidates.filter { $0.nameMatch > 0 }.max { $0.nameMatch < $1.nameMatch }
    if let named { return named.share >= 0.5 ? named : nil }
    let likely = candidates.filter { $0.share >= 0.75 }
    guard let best = likely.map(\.share).max() else { return nil }
    let bestOnes = likely.filter { $0.share == best }
    return bestOnes.count == 1 ? bestOnes.first : nil
  }

  private static func refusal(of sheet: Sheet, _ candidates: [Candidate]) -> Refusal {
    let nearest = candidates.max { ($0.share, $0.nameMatch) < ($1.share, $1.nameMatch) }
    var refusal = Refusal(
      .file, file: sheet.file,
      reason: "its column names are not those of any table of the return",
      expected: "the column names of one table, such as "
        + (nearest?.layout.columnNames.joined(separator: ", ") ?? ""),
      remedy: "Check that it is the right file and that its first row holds the column names.",
      columns: sheet.columns)
    if let nearest, nearest.share > 0.3 {
      refusal.table = nearest.layout.name
      refusal.reason =
        "it looks most like the table \(nearest.layout.name), but lacks "
        + nearest.missing.joined(separator: ", ")
      refusal.expected = "columns " + nearest.layout.columnNames.joined(separator: ", ")
    }
    return refusal
  }
}

/// How well one table fits a sheet.
private struct Candidate {
  let layout: TableLayout
  let columns: [Int?]
  let missing: [String]
  /// How much of the file's name is the usual name of the table's file; 0 where it is not in it.
  let nameMatch: Int

  init(_ layout: TableLayout, _ sheet: Sheet) {
    let places = Dictionary(
      sheet.columns.enumerated().map { ($1.uppercased(), $0) },
      uniquingKeysWith: { first, _ in first })
    self.layout = layout
    columns = layout.columns.map { places[$0.name.uppercased()] }
    missing = zip(layout.columns, columns).filter { $1 == nil }.map(\.0.name)
    let fileName = sheet.file.split(separator: "/").last?.lowercased() ?? ""
    let stem = layout.fileStem
    nameMatch = !stem.isEmpty && fileName.contains(stem) ? stem.count : 0
  }

  /// Every table is keyed by its first column.
  var hasKey: Bool { columns.first.flatMap { $0 } != nil }

  var share: Double { Double(columns.count - missing.count) / Double(max(columns.count, 1)) }

  func notes(on sheet: Sheet) -> [ReadingNote] {
    var notes: [ReadingNote] = []
    if !missing.isEmpty {
      notes.append(
        ReadingNote(
          "It was read as the table \(layout.name), but it lacks the columns "
            + "\(missing.joined(separator: ", ")), which were taken as empty.",
          file: sheet.file, weight: .warning))
    }
    let known = Set(columns.compactMap { $0 })
    let extra = sheet.columns.enumerated()
      .filter {
        !known.contains($0) && $1 != Sheet.reasonColumn && !layout.derived.contains($1.uppercased())
      }
      .map { $1.isEmpty ? "column \($0 + 1), which has no name" : $1 }
    if !extra.isEmpty {
      notes.append(
        ReadingNote(
          "These columns are not part of the table \(layout.name) and were not read: "
            + "\(extra.joined(separator: ", ")).", file: sheet.file, weight: .warning))
    }
    return notes
  }
}
