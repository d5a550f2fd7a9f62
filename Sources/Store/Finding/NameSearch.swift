import CareRecord
import CivilTime

/// Finds the records whose names are near to what was typed.
///
/// The names of the vocabulary that each typed word may mean are found first (by themselves, their
/// rests and their sound). Then the rows of the one word that fewest children have are read, and
/// each row, which holds all the words of its child's names, is held against all the words typed.
struct NameSearch {
  let database: StoreConnection
  let authority: Authority
  let nicknames: Nicknames
  /// Only children born on these days; nil for all.
  let born: ClosedRange<Day>?
  /// The records of the person who asks, for whom rows are read even when there are too many.
  let related: Set<Int64>
  /// How many are kept, beside one's own children, when one word was typed: the newest.
  let kept: Int

  struct Found {
    var cost: Int
    var what: SearchReason.What
  }

  /// How many rows of one word are read: all that 500,000 children can have of one name.
  private static let mostRows = 12_000
  /// How many when one word was typed, so that every row is a hit.
  private static let mostHits = 3_000
  /// How many near names' rows are asked for in one round trip.
  private static let askedTogether = 16

  /// The records found, by the words as they were typed and, if those find nothing near, by words
  /// put together, taken apart, or left out.
  /// - Parameter enough: where so many were found exactly, no less near ones are looked for
  func find(_ words: [String], enough: Int) throws -> [Int64: Found] {
    let patterns = try self.patterns(words)
    var found: [Int64: Found] = [:]
    // One letter means too many; it helps to choose among one's own.
    if words.count == 1, words[0].utf8.count == 1 {
      try readRelated(NamePattern(words: patterns), into: &found) {
        Found(cost: $0.cost, what: .name($0.least))
      }
      return found
    }
    try find(NamePattern(words: patterns), enough: enough, into: &found) {
      Found(cost: $0.cost, what: .name($0.least))
    }
    if found.values.contains(where: { $0.cost < Closeness.oneStep.rawValue }) { return found }
    for other in try otherReadings(words, patterns) {
      try find(other, enough: enough, into: &found) {
        Found(cost: $0.cost + 1, what: .joinedOrSplit)
      }
    }
    if found.isEmpty, words.count > 2 {
      try find(NamePattern(words: patterns), missing: 1, enough: enough, into: &found) {
        Found(cost: $0.cost + 8, what: .someOfTheNames)
      }
    }
    return found
  }

  // MARK: - What the words may mean

  private func patterns(_ words: [String]) throws -> [WordPattern] {
    let asked = try words.map { word in
      let pattern = WordPattern(word)
      let keys = pattern.keys(nicknames)
      return (
        pattern,
        keys.isEmpty
          ? nil
          : try ask(
            "SELECT k.value FROM \(NameSearch.keyTable) k WHERE k.authority = ? AND k.key", in: keys
          )
      )
    }
    return try asked.map { pattern, rows in
      var pattern = pattern
      guard let select = try rows?.begin() else { return pattern }
      defer { select.endRows() }
      var names: Set<String> = []
      while try select.step() { names.insert(select.text(0)) }
      pattern.choose(from: names, nicknames)
      return pattern
    }
  }

  /// Asks for the rows whose last column of `sql` is one of some texts.
  ///
  /// A server keeps each statement that it was sent, so there are only a few, with places for 16, 32 and so
  /// on; those that are over hold the last text again.
  private func ask(_ sql: String, in texts: some Collection<String>) throws -> AskedRows {
    let places = (texts.count + 15) / 16 * 16
    let marks = Array(repeating: "?", count: places).joined(separator: ", ")
    let values = texts.map(Cell.text)
    let more = Array(repeating: values.last ?? .null, count: places - values.count)
    return try database.ask(
      "\(sql) IN (\(marks))", [.integer(Int64(authority.number))] + values + more)
  }

  /// Two words that stand together as one (`mary ann`), and one word as two (`maryann`).
  private func otherReadings(
    _ words: [String], _ patterns: [WordPattern]
  ) throws -> [NamePattern] {
    var readings: [NamePattern] = []
    for index in words.indices.dropLast() {
      var joined = patterns
      joined.replaceSubrange(
        index...index + 1, with: try self.patterns([words[index] + words[index + 1]]))
      readings.append(NamePattern(words: joined))
    }
    for (index, word) in words.enumerated() where word.unicodeScalars.count >= 6 {
      for split in try splits(word).prefix(2) {
        var apart = patterns
        apart.replaceSubrange(index...index, with: [WordPattern(split.0), WordPattern(split.1)])
        readings.append(NamePattern(words: apart))
      }
    }
    return readings
  }

  /// The ways in which a word is two names of the vocabulary.
  private func splits(_ word: String) throws -> [(String, String)] {
    let scalars = Array(word.unicodeScalars)
    let splits = (2...(scalars.count - 2)).map { end in
      (
        String(String.UnicodeScalarView(scalars[..<end])),
        String(String.UnicodeScalarView(scalars[end...]))
      )
    }
    let select = try ask(
      "SELECT t.word FROM \(NameSearch.tallyTable) t WHERE t.authority = ? AND t.word",
      in: splits.flatMap { [$0, $1] }
    ).begin()
    defer { select.endRows() }
    var names: Set<String> = []
    while try select.step() { names.insert(select.text(0)) }
    return splits.filter { names.contains($0) && names.contains($1) }
  }

  // MARK: - The rows of words

  /// Rows to read: those of one word, or of all that begin with one and are longer.
  private enum Source {
    case word(String)
    case beginning(String)
  }

