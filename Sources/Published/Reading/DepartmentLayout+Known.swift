extension DepartmentLayout {
  /// Those that Kith reads without being told.
  public static let all = [
    lookedAfter, workforce, inNeed, referrals, repeatPlans, inspections,
  ]

  /// "Children looked after at 31 March, started and ceased: numbers and rates".
  public static let lookedAfter = DepartmentLayout(
    "Children looked after at 31 March, started and ceased",
    [
      Measure(
        "lookedAfter", column: "number",
        where: ["population_count": "Children looked after at 31 March each year"]),
      Measure(
        "startedCare", column: "number",
        where: ["population_count": "Children starting to be looked after each year"]),
      Measure(
        "ceasedCare", column: "number",
        where: ["population_count": "Children ceasing to be looked after each year"]),
      Measure(
        "lookedAfterRateAsPrinted", column: "rate_per_10000",
        where: ["population_count": "Children looked after at 31 March each year"]),
    ], standing: .readPublishersFile)

  /// "Children's social work workforce: indicators", at 30 September.
  public static let workforce = DepartmentLayout(
    "Children’s social work workforce",
    [
      Measure("workersInPost", column: "inpost_fte"),
      Measure("workersStarted", column: "starters_fte"),
      Measure("workersLeft", column: "leavers_fte"),
      Measure("agencyWorkers", column: "agency_fte"),
      Measure("vacancies", column: "vacancy_fte"),
      Measure("turnoverAsPrinted", column: "turnover_rate_fte"),
      Measure("agencyRateAsPrinted", column: "agency_rate_fte"),
      Measure("vacancyRateAsPrinted", column: "vacancy_rate_fte"),
      Measure("caseloadAsPrinted", column: "caseload_fte"),
    ], standing: .namesAlone)

  // MARK: - Characteristics of children in need, a file for each table of the release

  /// Table B1, episodes of need.
  public static let inNeed = DepartmentLayout(
    "Children in need at 31 March", [Measure("inNeed", column: "At31_episodes")],
    standing: .namesAlone)

  /// Table C1, referrals.
  public static let referrals = DepartmentLayout(
    "Children in need: referrals",
    [
      Measure("referrals", column: "Referrals"), Measure("reReferrals", column: "Re_referrals"),
    ], standing: .namesAlone)

  /// Table D3, protection plans that are not a child's first.
  public static let repeatPlans = DepartmentLayout(
    "Children in need: protection plans started",
    [
      Measure("startedPlans", column: "CPP_start"),
      Measure("repeatPlans", column: "CPP_subsequent"),
    ], standing: .namesAlone)

  // MARK: - Ofsted

  /// Inspections of local authority children's services, from Ofsted's lists of outcomes.
  ///
  /// A row for each inspection; some lists name the judgements in full, as the framework (ILACS) does.
  public static let inspections = DepartmentLayout(
    "Ofsted’s inspections of local authority children’s services",
    [
      Measure(.area, column: "dfe_code"), Measure(.area, column: "ons_code"),
      Measure(.area, column: "local_authority"), Measure(.area, column: "name"),
      Measure(.inspected, column: "inspection_date"),
      Measure(.inspected, column: "inspection_start"),
      Measure(.published, column: "publication_date"),
      Measure(.inspection, column: "inspection_type"),
      Measure(.overall, column: "overall_effectiveness"),
      Measure(.leaders, column: "impact_of_leaders"),
      Measure(
        .leaders,
        column:
          "The impact of leaders on social work practice with children and families"),
      Measure(.helpAndProtection, column: "help_and_protection"),
      Measure(
        .helpAndProtection,
        column: "The experiences and progress of children who need help and protection"),
      Measure(.childrenInCare, column: "children_in_care"),
      Measure(.childrenInCare, column: "The experiences and progress of children in care"),
      Measure(.careLeavers, column: "care_leavers"),
      Measure(.careLeavers, column: "The experiences and progress of care leavers"),
      Measure(.report, column: "report_url"), Measure(.report, column: "web_link"),
      Measure(.source, column: "source"),
    ], standing: .readTidiedCopy)
}
