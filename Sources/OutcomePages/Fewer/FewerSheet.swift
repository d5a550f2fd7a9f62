import Published
import Statistics

/// Every authority of a comparison, as the rows of a spreadsheet.
public struct FewerSheet: Sendable {
  /// The header first.
  public let rows: [[String]]

  public init(_ page: FewerPage) {
    let question = page.question
    let measures = [
      "lookedAfter", "startedCare", "ceasedCare", "referrals", "inNeed", "startedPlans", "onPlans",
      "workersInPost", "agencyWorkers", "vacancies", "vacancyRateAsPrinted",
      "agencyRateAsPrinted", "turnoverAsPrinted", "caseloadAsPrinted",
    ].filter { $0 != question.measure }
    let years = Array(question.from...max(question.from, question.to))
    var header = ["Authority", "Code", "Compared", "Figures", "Outcome"]
    for (_, name) in FewerSheet.tested {
      header += [
        "Ratio of \(name)", "Ratio of \(name), lower 95%", "Ratio of \(name), upper 95%",
        "p value of \(name), unadjusted",
        "p value of \(name), adjusted for every authority looked at",
        "Change of \(name) is more than chance",
      ]
    }
    header += ["Rate per 10,000 in \(question.from)", "Rate per 10,000 in \(question.to)"]
    header += years.map { "\(question.measure) \($0)" }
    header += measures.flatMap { ["\($0) \(question.from)", "\($0) \(question.to)"] }
    header += [
      "Judgement at the beginning", "Judgement at the end", "Boundary changes",
      "Why it cannot be compared",
    ]
    var rows = [header]
    func number(_ value: Double?) -> String { value.flatMap { $0.isFinite ? "\($0)" : nil } ?? "" }
    let compared = question.comparing.rawValue
    let figures = question.edition == .latest ? "revised" : "first published"
    for change in page.found?.changes ?? [] {
      var row = [
        change.name, change.after.map(\.code).joined(separator: " "), compared, figures,
        change.direction.rawValue,
      ]
      for (comparing, _) in FewerSheet.tested {
        let ratio = change.ratio(comparing)
        let verdict = change.verdict(comparing, asked: question.asked)
        row += [
          number(ratio?.value), number(ratio?.lower), number(ratio?.upper),
          number(verdict?.pValue), number(verdict?.adjustedPValue),
          verdict.map { $0.isMoreThanChance ? "yes" : "no" } ?? "",
        ]
      }
      row += [number(change.rateBefore), number(change.rateAfter)]
      row += change.path.map { FewerSheet.cell($0.figure) }
      row += measures.flatMap { measure in
        [change.beside(measure)?.before, change.beside(measure)?.after]
          .map { $0.map(FewerSheet.cell) ?? "" }
      }
      row += [
        change.judgementBefore?.overall?.words ?? "", change.judgementAfter?.overall?.words ?? "",
        change.boundaryChanges.map(\.what).joined(separator: " "), "",
      ]
      rows.append(row)
    }
    for left in page.found?.leftOut ?? [] {
      var row = [String](repeating: "", count: rows[0].count)
      row[0] = left.area.name
      row[1] = left.area.code
      row[2] = compared
      row[3] = figures
      row[4] = "cannot be compared"
      row[row.count - 1] = left.reason.words
      rows.append(row)
    }
    self.rows = rows
  }

  /// Both ways of comparing, each with its own ratio and verdict.
  private static let tested: [(ChangeQuestion.Comparing, String)] = [
    (.counts, "counts"), (.rates, "rates"),
  ]

  /// A figure as printed, its code included.
  private static func cell(_ figure: Figure) -> String {
    switch figure {
    case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
    case .missing(let code): code.rawValue
    case .notPublished: ""
    }
  }
}
