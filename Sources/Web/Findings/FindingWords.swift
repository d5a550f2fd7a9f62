import CareRecord
import CaseworkPages
import Checking
import HTML
import Returns
import Store

extension FindingLine {
  /// A finding in the words of its rule.
  init(_ finding: ReturnFinding, card: RuleCard?) {
    self.init(
      returnTitle: "\(CheckedReturn.title(of: finding.returnName)), "
        + CollectionYear.ending(finding.year).description,
      rule: finding.rule, ruleLink: .rule(finding.rule, of: finding.returnName),
      severity: FindingSeverity(rawValue: finding.severity) ?? .toCheck,
      message: card?.message ?? "", places: finding.places.map(FindingLine.Place.init),
      fact: finding.fact,
      factLabel: finding.factKind.flatMap { FactRegister.kind(named: $0)?.kind.label })
  }
}

extension FindingLine.Place {
  init(_ place: ReturnFinding.Place) {
    self.init(
      table: place.table, isPrevious: place.isPrevious, row: place.row,
      cells: zip(place.fields, place.values).map { FindingLine.Place.Cell($0, $1) })
  }
}

extension CheckedReturn {
  /// "SSDA903", "Children in need census".
  static func title(of name: String) -> String {
    CheckedReturn(rawValue: name)?.shortTitle ?? name
  }

  var shortTitle: String {
    switch self {
    case .ssda903: "SSDA903"
    case .cin: "Children in need census"
    }
  }
}

extension LiveRules {
  /// Findings in words; those of a rule that no book of the day has any more are left out by the
  /// store, which finds anew.
  func lines(_ findings: [ReturnFinding]) -> [FindingLine] { findings.map(line) }

  func line(_ finding: ReturnFinding) -> FindingLine {
    FindingLine(
      finding,
      card: check(of: .ending(finding.year)).card(of: finding.rule, return: finding.returnName))
  }

  /// The rules that a record alone cannot decide, each once.
  func undecided(in checks: [LiveCheck]) -> [UndecidedRule] {
    var seen: Set<[String]> = []
    return checks.flatMap(\.undecided).filter {
      seen.insert([$0.returnName, $0.card.code]).inserted
    }.map {
      UndecidedRule(
        returnTitle: CheckedReturn.title(of: $0.returnName), rule: $0.card.code,
        link: .rule($0.card.code, of: $0.returnName), reason: $0.reason)
    }
  }
}
