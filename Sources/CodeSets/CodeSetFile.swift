/// Reads a file of code sets: set, code, meaning, first year, last year; a header row first.
enum CodeSetFile {
  static func read(
    _ text: String, prefix: String, file: String
  ) throws(CodeSetError) -> [CodeSet] {
    var order: [String] = []
    var meanings: [String: [CodeMeaning]] = [:]
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let cells = cells(of: line)
      guard cells.count == 5, let first = year(cells[3]), let last = year(cells[4]) else {
        throw .brokenLine(file: file, line: index + 1, text: String(line))
      }
      let name = "\(prefix).\(cells[0])"
      if meanings[name] == nil { order.append(name) }
      meanings[name, default: []].append(
        CodeMeaning(code: cells[1], meaning: cells[2], firstYear: first, lastYear: last))
    }
    return order.map { CodeSet(name: $0, meanings: meanings[$0] ?? []) }
  }

  /// The cells of one line.
  ///
  /// A quoted cell may hold commas and doubled quotes, never a line break.
  private static func cells(of line: Substring) -> [String] {
    var cells: [String] = []
    var cell = ""
    var quoted = false
    var previousWasQuote = false
    for character in line {
      if character == "\"" {
        if !quoted && previousWasQuote { cell.append(character) }
        quoted.toggle()
        previousWasQuote = !previousWasQuote
      } else if character == ",", !quoted {
        cells.append(cell)
        cell = ""
        previousWasQuote = false
      } else {
        cell.append(character)
        previousWasQuote = false
      }
    }
    return cells + [cell]
  }

  /// The end year of a label such as `2024-25`.
  ///
  /// Outer nil: not a year; inner nil: none given.
  private static func year(_ label: String) -> Int?? {
    if label.isEmpty { return .some(nil) }
    let parts = label.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let start = Int(parts[0]),
      let end = Int(parts[1]), (start + 1) % 100 == end
    else { return nil }
    return .some(start + 1)
  }
}
