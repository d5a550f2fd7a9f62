extension DepartmentLayout {
  /// The columns of a file that describes layouts.
  public static let describingColumns = ["layout", "measure", "column", "where"]

  /// The layouts that a file describes, a row for each measure.
  ///
  /// A row has the layout's title, the measure by its name in Kith, the column that holds it, and the
  /// words that other columns must have for it, as `column=words; column=words`. Files of inspections have parts of a judgement for measures; of
  /// several columns for the same part the first that a file has counts.
  ///
  /// - Parameter measures: every measure that Kith holds.
  /// - Returns: the layouts; none where any row was refused, as half a layout would lose figures
  ///   without a word.
  public static func described(in bytes: [UInt8], name: String, measures known: Set<String>)
    -> (layouts: [DepartmentLayout], refused: [PublishedProblem])
  {
    var text = CommaSeparated(bytes)
    guard let header = text.next(), header.fields == describingColumns else {
      return (
        [],
        [
          PublishedProblem(
            file: name, line: 1, field: "header", value: "other columns",
            expected: describingColumns.joined(separator: ","),
            remedy: "kith data layouts prints those that Kith knows, in the same form.")
        ]
      )
    }
    var titles: [String] = []
    var found: [String: [Measure]] = [:]
    var refused: [PublishedProblem] = []
    while let (line, fields) = text.next() {
      func refuse(_ field: String, _ value: String, expected: String) {
        refused.append(
          PublishedProblem(
            file: name, line: line, field: field, value: value, expected: expected,
            remedy: "Mend the line. Nothing was read by this layout."))
      }
      guard fields.count == describingColumns.count else {
        refuse("row", "\(fields.count) fields", expected: "\(describingColumns.count) fields")
        continue
      }
      let (title, measure, column) = (fields[0], fields[1], fields[2])
      let filters = filters(fields[3])
      if title.isEmpty { refuse("layout", "", expected: "what the file is about") }
      let isPart = JudgementPart(rawValue: measure) != nil
      if !known.contains(measure), !isPart {
        refuse(
          "measure", measure,
          expected: "one of "
            + (known.sorted() + JudgementPart.allCases.map(\.rawValue)).joined(separator: ", "))
      } else if let first = found[title]?.first,
        isPart != (JudgementPart(rawValue: first.name) != nil)
      {
        refuse(
          "measure", measure,
          expected: "either figures or parts of judgements in one layout, as \(first.name) is")
      }
      if column.isEmpty { refuse("column", "", expected: "the name of a column of the file") }
      if filters == nil {
        refuse("where", fields[3], expected: "nothing, or column=words; column=words")
      }
      let new = Measure(measure, column: column, where: filters ?? [:])
      let isRepeated = found[title]?.contains {
        $0.name == measure && $0.filters == new.filters && (!isPart || $0.column == column)
      }
      if isRepeated == true {
        refuse("measure", measure, expected: "each measure once where the same words stand")
      }
      if found[title] == nil { titles.append(title) }
      found[title, default: []].append(new)
    }
    if titles.isEmpty, refused.isEmpty {
      refused.append(
        PublishedProblem(
          file: name, line: 0, field: "file", value: "no rows", expected: "a row for each measure",
          remedy: "Say which column holds which measure."))
    }
    let layouts = titles.map { DepartmentLayout($0, found[$0] ?? []) }
    for layout in layouts where layout.isOfJudgements {
      for parts in DepartmentLayout.neededParts where layout.columns(of: parts).isEmpty {
        refused.append(
          PublishedProblem(
            file: name, line: 0, field: "measure", value: "none of them for “\(layout.title)”",
            expected: parts.map(\.rawValue).joined(separator: " or "),
            remedy: "Say which column holds it. Nothing was read by this layout."))
      }
    }
    guard refused.isEmpty else { return ([], refused) }
    return (layouts, [])
  }

  /// Its rows in a file that describes layouts, without the header.
  public var describingRows: [[String]] {
    measures.map { measure in
      [
        title, measure.name, measure.column,
        measure.filters.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: "; "),
      ]
    }
  }

  /// Nil where a part has no column or no words.
  private static func filters(_ text: String) -> [String: String]? {
    var filters: [String: String] = [:]
    for part in text.split(separator: ";") {
      guard let sign = part.firstIndex(of: "=") else { return nil }
      let column = part[..<sign].trimmed
      let words = part[part.index(after: sign)...].trimmed
      guard !column.isEmpty, !words.isEmpty, filters[column] == nil else { return nil }
      filters[column] = words
    }
    return filters
  }
}

extension StringProtocol {
  /// Without the spaces around it.
  var trimmed: String {
    let head = drop { $0 == " " }
    guard let last = head.lastIndex(where: { $0 != " " }) else { return "" }
    return String(head[...last])
  }
}
