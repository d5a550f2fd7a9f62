import CaseworkPages
import Checking
import Returns

extension RuleView {
  /// The versions of one rule; nil where no book has it.
  init?(_ code: String, of checked: CheckedReturn) {
    let cards = checked.cards(of: code).reversed()
    guard let newest = cards.first else { return nil }
    let subject = checked.subjects.first { $0.cards.contains { $0.code == newest.code } }
    self.init(
      returnName: checked.rawValue, returnTitle: checked.shortTitle, code: newest.code,
      subject: subject?.title ?? "Other rules",
      versions: cards.map { RuleView.Version($0, checked) }
    )
  }
}

extension RuleView.Version {
  init(_ card: RuleCard, _ checked: CheckedReturn) {
    self.init(
      years: card.spokenYears, message: card.message,
      severity: FindingSeverity(rawValue: card.severity.rawValue) ?? .toCheck,
      needs: card.needs.map(\.spoken),
      cells: card.fields.map { "\($0.table) \($0.names.joined(separator: ", "))" },
      provenance: card.provenance.spoken,
      fails: RuleView.ExampleTable.tables(of: card.fails, card, checked, fails: true),
      passes: RuleView.ExampleTable.tables(of: card.passes, card, checked, fails: false))
  }
}

extension RuleView.ExampleTable {
  /// The tables of an example, in the order in which they first appear.
  static func tables(
    of text: String, _ card: RuleCard, _ checked: CheckedReturn, fails: Bool
  ) -> [RuleView.ExampleTable] {
    guard let example = try? RuleExample(text, key: checked.childColumn) else { return [] }
    // Where no row is marked, every row of the tables that the rule flags is meant.
    let marksAll = fails && !example.rows.contains { $0.isFlagged }
    let flagged = Set(card.fields.map(\.table))
    var order: [[String]] = []
    for row in example.rows {
      let key = [row.table, row.isPrevious ? "last" : ""]
      if !order.contains(key) { order.append(key) }
    }
    var tables = order.map { key in
      let rows = example.rows.filter { $0.table == key[0] && $0.isPrevious == !key[1].isEmpty }
      let used = Set(rows.flatMap { $0.values.keys })
      let columns =
        checked.columns(of: key[0]).filter(used.contains)
        + used.subtracting(checked.columns(of: key[0])).sorted()
      return RuleView.ExampleTable(
        title: key[1].isEmpty ? key[0] : "last year’s \(key[0])", columns: columns,
        rows: rows.map { row in
          Row(
            values: columns.map { name in row.values[name].flatMap { $0.isEmpty ? nil : $0 } },
            isFlagged: row.isFlagged
              || marksAll && flagged.contains(row.table) && !row.isPrevious)
        })
    }
    for name in example.emptyTables {
      let isPrevious = name.hasSuffix("_last")
      tables.append(
        RuleView.ExampleTable(
          title: isPrevious ? "last year’s \(name.dropLast(5))" : name, columns: [], rows: []))
    }
    return tables
  }
}
