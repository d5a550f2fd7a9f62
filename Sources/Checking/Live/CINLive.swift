import CINCensus
import CareRecord
import CivilTime
import Returns
import Store

/// The rules of the children in need census over one child's record.
struct CINLive: LiveReturn {
  let name = CheckedReturn.cin.rawValue
  private let year: CollectionYear
  private let check: CINChildCheck

  /// Nil without the list of bank holidays.
  init?(year: CollectionYear) {
    guard let calendar = try? WorkingDayCalendar.england() else { return nil }
    let books = CINRuleBook.years
    self.year = year
    check = CINChildCheck(
      year: year, ruleSet: min(max(year, books.lowerBound), books.upperBound), calendar: calendar)
  }

  var rules: [RuleCard] { check.rules }
  var undecided: [(card: RuleCard, reason: String)] { check.undecided }

  func findings(in record: ChildRecord) -> [ReturnFinding] {
    guard let child = CINFromRecord.child(of: record, in: year) else { return [] }
    return check.findings(child).map { finding in
      let card = check.rules[finding.rule]
      let fact = finding.places.lazy.compactMap { factToMend($0, in: record) }.first
      return ReturnFinding(
        returnName: name, year: year.endYear, rule: card.code, severity: card.severity.rawValue,
        places: finding.places.map { place in
          ReturnFinding.Place(
            table: place.table, isPrevious: false, row: place.row, fields: place.fields,
            values: place.values)
        }, fact: fact?.id, factKind: fact?.kind)
    }
  }

  /// The fact that gives the first of a place's cells: by its module, and by a date of it where a
  /// child has several.
  private func factToMend(_ place: CheckReport.Place, in record: ChildRecord) -> FactToMend? {
    let days = place.values.compactMap { $0.flatMap { Day(iso: $0) } }
    switch place.table {
    case "ChildIdentifiers", "ChildCharacteristics":
      return record[PersonIdentity.self].last.map { FactToMend($0) }
    case "Disabilities": return record[Disability.self].last.map { FactToMend($0) }
    case "CINdetails": return nearest(record[Referral.self], days)
    case "Assessments": return nearest(record[ChildAndFamilyAssessment.self], days)
    case "Section47": return nearest(record[Section47Enquiry.self], days)
    case "ChildProtectionPlans": return nearest(record[ChildProtectionPlan.self], days)
    case "CINPlanDates": return nearest(record[FamilyPlan.self], days)
    case "Reviews": return nearest(record[ReviewConference.self], days)
    case "PreProceedingsandFGDM": return nearest(record[PreProceedings.self], days)
    default: return nil
    }
  }

  /// The fact that began on one of these days; the latest where none did.
  private func nearest<F: Fact>(_ facts: [Held<F>], _ days: [Day]) -> FactToMend? {
    let match = facts.last { held in
      held.fact.occurred.map { days.contains($0.from) } ?? false
    }
    return (match ?? facts.last).map { FactToMend($0) }
  }
}
