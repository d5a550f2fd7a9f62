import CivilTime
import Returns

extension CINRuleBook {
  /// Referrals: their date, source, primary need and the marker of no further action.
  @CINRuleBuilder
  static var referral: [CINRule] {
    CINRule(
      "8555Q",
      flags: [
        .of(CINDetailsColumn.self, [.CINreferralDate]),
        .of(ChildIdentifiersColumn.self, [.PersonDeathDate]),
      ],
      "The child was referred after the date of death. Correct one of the dates, or explain.",
      fails: """
        ChildIdentifiers PersonDeathDate=2025-06-01
        CINdetails CINreferralDate=2025-06-02
        """,
      passes: """
        ChildIdentifiers PersonDeathDate=2025-06-01
        CINdetails CINreferralDate=2025-06-01
        """
    ) { child, found in
      guard let identity = child.identity, identity.day(.PersonDeathDate).isKnown else { return }
      for details in child.details
      where identity.day(.PersonDeathDate) < details.day(.CINreferralDate) {
        found.flag(details.row.at(.CINreferralDate), identity.at(.PersonDeathDate), of: child)
      }
    }

    CINRule(
      "8568", of: CINDetailsColumn.self, [.ReferralNFA],
      "The marker of no further action is missing or is nonsense. Enter 1 for no further action, "
        + "otherwise 0.",
      fails: "CINdetails ReferralNFA=no", passes: "CINdetails ReferralNFA=False"
    ) { details, _ in !details[.ReferralNFA].isYes && !details[.ReferralNFA].isNo }

    CINRule(
      "8569Q", of: CINDetailsColumn.self, [.CINreferralDate], needsPeriod: true,
      "A referral from before the census year is not marked as having gone further. Correct the date "
        + "or the marker, leave the referral out, or explain.",
      fails: "CINdetails CINreferralDate=2025-03-30 ReferralNFA=1",
      passes: """
        CINdetails CINreferralDate=2025-03-31 ReferralNFA=1
        CINdetails CINreferralDate=2025-03-30 ReferralNFA=0
        """
    ) { details, child in
      details.day(.CINreferralDate) < child.setting.lastWorkingDayBefore
        && !details[.ReferralNFA].isNo
    }

    CINRule(
      "8590", of: ChildIdentifiersColumn.self, [.LAchildID],
      "The child has no referral or episode in this return. Add it, or leave the child out.",
      fails: "ChildIdentifiers LAchildID=1",
      passes: """
        ChildIdentifiers LAchildID=1
        CINdetails LAchildID=1
        """
    ) { _, child in child.details.isEmpty }

    CINRule(
      "8600", of: CINDetailsColumn.self, [.CINreferralDate],
      "The referral date is missing, or after the end of the census year. Enter the date of the "
        + "referral.",
      fails: """
        CINdetails CINreferralDate=2026-04-01
        CINdetails CINreferralDate=31/03/2026
        """,
      passes: "CINdetails CINreferralDate=2026-03-31"
    ) { details, child in
      !details.day(.CINreferralDate).isKnown || details.day(.CINreferralDate) > child.end
    }

    CINRule(
      "8606",
      flags: [
        .of(CINDetailsColumn.self, [.CINreferralDate]),
        .of(ChildIdentifiersColumn.self, [.PersonBirthDate, .ExpectedPersonBirthDate]),
      ],
      "The referral is more than 40 weeks before the birth, or the expected birth. Correct one of the "
        + "dates.",
      fails: """
        ChildIdentifiers PersonBirthDate=2026-01-06
        CINdetails CINreferralDate=2025-03-31
        """,
      passes: """
        ChildIdentifiers PersonBirthDate=2026-01-06
        CINdetails CINreferralDate=2025-04-01
        """
    ) { child, found in
      guard let identity = child.identity else { return }
      let birth = identity.day(.PersonBirthDate) - 280
      let expected = identity.day(.ExpectedPersonBirthDate) - 280
      for details in child.details {
        let referral = details.day(.CINreferralDate)
        if referral < birth || referral < expected {
          found.flag(
            details.row.at(.CINreferralDate),
            identity.at(.PersonBirthDate, .ExpectedPersonBirthDate), of: child)
        }
      }
    }

    CINRule(
      "8610", of: CINDetailsColumn.self, [.ReferralNFA, .PrimaryNeedCode],
      "The referral went further but has no primary need. Enter its code.",
      fails: "CINdetails ReferralNFA=false", passes: "CINdetails ReferralNFA=0 PrimaryNeedCode=N1"
    ) { details, _ in details[.ReferralNFA].isNo && details[.PrimaryNeedCode].isNone }

    CINRule(
      "8650", of: CINDetailsColumn.self, [.PrimaryNeedCode],
      "The primary need is not a code. Choose N0 to N9.",
      fails: "CINdetails PrimaryNeedCode=N10", passes: "CINdetails PrimaryNeedCode=N9"
    ) { details, _ in
      details[.PrimaryNeedCode].isGiven && !details[.PrimaryNeedCode].isOne(of: primaryNeeds)
    }

    CINRule(
      "8866", of: CINDetailsColumn.self, [.CINreferralDate, .ReferralSource],
      "The source of the referral is missing or is not a code. Choose one from the list.",
      fails: "CINdetails CINreferralDate=2013-04-01 ReferralSource=5E",
      passes: """
        CINdetails CINreferralDate=2013-03-31
        CINdetails CINreferralDate=2025-05-01 ReferralSource=5D
        """
    ) { details, _ in
      details.day(.CINreferralDate) >= sourceSince
        && !details[.ReferralSource].isOne(of: referralSources)
    }

    CINRule(
      "8831",
      flags: [
        .of(CINDetailsColumn.self, [.DateOfInitialCPC]), .group(AssessmentColumn.self),
        .group(Section47Column.self),
      ],
      "The referral is marked as needing no further action, but has an assessment, an enquiry or a "
        + "conference. Correct the marker, or take out what does not belong here.",
      fails: """
        CINdetails ReferralNFA=1 !
        Assessments AssessmentActualStartDate=2025-05-01 !
        Assessments AssessmentInternalReviewDate=2025-05-01
        Section47 DateOfInitialCPC=2025-05-01 !
        Section47 InitialCPCtarget=2025-05-01
        """,
      passes: """
        CINdetails ReferralNFA=1
        Section47 InitialCPCtarget=2025-05-01
        CINdetails ReferralNFA=0 DateOfInitialCPC=2025-05-01
        """
    ) { child, found in
      for details in child.details where details.isNoFurtherAction {
        let hasConference = details.day(.DateOfInitialCPC).isKnown
        var groups: [CINPlace] = []
        for assessment in details.assessments
        where assessment.day(.AssessmentActualStartDate).isKnown
          || assessment.day(.AssessmentAuthorisationDate).isKnown
        {
          groups.append(assessment.group)
        }
        for enquiry in details.enquiries
        where hasConference || enquiry.day(.S47ActualStartDate).isKnown
          || enquiry.day(.DateOfInitialCPC).isKnown
        {
          groups.append(enquiry.group)
        }
        if hasConference || !groups.isEmpty {
          found.flag([details.row.at(.DateOfInitialCPC)] + groups, of: child)
        }
      }
    }
  }

  private static let sourceSince = CellDay(Day(year: 2013, month: 4, day: 1) ?? .unset)
  private static let primaryNeeds: CodeList = [
    "N0", "N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9",
  ]
  private static let referralSources: CodeList = [
    "1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C",
    "5D", "6", "7", "8", "9", "10",
  ]
}
