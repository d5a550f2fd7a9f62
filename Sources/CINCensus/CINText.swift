import Returns

/// Parts of a child's census entry as lines of text: the module, then its values.
///
/// Yes and no are written as 1 and 0, however the file wrote them.
enum CINText {
  // MARK: - Particulars

  static func write(particularsOf child: CINChild) -> String {
    lines([
      ("ChildIdentifiers", child.identifiers.values),
      ("ChildCharacteristics", child.characteristics.values),
      ("Disabilities", child.disabilities.map(\.text)),
    ])
  }

  static func read(_ text: String, into child: inout CINChild) {
    for (module, values) in modules(of: text) {
      switch module {
      case "ChildIdentifiers": child.identifiers = row(values)
      case "ChildCharacteristics": child.characteristics = row(values)
      case "Disabilities": child.disabilities = values.compactMap(\.self).map { ReceivedText($0) }
      default: break
      }
    }
  }

  // MARK: - Details

  static func write(_ details: CINDetails) -> String {
    var parts: [(String, [String?])] = [("CINdetails", values(details.row))]
    for assessment in details.assessments {
      parts.append(("Assessments", values(assessment.row)))
      parts.append(("AssessmentFactors", assessment.factors.map(\.text)))
    }
    parts += details.plans.map { ("CINPlanDates", values($0)) }
    parts += details.enquiries.map { ("Section47", values($0)) }
    for plan in details.protectionPlans {
      parts.append(("ChildProtectionPlans", values(plan.row)))
      parts.append(("Reviews", plan.reviews.map(\.text)))
    }
    parts += details.preProceedings.map { ("PreProceedingsandFGDM", values($0)) }
    return lines(parts)
  }

  /// Nil for no text: there was no such part.
  static func readDetails(_ text: String) -> CINDetails? {
    if text.isEmpty { return nil }
    var details = CINDetails()
    for (module, values) in modules(of: text) {
      let texts = values.compactMap(\.self).map { ReceivedText($0) }
      switch module {
      case "CINdetails": details.row = row(values)
      case "Assessments":
        var assessment = CINAssessment()
        assessment.row = row(values)
        details.assessments.append(assessment)
      case "AssessmentFactors":
        details.assessments[details.assessments.count - 1].factors = texts
      case "CINPlanDates": details.plans.append(row(values))
      case "Section47": details.enquiries.append(row(values))
      case "ChildProtectionPlans":
        var plan = CINProtectionPlan()
        plan.row = row(values)
        details.protectionPlans.append(plan)
      case "Reviews": details.protectionPlans[details.protectionPlans.count - 1].reviews = texts
      case "PreProceedingsandFGDM": details.preProceedings.append(row(values))
      default: break
      }
    }
    return details
  }

  /// Whether two entries say the same, in whatever order their details stand.
  static func isSame(_ one: CINChild, _ other: CINChild) -> Bool {
    write(particularsOf: one) == write(particularsOf: other)
      && one.details.map(write).sorted() == other.details.map(write).sorted()
  }

  // MARK: - Lines

  private static func lines(_ parts: [(String, [String?])]) -> String {
    parts.filter { !$0.1.isEmpty }.map { RowText.write([$0.0] + $0.1) }.joined(separator: "\n")
  }

  private static func modules(of text: String) -> [(String, [String?])] {
    text.split(separator: "\n").map { line in
      let values = RowText.read(String(line))
      return (values.first?.flatMap(\.self) ?? "", Array(values.dropFirst()))
    }
  }

  private static func values<Column: TableColumn>(_ row: Row<Column>) -> [String?] {
    zip(Column.allCases, row.values).map { column, value in
      column.format == .flag ? row.flag(column).map { $0 ? "1" : "0" } ?? value : value
    }
  }

  private static func row<Column: TableColumn>(_ values: [String?]) -> Row<Column> {
    var row = Row<Column>()
    for (column, value) in zip(Column.allCases, values) { row[column] = value }
    return row
  }
}
