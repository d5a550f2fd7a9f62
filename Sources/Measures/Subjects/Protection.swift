import CareRecord
import CivilTime

extension Measure {
  static let sectionEnquiries = Measure(
    MeasuredIndicator(
      "enquiryRate", .population, .yearToDay,
      [
        "Enquiries under section 47 of the Children Act 1989 that were started in the year.",
        "Each enquiry counts, so a child with two counts twice.",
      ])
  ) { child, sheet in
    for enquiry in child.record[Section47Enquiry.self] where enquiry.started.isSet {
      sheet.count(.year(after: enquiry.started))
    }
  }

  private static let onPlan = MeasuredIndicator(
    "cppRate", .population, .endOfDay,
    [
      "Children who are the subject of a child protection plan when the day ends.",
      "A child counts once. The day on which a plan ended does not count.",
    ])

  private static let longPlans = MeasuredIndicator(
    "longCpPlans", .counted, .endOfDay,
    [
      "Of the plans open when the day ends, those that began two years before or earlier.",
      "Each plan counts by itself: one that followed another begins anew.",
    ])

  private static let repeatPlans = MeasuredIndicator(
    "repeatCpPlans", .counted, .yearToDay,
    [
      "Of the plans that began in the year, those of a child who had been on a plan before, however long ago.",
      "The number of earlier plans is taken as recorded with the plan, as the census asks for it; where none is recorded, from the plans in this record.",
    ])

  static let protectionPlans = Measure([onPlan, longPlans, repeatPlans]) { child, sheet in
    let plans = child.record[ChildProtectionPlan.self].filter { $0.from.isSet }
    if plans.isEmpty { return }
    let open = plans.map { Stretch($0.from, $0.to) }
    sheet.count(open.merged())
    sheet.close(onPlan)
    sheet.include(open)
    for plan in open { sheet.count(Stretch(plan.from.adding(years: 2), plan.until)) }
    sheet.close(longPlans)
    for (index, plan) in plans.enumerated() {
      sheet.include(.year(after: plan.from))
      if plan.previousPlans ?? index > 0 { sheet.count(.year(after: plan.from)) }
    }
    sheet.close(repeatPlans)
  }
}
