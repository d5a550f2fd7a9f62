public import Returns

/// Rows of a return with a text that no other row should have.
public struct SharedTexts: Sendable {
  private struct Entry: Sendable {
    var text: CellText
    var row: RuleFindings.FlaggedRow

    /// Entries with the same key may have the same text; with others they have not.
    var key: UInt64 {
      let (high, low) = text.order
      return (low ^ UInt64(row.rule)) &* 0x9E37_79B9_7F4A_7C15 ^ high
    }
  }

  /// In a list: a dictionary of lists would take a quarter of a large file's memory.
  private var entries: [Entry] = []
  private var rule: Int32 = 0
  private var child: Int32 = 0

  /// Makes ready for a rule and a child.
  mutating func begin(rule: Int, child: Int) {
    self.rule = Int32(truncatingIfNeeded: rule)
    self.child = Int32(truncatingIfNeeded: child)
  }

  public mutating func add<Column>(_ text: CellText, _ row: CheckedRow<Column>) {
    entries.append(
      Entry(text: text, row: RuleFindings.FlaggedRow(rule: rule, child: child, row)))
  }

  /// Adds the rows of another part of the return.
  mutating func merge(_ other: SharedTexts) {
    if entries.isEmpty { entries = other.entries } else { entries += other.entries }
  }

  /// The rows whose text another one has too under the same rule.
  var shared: [RuleFindings.FlaggedRow] {
    // Numbers are sorted much faster than entries, and hardly any text is met twice.
    let keys = entries.map(\.key).sorted()
    var repeated: Set<UInt64> = []
    for (key, next) in zip(keys, keys.dropFirst()) where key == next { repeated.insert(key) }
    guard !repeated.isEmpty else { return [] }
    var rows: [Int32: [CellText: [RuleFindings.FlaggedRow]]] = [:]
    for entry in entries where repeated.contains(entry.key) {
      rows[entry.row.rule, default: [:]][entry.text, default: []].append(entry.row)
    }
    return rows.values.flatMap(\.values).filter { $0.count > 1 }.flatMap { $0 }
  }
}
