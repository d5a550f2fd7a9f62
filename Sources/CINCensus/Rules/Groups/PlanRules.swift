import Returns

extension CINRuleBook {
  /// Child in need plans.
  @CINRuleBuilder
  static var plans: [CINRule] {
    CINRule(
      "4000",
      flags: [.group(CINPlanDatesColumn.self), .of(CINDetailsColumn.self, [.ReferralNFA])],
      "The referral is marked as needing no further action, but has a child in need plan. Correct the "
        + "marker, or take out the plan.",
      fails: """
        CINdetails ReferralNFA=1
        CINPlanDates CINPlanStartDate=2025-05-01
        """,
      passes: """
        CINdetails ReferralNFA=0
        CINPlanDates CINPlanStartDate=2025-05-01
        """
    ) { child, found in
      for details in child.details where details.isNoFurtherAction && !details.plans.isEmpty {
        found.flag(details.plans.map(\.group) + [details.row.at(.ReferralNFA)], of: child)
      }
    }

    CINRule(
      "4001",
      flags: [
        .of(ChildProtectionPlanColumn.self, [.CPPendDate]),
        .of(CINPlanDatesColumn.self, [.CINPlanEndDate]),
      ],
      "A child in need plan and a child protection plan are open on the same referral. End the one "
        + "that is over.",
      fails: """
        CINPlanDates CINPlanStartDate=2025-05-01
        ChildProtectionPlans CPPstartDate=2025-06-01
        """,
      passes: """
        CINPlanDates CINPlanStartDate=2025-05-01 CINPlanEndDate=2025-06-01
        ChildProtectionPlans CPPstartDate=2025-06-01
        """
    ) { child, found in
      for details in child.details where !details.plans.isEmpty {
        let protection = details.protectionPlans.filter { !$0.day(.CPPendDate).isKnown }
        guard !protection.isEmpty else { continue }
        let open = details.plans.filter {
          $0.day(.CINPlanStartDate).isKnown && !$0.day(.CINPlanEndDate).isKnown
        }
        guard !open.isEmpty else { continue }
        found.flag(
          protection.map { $0.at(.CPPendDate) } + open.map { $0.at(.CINPlanEndDate) }, of: child)
      }
    }

    CINRule(
      "4003",
      flags: [
        .of(PlanReviewColumn.self, [.CPPreviewDate]),
        .of(ChildProtectionPlanColumn.self, [.CPPendDate]),
        .of(CINPlanDatesColumn.self, [.CINPlanStartDate]),
      ],
      "A child protection review took place while a child in need plan was running. Correct the date of "
        + "the review, or those of the plan.",
      fails: """
        CINPlanDates CINPlanStartDate=2025-05-01 CINPlanEndDate=2025-06-01
        ChildProtectionPlans CPPstartDate=2025-02-01
        Reviews CPPreviewDate=2025-05-01
        """,
      passes: """
        CINPlanDates CINPlanStartDate=2025-05-01 CINPlanEndDate=2025-06-01
        ChildProtectionPlans CPPstartDate=2025-02-01 CPPendDate=2025-05-01
        Reviews CPPreviewDate=2025-05-01
        Reviews CPPreviewDate=2025-06-01
        """
    ) { child, found in
      for details in child.details where !details.plans.isEmpty {
        for protection in details.protectionPlans {
          for review in child.reviews(of: protection) {
            let day = review.day(.CPPreviewDate)
            if day == protection.day(.CPPendDate) { continue }
            for plan in details.plans
            where plan.day(.CINPlanStartDate) <= day && day < plan.day(.CINPlanEndDate) {
              found.flag(
                review.at(.CPPreviewDate), protection.at(.CPPendDate), plan.at(.CINPlanStartDate),
                of: child)
            }
          }
        }
      }
    }

    CINRule(
      "4004", flags: [.of(CINPlanDatesColumn.self, [.CINPlanEndDate])],
      "More than one child in need plan is open on this referral. Enter the end dates of those that "
        + "are over.",
      fails: """
        CINPlanDates CINPlanStartDate=2025-05-01
        CINPlanDates CINPlanStartDate=2025-06-01
        CINPlanDates CINPlanEndDate=2025-04-20
        """,
      passes: """
        CINPlanDates CINPlanStartDate=2025-05-01
        CINPlanDates CINPlanEndDate=2025-04-20
        """
    ) { child, found in
      for details in child.details where details.plans.count > 1 {
        var open = 0
        for plan in details.plans where !plan.day(.CINPlanEndDate).isKnown { open += 1 }
        if open > 1 {
          found.flag(details.plans.map { $0.at(.CINPlanEndDate) }, of: child)
        }
      }
    }

    afterDeath(
      "4008", .CINPlanStartDate,
      "A child in need plan starts after the child's death. Correct one of the dates.")
    afterDeath(
      "4009Q", .CINPlanEndDate,
      "A child in need plan ends after the child's death. Correct one of the dates, or explain.")

    CINRule(
      "4010", of: CINPlanDatesColumn.self, [.CINPlanStartDate],
      "The child in need plan has no start, or starts after the end of the census year. Enter its "
        + "start.",
      fails: """
        CINPlanDates CINPlanStartDate=2026-04-01
        CINPlanDates CINPlanEndDate=2025-05-01
        """,
      passes: "CINPlanDates CINPlanStartDate=2026-03-31"
    ) { plan, child in
      !plan.day(.CINPlanStartDate).isKnown || plan.day(.CINPlanStartDate) > child.end
    }

    CINRule(
      "4011", of: CINPlanDatesColumn.self, [.CINPlanEndDate, .CINPlanStartDate],
      "The child in need plan ends before it starts. Correct one of the two dates.",
      fails: "CINPlanDates CINPlanStartDate=2025-05-02 CINPlanEndDate=2025-05-01",
      passes: "CINPlanDates CINPlanStartDate=2025-05-01 CINPlanEndDate=2025-05-01"
    ) { plan, _ in plan.day(.CINPlanEndDate) < plan.day(.CINPlanStartDate) }

    CINRule(
      "4012Q", of: CINPlanDatesColumn.self, [.CINPlanStartDate, .CINPlanEndDate],
      "The child in need plan starts and ends on the same day. Correct the dates, or explain.",
      fails: "CINPlanDates CINPlanStartDate=2025-05-01 CINPlanEndDate=2025-05-01",
      passes: "CINPlanDates CINPlanStartDate=2025-05-01 CINPlanEndDate=2025-05-02"
    ) { plan, _ in plan.day(.CINPlanStartDate) == plan.day(.CINPlanEndDate) }

    CINRule(
      "4013", of: CINPlanDatesColumn.self, [.CINPlanEndDate], needsPeriod: true,
      "The child in need plan did not end in the census year. Correct the end, or leave the plan out of "
        + "this return.",
      fails: "CINPlanDates CINPlanEndDate=2025-03-31",
      passes: "CINPlanDates CINPlanEndDate=2025-04-01"
    ) { plan, child in
      let end = plan.day(.CINPlanEndDate)
      return end.isKnown && !end.isWithin(child.start, child.end)
    }

    CINRule(
      "4014", flags: [.of(CINPlanDatesColumn.self, [.CINPlanStartDate, .CINPlanEndDate])],
      "Two child in need plans of this child overlap. Correct the dates, so that one ends before the "
        + "next starts.",
      fails: """
        CINdetails CINdetailsID=1
        CINPlanDates CINdetailsID=1 CINPlanStartDate=2025-05-01 CINPlanEndDate=2025-06-01
        CINdetails CINdetailsID=2
        CINPlanDates CINdetailsID=2 CINPlanStartDate=2025-06-01 CINPlanEndDate=2025-07-01
        """,
      passes: """
        CINPlanDates CINPlanStartDate=2025-05-01 CINPlanEndDate=2025-06-01
        CINPlanDates CINPlanStartDate=2025-06-02
        """
    ) { child, found in
      child.plans.overlaps(from: .CINPlanStartDate, to: .CINPlanEndDate, until: child.end) {
        found.flag(
          $0.at(.CINPlanStartDate), $1.at(.CINPlanStartDate, .CINPlanEndDate), of: child)
      }
    }

    CINRule(
      "4015",
      flags: [
        .of(CINPlanDatesColumn.self, [.CINPlanStartDate]),
        .of(CINDetailsColumn.self, [.CINreferralDate]),
      ],
      "The child in need plan starts before the referral. Correct one of the two dates.",
      fails: """
        CINdetails CINreferralDate=2025-05-02
        CINPlanDates CINPlanStartDate=2025-05-01
        """,
      passes: """
        CINdetails CINreferralDate=2025-05-01
        CINPlanDates CINPlanStartDate=2025-05-01
        """
    ) { child, found in
      for details in child.details {
        for plan in details.plans where plan.day(.CINPlanStartDate) < details.day(.CINreferralDate)
        {
          found.flag(plan.at(.CINPlanStartDate), details.row.at(.CINreferralDate), of: child)
        }
      }
    }

    CINRule(
      "4016",
      flags: [
        .of(CINPlanDatesColumn.self, [.CINPlanStartDate]),
        .of(ChildProtectionPlanColumn.self, [.CPPstartDate, .CPPendDate]),
      ],
      "A child in need plan starts while a child protection plan is running. Correct the dates, so that "
        + "the two do not run together.",
      fails: """
        CINPlanDates CINPlanStartDate=2025-06-01
        ChildProtectionPlans CPPstartDate=2025-05-01
        """,
      passes: """
        CINPlanDates CINPlanStartDate=2025-06-01
        ChildProtectionPlans CPPstartDate=2025-05-01 CPPendDate=2025-06-01
        """
    ) { child, found in
      guard !child.protectionPlans.isEmpty else { return }
      for plan in child.plans {
        let start = plan.day(.CINPlanStartDate)
        for protection in child.protectionPlans
        where start.isDuring(protection.day(.CPPstartDate), protection.day(.CPPendDate), child.end)
        {
          found.flag(
            plan.at(.CINPlanStartDate), protection.at(.CPPstartDate, .CPPendDate), of: child)
        }
      }
    }

    CINRule(
      "4017",
      flags: [
        .of(ChildProtectionPlanColumn.self, [.CPPstartDate]),
        .of(CINPlanDatesColumn.self, [.CINPlanStartDate, .CINPlanEndDate]),
      ],
      "A child protection plan starts while a child in need plan is running. End the child in need plan "
        + "when the protection plan begins.",
      fails: """
        CINPlanDates CINPlanStartDate=2025-05-01 CINPlanEndDate=2025-06-02
        ChildProtectionPlans CPPstartDate=2025-06-01
        """,
      passes: """
        CINPlanDates CINPlanStartDate=2025-05-01 CINPlanEndDate=2025-06-01
        ChildProtectionPlans CPPstartDate=2025-06-01
        """
    ) { child, found in
      guard !child.plans.isEmpty else { return }
      for protection in child.protectionPlans {
        let start = protection.day(.CPPstartDate)
        for plan in child.plans
        where start.isDuring(plan.day(.CINPlanStartDate), plan.day(.CINPlanEndDate), child.end) {
          found.flag(
            protection.at(.CPPstartDate), plan.at(.CINPlanStartDate, .CINPlanEndDate), of: child)
        }
      }
    }
  }