  private func find(
    _ pattern: NamePattern, missing: Int = 0, enough: Int, into found: inout [Int64: Found],
    _ make: (NamePattern.Match) -> Found
  ) throws {
    let isSingle = pattern.words.count == 1
    for reach in Reach.allCases {
      guard let sources = try seeds(pattern, reach, missing: missing) else { continue }
      var left = isSingle ? NameSearch.mostHits : NameSearch.mostRows
      var next = 0
      // The nearest first, and then several together.
      while next < sources.count, left > 0 {
        // Further sources hold names that are less near.
        if isSingle, reach == .near, found.count >= 4 * enough { break }
        let end = min(sources.count, next == 0 ? 1 : next + NameSearch.askedTogether)
        let some = sources[next..<end]
        next = end
        let asked = try some.map { try ask($0, limit: left) }
        for rows in asked {
          left -= try take(try rows.begin(), pattern, missing: missing, into: &found, make)
        }
        if isSingle, left <= 0 {
          try readRelated(pattern, into: &found, make)
        }
      }
      if found.count >= enough { return }
    }
  }

  /// How far to look for the word whose rows are read.
  private enum Reach: CaseIterable {
    case exact, near
  }

  /// The rows of the word that fewest children have; nil where none will do.
  private func seeds(_ pattern: NamePattern, _ reach: Reach, missing: Int) throws -> [Source]? {
    var choices: [(sources: [Source], counts: [AskedRows])] = []
    for word in pattern.words where word.typed.unicodeScalars.count > 1 || pattern.words.count == 1
    {
      var sources: [Source] = [.word(word.typed), .beginning(word.typed)]
      for other in word.others where reach == .near || other.closeness == .otherForm {
        sources.append(.word(other.name))
      }
      if pattern.words.count == 1 { return sources }
      choices.append((sources, try askCounts(of: sources)))
    }
    let counted = try choices.map { choice in
      (sources: choice.sources, rows: try choice.counts.reduce(0) { $0 + (try count($1)) })
    }.sorted { $0.rows < $1.rows }
    guard missing > 0 else { return counted.first?.sources }
    // A child who lacks one of the words has one of any two.
    return counted.prefix(missing + 1).flatMap(\.sources)
  }

  /// Asks how many rows sources have, to be added up.
  private func askCounts(of sources: [Source]) throws -> [AskedRows] {
    let sum = """
      SELECT CAST(coalesce(sum(w.rows), 0) AS \(database.dialect.integer))
      FROM \(NameSearch.tallyTable) w WHERE w.authority = ? AND
      """
    var words: [String] = []
    var asked: [AskedRows] = []
    for source in sources {
      switch source {
      case .word(let word): words.append(word)
      case .beginning:
        let (condition, arguments) = condition(of: source)
        asked.append(try database.ask("\(sum) \(condition)", arguments))
      }
    }
    return asked + [try ask("\(sum) w.word", in: words)]
  }

  private func count(_ asked: AskedRows) throws -> Int {
    let select = try asked.begin()
    defer { select.endRows() }
    return try select.step() ? Int(select.integer(0)) : 0
  }

  private func condition(of source: Source) -> (String, [Cell]) {
    let authority = Cell.integer(Int64(authority.number))
    return switch source {
    case .word(let word): ("w.word = ?", [authority, .text(word)])
    // No name has a letter after the last that Unicode can have.
    case .beginning(let word):
      ("w.word > ? AND w.word < ?", [authority, .text(word), .text(word + "\u{10FFFF}")])
    }
  }

  private func ask(_ source: Source, limit: Int) throws -> AskedRows {
    var (condition, arguments) = condition(of: source)
    if let born {
      condition += " AND w.birth_date BETWEEN ? AND ?"
      arguments += [.day(born.lowerBound), .day(born.upperBound)]
    }
    let order = if case .word = source { "w.record DESC" } else { "w.word, w.record DESC" }
    return try database.ask(
      """
      SELECT w.record, w.words FROM \(NameSearch.table) w WHERE w.authority = ? AND \(condition)
      ORDER BY \(order) LIMIT ?
      """, arguments + [.integer(Int64(limit))])
  }

  /// The person's own children, who must not be crowded out by others of the same name.
  private func readRelated(
    _ pattern: NamePattern, into found: inout [Int64: Found],
    _ make: (NamePattern.Match) -> Found
  ) throws {
    let select = try PreparedStatement(
      database,
      """
      SELECT w.record, w.words, w.birth_date FROM \(NameSearch.table) w
      WHERE w.authority = ? AND w.record = ? AND w.row = 0
      """)
    for record in related where found[record] == nil {
      select.bind([.integer(Int64(authority.number)), .integer(record)])
      _ = try take(select, pattern, missing: 0, into: &found, make) { select in
        guard let born else { return true }
        return select.day(2).map(born.contains) ?? false
      }
    }
  }

  /// - Returns: how many rows were read
  private func take(
    _ select: PreparedStatement, _ pattern: NamePattern, missing: Int,
    into found: inout [Int64: Found], _ make: (NamePattern.Match) -> Found,
    where isWanted: (PreparedStatement) -> Bool = { _ in true }
  ) throws -> Int {
    var rows = 0
    defer { select.endRows() }
    while try select.step() {
      rows += 1
      guard isWanted(select),
        let match = select.withText(1, { pattern.match($0, missing: missing) })
      else { continue }
      let record = select.integer(0)
      if pattern.words.count == 1, found.count >= kept, !related.contains(record) {
        continue
      }
      let new = make(match)
      if let old = found[record], old.cost <= new.cost { continue }
      found[record] = new
    }
    return rows
  }

  static let table = "projection_name_word"
  static let keyTable = "projection_name_word_key"
  private static let tallyTable = "projection_name_word_tally"
}
