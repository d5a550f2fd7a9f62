import CINCensus
import Returns

extension CheckRequest {
  /// Checks the files of a children in need census.
  func checkCensus(_ files: [SourceFile], _ taken: inout [String]) async -> CheckReport {
    let census = CINReturn(files)
    let year = CollectionYear.ending(2026)
    return CheckReport(
      form: .cinCensus, year: year, ruleSet: year, children: census.children.count, outcomes: [],
      findings: [])
  }
}