  /// A date of a plan after the child's death.
  private static func afterDeath(
    _ code: String, _ column: CINPlanDatesColumn, _ message: String
  ) -> CINRule {
    CINRule(
      code,
      flags: [
        .of(ChildIdentifiersColumn.self, [.PersonDeathDate]),
        .of(CINPlanDatesColumn.self, [column]),
      ], message,
      fails: """
        ChildIdentifiers PersonDeathDate=2025-05-01
        CINPlanDates \(column.name)=2025-05-02
        """,
      passes: """
        ChildIdentifiers PersonDeathDate=2025-05-01
        CINPlanDates \(column.name)=2025-05-01
        """
    ) { child, found in
      guard let identity = child.identity, identity.day(.PersonDeathDate).isKnown else { return }
      for plan in child.plans where identity.day(.PersonDeathDate) < plan.day(column) {
        found.flag(identity.at(.PersonDeathDate), plan.at(column), of: child)
      }
    }
  }
}

extension CellDay {
  /// Whether it lies in a plan: from its start, up to but not on its end, or up to and on the
  /// reference date where it has none.
  fileprivate func isDuring(_ start: CellDay, _ end: CellDay, _ reference: CellDay) -> Bool {
    self >= start && (end.isKnown ? self < end : self <= reference)
  }
}
