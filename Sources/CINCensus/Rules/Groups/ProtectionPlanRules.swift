import Returns

extension CINRuleBook {
  /// Child protection plans and their reviews.
  @CINRuleBuilder
  static var protectionPlans: [CINRule] {
    CINRule(
      "1105",
      flags: [
        .of(ChildProtectionPlanColumn.self, [.CPPstartDate]),
        .of(CINDetailsColumn.self, [.CINreferralDate]),
      ],
      "The child protection plan starts before the referral. Correct one of the two dates.",
      fails: """
        CINdetails CINreferralDate=2025-05-02
        ChildProtectionPlans CPPstartDate=2025-05-01
        """,
      passes: """
        CINdetails CINreferralDate=2025-05-01
        ChildProtectionPlans CPPstartDate=2025-05-01
        """
    ) { child, found in
      for details in child.details {
        for plan in details.protectionPlans
        where plan.day(.CPPstartDate) < details.day(.CINreferralDate) {
          found.flag(plan.at(.CPPstartDate), details.row.at(.CINreferralDate), of: child)
        }
      }
    }

    CINRule(
      "2885",
      flags: [
        .of(ChildProtectionPlanColumn.self, [.CPPstartDate]),
        .of(Section47Column.self, [.DateOfInitialCPC]),
        .of(CINDetailsColumn.self, [.DateOfInitialCPC]),
      ], needsPeriod: true,
      "The child protection plan did not start on the day of the initial conference. Correct the start "
        + "of the plan, or the date of the conference.",
      fails: """
        CINdetails CINdetailsID=1 DateOfInitialCPC=2025-05-20
        Section47 CINdetailsID=1 DateOfInitialCPC=2025-05-01 ICPCnotRequired=0 !
        Section47 CINdetailsID=1 DateOfInitialCPC=2025-05-20 ICPCnotRequired=true
        ChildProtectionPlans CINdetailsID=1 CPPstartDate=2025-05-20 !
        CINdetails CINdetailsID=2 !
        ChildProtectionPlans CINdetailsID=2 CPPstartDate=2025-09-01 !
        """,
      passes: """
        CINdetails CINdetailsID=1
        Section47 CINdetailsID=1 DateOfInitialCPC=2025-05-01
        Section47 CINdetailsID=1 DateOfInitialCPC=2025-07-01
        ChildProtectionPlans CINdetailsID=1 CPPstartDate=2025-05-01
        CINdetails CINdetailsID=2 DateOfInitialCPC=2025-09-01
        ChildProtectionPlans CINdetailsID=2 CPPstartDate=2025-09-01
        ChildProtectionPlans CINdetailsID=2 CPPstartDate=2025-03-31
        """
    ) { child, found in
      for details in child.details where !details.protectionPlans.isEmpty {
        let places = unmatchedConferences(details, child)
        if !places.isEmpty { found.flag(places, of: child) }
      }
    }

    CINRule(
      "8720", of: ChildProtectionPlanColumn.self, [.CPPstartDate],
      "The child protection plan has no start, or starts after the end of the census year. Enter its "
        + "start.",
      fails: """
        ChildProtectionPlans CPPstartDate=2026-04-01
        ChildProtectionPlans CPPendDate=2025-05-01
        """,
      passes: "ChildProtectionPlans CPPstartDate=2026-03-31"
    ) { plan, child in
      !plan.day(.CPPstartDate).isKnown || plan.day(.CPPstartDate) > child.end
    }

    CINRule(
      "8730", of: ChildProtectionPlanColumn.self, [.NumberOfPreviousCPP],
      "The number of earlier child protection plans is missing, or is not a whole number. Enter 0 if "
        + "there were none.",
      fails: """
        ChildProtectionPlans CPPstartDate=2025-05-01
        ChildProtectionPlans NumberOfPreviousCPP=-1
        ChildProtectionPlans NumberOfPreviousCPP=1.5
        ChildProtectionPlans NumberOfPreviousCPP=one
        """,
      passes: """
        ChildProtectionPlans NumberOfPreviousCPP=0
        ChildProtectionPlans NumberOfPreviousCPP=12
        """
    ) { plan, _ in plan[.NumberOfPreviousCPP].number == nil }

    CINRule(
      "8832",
      flags: [
        .group(ChildProtectionPlanColumn.self), .of(CINDetailsColumn.self, [.ReferralNFA]),
      ],
      "The referral is marked as needing no further action, but has a child protection plan. Correct "
        + "the marker, or take out the plan.",
      fails: """
        CINdetails ReferralNFA=true
        ChildProtectionPlans CPPstartDate=2025-05-01
        """,
      passes: """
        CINdetails ReferralNFA=false
        ChildProtectionPlans CPPstartDate=2025-05-01
        """
    ) { child, found in
      for details in child.details
      where details.isNoFurtherAction && !details.protectionPlans.isEmpty {
        found.flag(details.protectionPlans.map(\.group) + [details.row.at(.ReferralNFA)], of: child)
      }
    }

    CINRule(
      "8840", of: ChildProtectionPlanColumn.self, [.CPPstartDate, .CPPendDate],
      "The child protection plan starts and ends on the same day. Correct one of the dates.",
      fails: "ChildProtectionPlans CPPstartDate=2025-05-01 CPPendDate=2025-05-01",
      passes: "ChildProtectionPlans CPPstartDate=2025-05-01 CPPendDate=2025-05-02"
    ) { plan, _ in plan.day(.CPPstartDate) == plan.day(.CPPendDate) }

    CINRule(
      "8841",
      flags: [
        .of(ChildProtectionPlanColumn.self, [.CPPstartDate]),
        .of(PlanReviewColumn.self, [.CPPreviewDate]),
      ],
      "A review is dated on or before the day on which its child protection plan started. Correct one "
        + "of the two dates.",
      fails: """
        ChildProtectionPlans CPPstartDate=2025-05-01 !
        Reviews CPPreviewDate=2025-05-02
        Reviews CPPreviewDate=2025-05-01 !
        """,
      passes: """
        ChildProtectionPlans CPPstartDate=2025-05-01
        Reviews CPPreviewDate=2025-05-02
        """
    ) { child, found in
      for plan in child.protectionPlans where plan.day(.CPPstartDate).isKnown {
        for review in child.reviews(of: plan)
        where review.day(.CPPreviewDate) <= plan.day(.CPPstartDate) {
          found.flag(plan.at(.CPPstartDate), review.at(.CPPreviewDate), of: child)
        }
      }
    }

    CINRule(
      "8842Q", of: PlanReviewColumn.self, [.CPPreviewDate],
      "A review of a child protection plan has no date that can be read. Enter it, take out the review, "
        + "or explain.",
      fails: """
        ChildProtectionPlans CPPstartDate=2025-05-01
        Reviews CPPreviewDate="" !
        Reviews CPPreviewDate=01/06/2025 !
        Reviews CPPreviewDate=2025-06-01
        """,
      passes: """
        ChildProtectionPlans CPPstartDate=2025-05-01
        Reviews CPPreviewDate=2025-06-01
        """
    ) { review, _ in !review.day(.CPPreviewDate).isKnown }

    category("8905", .InitialCategoryOfAbuse, "first")
    category("8910", .LatestCategoryOfAbuse, "latest")

    afterDeath(
      "8915", .CPPstartDate,
      "The child protection plan starts after the child's death. Correct one of the dates.")
    afterDeath(
      "8920", .CPPendDate,
      "The child protection plan ends after the child's death. Correct one of the dates.")

    CINRule(
      "8925", of: ChildProtectionPlanColumn.self, [.CPPstartDate, .CPPendDate],
      "The child protection plan ends before it starts. Correct one of the two dates.",
      fails: "ChildProtectionPlans CPPstartDate=2025-05-02 CPPendDate=2025-05-01",
      passes: "ChildProtectionPlans CPPstartDate=2025-05-01 CPPendDate=2025-05-01"
    ) { plan, _ in plan.day(.CPPendDate) < plan.day(.CPPstartDate) }

    CINRule(
      "8930", of: ChildProtectionPlanColumn.self, [.CPPendDate], needsPeriod: true,
      "The child protection plan did not end in the census year. Correct the end, or leave the plan out "
        + "of this return.",
      fails: "ChildProtectionPlans CPPendDate=2026-04-01",
      passes: "ChildProtectionPlans CPPendDate=2026-03-31"
    ) { plan, child in
      let end = plan.day(.CPPendDate)
      return end.isKnown && !end.isWithin(child.start, child.end)
    }

    CINRule(
      "8935", flags: [.of(ChildProtectionPlanColumn.self, [.CPPendDate])],
      "The child has more than one open child protection plan. Enter the end dates of those that are "
        + "over.",
      fails: """
        ChildProtectionPlans CPPstartDate=2025-05-01 !
        ChildProtectionPlans CPPstartDate=2025-05-01 CPPendDate=2025-06-01
        ChildProtectionPlans CPPstartDate=2025-07-01 !
        """,
      passes: """
        ChildProtectionPlans CPPstartDate=2025-05-01 CPPendDate=2025-06-01
        ChildProtectionPlans CPPstartDate=2025-07-01
        """
    ) { child, found in
      guard child.protectionPlans.count > 1 else { return }
      let open = child.protectionPlans.filter { !$0.day(.CPPendDate).isKnown }
      if open.count > 1 { found.flag(open.map { $0.at(.CPPendDate) }, of: child) }
    }

    CINRule(
      "8940", flags: [.of(ChildProtectionPlanColumn.self, [.CPPstartDate, .CPPendDate])],
      "Two child protection plans of this child overlap. Correct the dates, so that one ends before the "
        + "next starts.",
      fails: """
        CINdetails CINdetailsID=1
        ChildProtectionPlans CINdetailsID=1 CPPstartDate=2025-05-01
        CINdetails CINdetailsID=2
        ChildProtectionPlans CINdetailsID=2 CPPstartDate=2026-03-31
        """,
      passes: """
        ChildProtectionPlans CPPstartDate=2025-05-01 CPPendDate=2025-06-01
        ChildProtectionPlans CPPstartDate=2025-06-02
        """
    ) { child, found in
      child.protectionPlans.overlaps(from: .CPPstartDate, to: .CPPendDate, until: child.end) {
        found.flag($0.at(.CPPstartDate), $1.at(.CPPstartDate, .CPPendDate), of: child)
      }
    }
  }

