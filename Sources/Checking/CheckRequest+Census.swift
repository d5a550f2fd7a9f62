import CINCensus
import CivilTime
import Returns

extension CheckRequest {
  /// Checks the files of a children in need census.
  ///
  /// The dates are those of the header; where it has none that can be read, those of the year that
  /// was asked for.
  func checkCensus(
    _ files: [SourceFile], _ taken: inout [String]
  ) async throws(CannotCheck) -> CheckReport {
    let header = CINHeader.first(in: files, limits: .forChecking)
    let dated = header?.collection.day(.ReferenceDate)
    let year = censusYear(header, &taken)
    let ruleSet = ruleSet(for: year, among: CINRuleBook.years, &taken)
    if CINRuleBook.isProvisional(ruleSet) {
      taken.append(
        "There are no rules of \(ruleSet) yet: those of the year before were run, and are provisional."
      )
    }
    let calendar: WorkingDayCalendar
    do {
      calendar = try .england()
    } catch {
      throw CannotCheck(description: "The list of bank holidays cannot be read.", refusals: [])
    }
    let rules = CINRuleBook.rules(of: ruleSet)
      .filter { rule in codes.map { $0.contains(rule.card.code) } ?? true }
    let check = CINCheck(
      files, referenceDate: dated == nil ? self.year?.end : nil, year: year, ruleSet: ruleSet,
      calendar: calendar, rules: rules, limits: .forChecking)
    var report = await check.report(threads: threads)
    if wantsTables { report.tables = CensusTables(CINReturn(files, limits: .forChecking)).tables }
    return report
  }

  private func censusYear(_ header: CINHeader?, _ taken: inout [String]) -> CollectionYear {
    guard let guess = header?.collectionYear else { return year(guess: nil, &taken) }
    guard let year else {
      taken.append("It was taken to be for \(guess.year), because \(guess.reason).")
      return guess.year
    }
    if year != guess.year {
      taken.append(
        "You said \(year), but \(guess.reason). The census is checked with the dates of its header."
      )
    }
    return year
  }
}

extension CINHeader {
  /// The header of the first file that has one.
  fileprivate static func first(in files: [SourceFile], limits: ReadingLimits) -> CINHeader? {
    for file in files {
      if let header = CINReader.header(of: file, limits: limits) { return header }
    }
    return nil
  }
}
