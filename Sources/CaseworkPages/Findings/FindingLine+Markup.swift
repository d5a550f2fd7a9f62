import CareRecord
import HTML
import Store

extension Sequence<FindingLine> {
  /// Whether they are about more than one return or year.
  var areOfSeveralReturns: Bool { Set(map(\.returnTitle)).count > 1 }
}

extension FindingLine {
  /// The rule, its severity, and where several returns are meant, which.
  @MarkupBuilder func ruleCell(showsReturn: Bool) -> Markup {
    a(class: "govuk-link", .href(ruleLink)) { rule }
    " "
    severity.tag
    if showsReturn {
      br()
      span(class: "kith-missing govuk-!-font-weight-regular") { returnTitle }
    }
  }

  @MarkupBuilder var placesCell: Markup {
    for place in places {
      p(class: "govuk-body govuk-!-margin-bottom-1") {
        "\(place.table), row \(place.row)\(place.isPrevious ? " of last year" : ""): "
        for (number, cell) in place.cells.enumerated() {
          if number > 0 { ", " }
          cell.name
          " "
          if let value = cell.value {
            strong { value }
          } else {
            span(class: "kith-missing") { "empty" }
          }
        }
      }
    }
  }

  /// Leads to the fact to mend, or where there is none yet to the record.
  @MarkupBuilder func mendCell(of subject: Subject, _ link: (FactID) -> Link) -> Markup {
    if let fact {
      a(class: "govuk-link", .href(link(fact))) { factLabel ?? "The fact" }
    } else {
      a(class: "govuk-link", .href(.record(of: subject))) { "Nothing is recorded yet" }
    }
  }
}

/// What cannot be said before the whole return is made.
struct UndecidedRules: Component {
  let rules: [UndecidedRule]
  var title: String?
  var advice =
    "They are not passed: nobody has looked. They run when the files of a return are checked, with the lists that they need."

  var markup: Markup {
    if !rules.isEmpty {
      Details(title ?? "\(counted(rules.count, "rule")) cannot be decided from a record alone") {
        p(class: "govuk-body") { advice }
        for reason in reasons {
          p(class: "govuk-body govuk-!-margin-bottom-1") {
            strong { reason.prefix(1).uppercased() + reason.dropFirst() + ":" }
          }
          p(class: "govuk-body") {
            for (number, rule) in rules.filter({ $0.reason == reason }).enumerated() {
              if number > 0 { ", " }
              a(class: "govuk-link", .href(rule.link)) { rule.rule }
            }
          }
        }
      }
    }
  }

  private var reasons: [String] {
    var seen: Set<String> = []
    return rules.map(\.reason).filter { seen.insert($0).inserted }
  }
}