  private static let categories: CodeList = ["NEG", "PHY", "SAB", "EMO", "MUL"]

  private static func category(
    _ code: String, _ column: ChildProtectionPlanColumn, _ which: String
  ) -> CINRule {
    CINRule(
      code, of: ChildProtectionPlanColumn.self, [column],
      "The \(which) category of abuse is missing or is not a code. Use NEG, PHY, SAB, EMO or MUL.",
      fails: "ChildProtectionPlans \(column.name)=neg",
      passes: "ChildProtectionPlans \(column.name)=MUL"
    ) { plan, _ in !plan[column].isOne(of: categories) }
  }

  /// A date of a plan after the child's death.
  private static func afterDeath(
    _ code: String, _ column: ChildProtectionPlanColumn, _ message: String
  ) -> CINRule {
    CINRule(
      code,
      flags: [
        .of(ChildProtectionPlanColumn.self, [column]),
        .of(ChildIdentifiersColumn.self, [.PersonDeathDate]),
      ], message,
      fails: """
        ChildIdentifiers PersonDeathDate=2025-05-01
        ChildProtectionPlans \(column.name)=2025-05-02
        """,
      passes: """
        ChildIdentifiers PersonDeathDate=2025-05-01
        ChildProtectionPlans \(column.name)=2025-05-01
        """
    ) { child, found in
      guard let identity = child.identity, identity.day(.PersonDeathDate).isKnown else { return }
      for plan in child.protectionPlans where plan.day(column) > identity.day(.PersonDeathDate) {
        found.flag(plan.at(column), identity.at(.PersonDeathDate), of: child)
      }
    }
  }

