import Returns

extension CINRuleBook {
  /// The end of a case, and one case after another.
  @CINRuleBuilder
  static var closure: [CINRule] {
    CINRule(
      "2990",
      flags: [
        .of(CINDetailsColumn.self, [.DateOfInitialCPC]), .group(Section47Column.self),
        .group(ChildProtectionPlanColumn.self), .group(CINPlanDatesColumn.self),
      ],
      "The case was closed straight after assessment, yet it has an enquiry, a conference or a plan. "
        + "Correct the reason for closure, or take out what does not belong here.",
      fails: """
        CINdetails ReasonForClosure=RC8
        CINPlanDates CINPlanStartDate=2025-06-01
        Section47 S47ActualStartDate=2025-05-01
        ChildProtectionPlans CPPstartDate=2025-06-01
        """,
      passes: """
        CINdetails ReasonForClosure=RC9
        CINdetails ReasonForClosure=RC7 DateOfInitialCPC=2025-05-01
        Section47 S47ActualStartDate=2025-05-01
        """
    ) { child, found in
      for details in child.details where details.isClosedAfterAssessment {
        let groups =
          details.enquiries.map(\.group) + details.protectionPlans.map(\.group)
          + details.plans.map(\.group)
        if details.day(.DateOfInitialCPC).isKnown || !groups.isEmpty {
          found.flag([details.row.at(.DateOfInitialCPC)] + groups, of: child)
        }
      }
    }

    CINRule(
      "8565",
      flags: [
        .of(CINDetailsColumn.self, [.CINclosureDate, .DateOfInitialCPC]),
        .of(AssessmentColumn.self, [.AssessmentActualStartDate, .AssessmentAuthorisationDate]),
        .of(Section47Column.self, [.S47ActualStartDate, .DateOfInitialCPC]),
        .of(ChildProtectionPlanColumn.self, [.CPPendDate]),
        .of(CINPlanDatesColumn.self, [.CINPlanStartDate, .CINPlanEndDate]),
      ],
      "Something in this case is dated after it was closed. Correct the closure date or the later one.",
      fails: """
        CINdetails CINclosureDate=2025-06-01 !
        Assessments AssessmentActualStartDate=2025-05-01 AssessmentAuthorisationDate=2025-06-02 !
        Assessments AssessmentActualStartDate=2025-05-01 AssessmentAuthorisationDate=2025-06-01
        ChildProtectionPlans CPPstartDate=2025-05-01 CPPendDate=2025-06-02 !
        """,
      passes: """
        CINdetails CINclosureDate=2025-06-01 DateOfInitialCPC=2025-06-01
        Section47 S47ActualStartDate=2025-06-01 InitialCPCtarget=2025-06-20
        CINPlanDates CINPlanStartDate=2025-06-01
        ChildProtectionPlans CPPstartDate=2025-06-09
        """
    ) { child, found in
      for details in child.details {
        let closed = details.day(.CINclosureDate)
        guard closed.isKnown else { continue }
        let later = activity(in: details, after: closed)
        if closed < details.day(.DateOfInitialCPC) || !later.isEmpty {
          found.flag([details.row.at(.CINclosureDate, .DateOfInitialCPC)] + later, of: child)
        }
      }
    }

    CINRule(
      "8585Q",
      flags: [
        .of(ChildIdentifiersColumn.self, [.PersonDeathDate]),
        .of(CINDetailsColumn.self, [.ReasonForClosure]),
      ],
      "The case was closed because the child died (RC2), but there is no date of death. Enter it, "
        + "correct the reason, or explain.",
      fails: """
        ChildIdentifiers PersonDeathDate=""
        CINdetails ReasonForClosure=RC2
        """,
      passes: """
        ChildIdentifiers PersonDeathDate=2025-06-01
        CINdetails ReasonForClosure=RC2
        """
    ) { child, found in
      guard let identity = child.identity, !identity.day(.PersonDeathDate).isKnown else { return }
      for details in child.details where details[.ReasonForClosure] == "RC2" {
        found.flag(identity.at(.PersonDeathDate), details.row.at(.ReasonForClosure), of: child)
      }
    }

    CINRule(
      "8620", of: CINDetailsColumn.self, [.CINclosureDate], needsPeriod: true,
      "The closure date is not in the census year. Correct it, or leave the case out of this return.",
      fails: "CINdetails CINclosureDate=2025-03-31", passes: "CINdetails CINclosureDate=2025-04-01"
    ) { details, child in
      let closed = details.day(.CINclosureDate)
      return closed.isKnown && !closed.isWithin(child.start, child.end)
    }

    CINRule(
      "8630", of: CINDetailsColumn.self, [.CINreferralDate, .CINclosureDate],
      "The case was closed before it was referred. Correct one of the two dates.",
      fails: "CINdetails CINreferralDate=2025-06-02 CINclosureDate=2025-06-01",
      passes: "CINdetails CINreferralDate=2025-06-01 CINclosureDate=2025-06-01"
    ) { details, _ in details.day(.CINclosureDate) < details.day(.CINreferralDate) }

    CINRule(
      "8640", of: CINDetailsColumn.self, [.ReasonForClosure],
      "The reason for closure is not a code. Choose RC1 to RC9.",
      fails: "CINdetails ReasonForClosure=RC10", passes: "CINdetails ReasonForClosure=RC9"
    ) { details, _ in
      details[.ReasonForClosure].isGiven && !details[.ReasonForClosure].isOne(of: closureReasons)
    }

    CINRule(
      "8805", of: CINDetailsColumn.self, [.CINclosureDate, .ReasonForClosure],
      "The case has a closure date but no reason. Enter the reason for closure.",
      fails: "CINdetails CINclosureDate=2025-06-01",
      passes: "CINdetails CINclosureDate=2025-06-01 ReasonForClosure=RC7"
    ) { details, _ in
      details.day(.CINclosureDate).isKnown && details[.ReasonForClosure].isNone
    }

    CINRule(
      "8810", of: CINDetailsColumn.self, [.ReasonForClosure, .CINclosureDate],
      "The case has a reason for closure but no closure date that can be read. Enter the date, or "
        + "take out the reason.",
      fails: """
        CINdetails ReasonForClosure=RC7
        CINdetails ReasonForClosure=RC7 CINclosureDate=2025-02-30
        """,
      passes: "CINdetails ReasonForClosure=RC7 CINclosureDate=2025-06-01"
    ) { details, _ in
      details[.ReasonForClosure].isGiven && !details.day(.CINclosureDate).isKnown
    }

    CINRule(
      "8815", flags: [.of(CINDetailsColumn.self, [.CINclosureDate])],
      "The child has more than one open case. Close those that have ended, so that one stays open.",
      fails: """
        CINdetails ReferralNFA=0 !
        CINdetails ReferralNFA=0 !
        CINdetails ReferralNFA=1 !
        CINdetails ReferralNFA=0 CINclosureDate=2025-06-01
        """,
      passes: """
        CINdetails ReferralNFA=0
        CINdetails ReferralNFA=1
        """
    ) { child, found in
      let rows = child.details.rows
      guard rows.count > 1 else { return }
      var count = 0
      for row in rows where !row.day(.CINclosureDate).isKnown && row[.ReferralNFA].isNo {
        count += 1
      }
      guard count > 1 else { return }
      let open = rows.filter { !$0.day(.CINclosureDate).isKnown }
      found.flag(open.map { $0.at(.CINclosureDate) }, of: child)
    }

    CINRule(
      "8816", flags: [.of(CINDetailsColumn.self, [.CINreferralDate])],
      "A case of this child is still open although there is a later referral. Close the older case, or "
        + "correct the dates.",
      fails: """
        CINdetails CINreferralDate=2025-05-01 ReferralNFA=0 !
        CINdetails CINreferralDate=2025-07-01 CINclosureDate=2025-08-01 !
        CINdetails CINreferralDate=2025-06-01 ReferralNFA=1
        """,
      passes: """
        CINdetails CINreferralDate=2025-05-01 CINclosureDate=2025-06-01 ReferralNFA=0
        CINdetails CINreferralDate=2025-07-01 ReferralNFA=0
        """
    ) { child, found in
      let rows = child.details.rows
      guard rows.count > 1 else { return }
      var latest: CheckedRow<CINDetailsColumn>?
      for row in rows where row.day(.CINreferralDate).isKnown {
        if latest.map({ $0.day(.CINreferralDate) < row.day(.CINreferralDate) }) ?? true {
          latest = row
        }
      }
      guard let latest else { return }
      for row in rows
      where row.place != latest.place && row.day(.CINreferralDate).isKnown
        && !row.day(.CINclosureDate).isKnown && row[.ReferralNFA].isNo
      {
        found.flag(row.at(.CINreferralDate), latest.at(.CINreferralDate), of: child)
      }
    }

    CINRule(
      "8820", flags: [.of(CINDetailsColumn.self, [.CINreferralDate, .CINclosureDate])],
      "Two cases of this child overlap. Correct the dates, so that one closes before the next referral.",
      fails: """
        CINdetails CINreferralDate=2025-05-01 CINclosureDate=2025-06-02
        CINdetails CINreferralDate=2025-06-01 CINclosureDate=2025-07-01
        """,
      passes: """
        CINdetails CINreferralDate=2025-05-01 CINclosureDate=2025-06-01
        CINdetails CINreferralDate=2025-06-01 ReferralNFA=0
        CINdetails CINreferralDate=2026-03-31 CINclosureDate=2026-03-31
        """
    ) { child, found in
      let rows = child.details.rows
      guard rows.count > 1 else { return }
      for earlier in rows where earlier.day(.CINreferralDate).isKnown {
        let closed = earlier.day(.CINclosureDate)
        let last = closed.isKnown ? closed : earlier[.ReferralNFA].isNo ? child.end : .none
        for later in rows
        where later.place != earlier.place
          && later.day(.CINreferralDate) >= earlier.day(.CINreferralDate)
          && later.day(.CINreferralDate) < last
        {
          found.flag(
            later.at(.CINreferralDate), earlier.at(.CINreferralDate, .CINclosureDate), of: child)
        }
      }
    }

    CINRule(
      "8825Q", flags: [.of(CINDetailsColumn.self, [.ReasonForClosure])],
      "The case was closed after assessment (RC8 or RC9), but there is no assessment. Add it, correct "
        + "the reason, or explain.",
      fails: "CINdetails ReasonForClosure=RC9",
      passes: """
        CINdetails ReasonForClosure=RC9
        Assessments AssessmentActualStartDate=2025-05-01
        """
    ) { child, found in
      for details in child.details
      where details.isClosedAfterAssessment && details.assessments.isEmpty {
        found.flag(details.row.at(.ReasonForClosure), of: child)
      }
    }
  }

  private static let closureReasons: CodeList = [
    "RC1", "RC2", "RC3", "RC4", "RC5", "RC6", "RC7", "RC8", "RC9",
  ]

  /// The groups of a case with a date after it was closed.
  private static func activity(
    in details: CheckedCINDetails, after closed: CellDay
  ) -> [CINPlace] {
    var places: [CINPlace] = []
    for assessment in details.assessments
    where closed < assessment.day(.AssessmentActualStartDate)
      || closed < assessment.day(.AssessmentAuthorisationDate)
    {
      places.append(assessment.at(.AssessmentActualStartDate, .AssessmentAuthorisationDate))
    }
    for enquiry in details.enquiries
    where closed < enquiry.day(.S47ActualStartDate) || closed < enquiry.day(.DateOfInitialCPC) {
      places.append(enquiry.at(.S47ActualStartDate, .DateOfInitialCPC))
    }
    for plan in details.protectionPlans where closed < plan.day(.CPPendDate) {
      places.append(plan.at(.CPPendDate))
    }
    for plan in details.plans
    where closed < plan.day(.CINPlanStartDate) || closed < plan.day(.CINPlanEndDate) {
      places.append(plan.at(.CINPlanStartDate, .CINPlanEndDate))
    }
    return places
  }
}
