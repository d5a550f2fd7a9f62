import CINCensus
public import Returns
import SSDA903

extension CheckedReturn {
  /// Everything known of the rules of this return, every version.
  public var cards: [RuleCard] {
    switch self {
    case .ssda903: SSDA903RuleBook.all.map(\.card)
    case .cin: CINRuleBook.all.map(\.card)
    }
  }

  /// What the rules are about, each with the rules, every version.
  public var subjects: [(title: String, cards: [RuleCard])] {
    switch self {
    case .ssda903: SSDA903RuleBook.subjects.map { ($0.title, $0.rules.map(\.card)) }
    case .cin: CINRuleBook.subjects.map { ($0.title, $0.rules.map(\.card)) }
    }
  }

  /// The names of a table's columns, in the order of the return; empty for a table that it does not
  /// have.
  public func columns(of table: String) -> [String] {
    switch self {
    case .ssda903: form.layouts.first { $0.name == table }?.columnNames ?? []
    case .cin: CINModule.allCases.first { $0.name == table }?.columnNames ?? []
    }
  }

  /// The column that says which child a row is about.
  public var childColumn: String {
    switch self {
    case .ssda903: "CHILD"
    case .cin: "LAchildID"
    }
  }

  /// Those with rules.
  public static var withRules: [CheckedReturn] { allCases.filter { !$0.cards.isEmpty } }

  /// The years that some return has a rule book for.
  public static var years: [CollectionYear] {
    let years = ClosedRange<CollectionYear>.everyRuleBook
    return (years.lowerBound.endYear...years.upperBound.endYear).map { .ending($0) }
  }

  /// The versions of one rule, oldest first; letter case aside.
  public func cards(of code: String) -> [RuleCard] {
    cards.filter { $0.code.lowercased() == code.lowercased() }
      .sorted { $0.years.lowerBound < $1.years.lowerBound }
  }
}

extension RuleCard {
  /// The years of this version, as people read them.
  public var spokenYears: String {
    years.lowerBound == years.upperBound
      ? years.lowerBound.description : "\(years.lowerBound) to \(years.upperBound)"
  }

  /// What is known of the rule, for a terminal.
  public var text: [String] {
    var lines = [
      "Rule \(code), \(spokenYears)", "  \(message)", "",
      "  Severity: \(severity.spoken)", "  Needs: \(needs.map(\.spoken).joined(separator: ", "))",
      "  Looks at: "
        + fields.map { "\($0.table) \($0.names.joined(separator: ", "))" }.joined(separator: "; "),
      "  Wording: \(provenance.spoken)", "", "  Fails:",
    ]
    lines += fails.split(separator: "\n").map { "    \($0)" }
    lines.append("  Passes:")
    lines += passes.split(separator: "\n").map { "    \($0)" }
    return lines
  }
}

extension RuleNeed {
  /// As people read it.
  public var spoken: String {
    switch self {
    case .table(let name): name
    case .lastYear(let name): "last year’s \(name)"
    case .reference(.postcodes): "a list of postcodes"
    case .reference(.providers): "a list of providers"
    case .reference(.authorities): "a list of authorities"
    case .authority: "the authority’s code"
    }
  }
}

extension RuleProvenance {
  /// As people read it.
  public var spoken: String {
    switch self {
    case .sectorRuleBook:
      "restated from the rule books that councils share; the Department’s own document was not at hand"
    case .sectorChecker:
      "a check of the councils’ open checker, which is not in the Department’s list"
    }
  }
}