  /// The plans of a case that began in the year on the day of no conference; and, where none of them
  /// began on the day of one, the conferences.
  ///
  /// The conferences are those of the enquiries; only where no enquiry needed one, that of the case
  /// itself.
  private static func unmatchedConferences(
    _ details: CheckedCINDetails, _ child: CheckedCINChild
  ) -> [CINPlace] {
    var hasConference = false
    for enquiry in details.enquiries where !enquiry.needsNoConference { hasConference = true }
    var plans: [CINPlace] = []
    var isStarted = false
    var isMatched = false
    for plan in details.protectionPlans {
      let start = plan.day(.CPPstartDate)
      guard start.isWithin(child.start, child.end) else { continue }
      isStarted = true
      let fits =
        hasConference
        ? details.enquiries.contains { !$0.needsNoConference && $0.day(.DateOfInitialCPC) == start }
        : details.day(.DateOfInitialCPC) == start
      if fits { isMatched = true } else { plans.append(plan.at(.CPPstartDate)) }
    }
    guard isStarted, !isMatched else { return plans }
    if !hasConference { return plans + [details.row.at(.DateOfInitialCPC)] }
    let waiting = details.enquiries.filter { !$0.needsNoConference }
    return plans + waiting.map { $0.at(.DateOfInitialCPC) }
  }
}
