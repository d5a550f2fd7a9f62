/// A few rows of a return that show what a rule is about, written one to a line.
///
/// ```
/// Header CHILD=7 DOB=01/05/2010
/// Episodes CHILD=7 DECOM=01/04/2026 REC="X1 " !
/// Header_last CHILD=7
/// ```
///
/// A line begins with the name of a table; last year's has `_last` behind it. A row without CHILD
/// is of the child 1; a value is in quotes where it holds a space. `!` marks a row that the rule
/// flags; where no row is marked in an example that fails, every row of the tables that the rule
/// flags is meant. `Table *` gives a table that is there without rows.
public struct RuleExample: Sendable, Equatable {
  public struct Row: Sendable, Equatable {
    public var table: String
    public var isPrevious: Bool
    public var values: [String: String]
    public var isFlagged: Bool
  }

  public var rows: [Row] = []
  /// Tables that are there without rows, by name, with `_last` where they are last year's.
  public var emptyTables: [String] = []

  /// - Throws: `RuleExampleError` naming the line that cannot be read.
  public init(_ text: String, key: String = "CHILD") throws(RuleExampleError) {
    for line in text.split(separator: "\n") {
      let words = try RuleExample.words(line)
      guard let name = words.first else { continue }
      let isPrevious = name.hasSuffix("_last")
      if words.dropFirst().first == "*" {
        emptyTables.append(name)
        continue
      }
      var row = Row(
        table: isPrevious ? String(name.dropLast(5)) : name, isPrevious: isPrevious, values: [:],
        isFlagged: false)
      for word in words.dropFirst() {
        if word == "!" {
          row.isFlagged = true
          continue
        }
        guard let equals = word.firstIndex(of: "=") else {
          throw RuleExampleError(line: String(line))
        }
        row.values[String(word[..<equals])] = String(word[word.index(after: equals)...])
      }
      if row.values[key] == nil { row.values[key] = "1" }
      rows.append(row)
    }
  }

  /// The words of a line; a part in quotes may hold spaces.
  private static func words(_ line: Substring) throws(RuleExampleError) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case " " where !isQuoted:
        if !word.isEmpty { words.append(word) }
        word = ""
      default: word.append(character)
      }
    }
    guard !isQuoted else { throw RuleExampleError(line: String(line)) }
    if !word.isEmpty { words.append(word) }
    return words
  }
}

/// A line of an example that cannot be read.
public struct RuleExampleError: Error, CustomStringConvertible {
  public let line: String

  public var description: String { "“\(line)” is not a row of an example" }
}
