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
    var rows = [
      [
        "Authority", "Code", "Compared", "Figures", "Outcome", "More than chance", "p value",
        "Adjusted p value", "Ratio of rates", "Lower 95%", "Upper 95%",
        "Rate per 10,000 in \(question.from)", "Rate per 10,000 in \(question.to)",
      ] + years.map { "\(question.measure) \($0)" }
        + measures.flatMap { ["\($0) \(question.from)", "\($0) \(question.to)"] }
        + [
          "Judgement at the beginning", "Judgement at the end", "Boundary changes",
          "Why it cannot be compared",
        ]
    ]
    func number(_ value: Double?) -> String { value.flatMap { $0.isFinite ? "\($0)" : nil } ?? "" }
    let compared = question.comparing.rawValue
    let figures = question.edition == .latest ? "revised" : "first published"
    for change in page.found?.changes ?? [] {
      var row = [
        change.name, change.after.map(\.code).joined(separator: " "), compared, figures,
        change.direction.rawValue, change.isMoreThanChance ? "yes" : "no", number(change.pValue),
        number(change.adjustedPValue), number(change.ratioOfRates?.value),
        number(change.ratioOfRates?.lower), number(change.ratioOfRates?.upper),
        number(change.rateBefore), number(change.rateAfter),
      ]
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

  /// A figure as printed, its code included.
  private static func cell(_ figure: Figure) -> String {
    switch figure {
    case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
    case .missing(let code): code.rawValue
    case .notPublished: ""
    }
  }
}
