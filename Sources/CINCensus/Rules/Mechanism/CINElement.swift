import Returns

/// The elements of the census that hold others, or that may stand several times.
///
/// Their raw values are the numbers that the XML reader gives to their names.
enum CINElement: Int32, CaseIterable {
  case Header, Child, ChildIdentifiers, ChildCharacteristics, Disabilities, Disability, CINdetails,
    Assessments, FactorsIdentifiedAtAssessment, AssessmentFactors, CINPlanDates, Section47,
    ChildProtectionPlans, Reviews, CPPreviewDate, PreProceedingsandFGDM

  /// All names that have numbers: these, then those of the elements with one value.
  static let names: [String] = {
    var names = allCases.map { "\($0)" }
    for name in CINModule.allCases.flatMap(\.columnNames) where !names.contains(name) {
      names.append(name)
    }
    return names
  }()

  /// For each module the column of each name, or -1.
  static let columns: [[Int8]] = CINModule.allCases.map { module in
    names.map { Int8(module.columnNames.firstIndex(of: $0) ?? -1) }
  }

  static let records = XMLRecords(
    root: "Message", paths: [["Header"], ["Children", "Child"]], names: names)

  /// Only the header.
  static let header = XMLRecords(root: "Message", paths: [["Header"]], names: names)
}
