import CivilTime
import Returns

extension CINRuleBook {
  /// Section 47 enquiries and initial child protection conferences.
  @CINRuleBuilder
  static var enquiry: [CINRule] {
    beforeReferral(
      "1104", .DateOfInitialCPC,
      "The initial conference is dated before the referral. Correct one of the two dates.")
    beforeReferral(
      "2889", .S47ActualStartDate,
      "The section 47 enquiry starts before the referral. Correct one of the two dates.")

    CINRule(
      "2884",
      flags: [
        .of(Section47Column.self, [.DateOfInitialCPC]),
        .of(CINDetailsColumn.self, [.DateOfInitialCPC]),
      ],
      "The same initial conference stands both on the referral and on a section 47 enquiry. Keep it on "
        + "the enquiry if there was one, otherwise on the referral.",
      fails: """
        CINdetails CINdetailsID=1
        Section47 CINdetailsID=1 DateOfInitialCPC=2025-05-01 !
        CINdetails CINdetailsID=2 DateOfInitialCPC=2025-05-01 !
        """,
      passes: """
        CINdetails DateOfInitialCPC=2025-05-01
        Section47 DateOfInitialCPC=2025-05-02
        """
    ) { child, found in
      guard !child.enquiries.isEmpty else { return }
      for details in child.details.rows where details.day(.DateOfInitialCPC).isKnown {
        for enquiry in child.enquiries
        where enquiry.day(.DateOfInitialCPC) == details.day(.DateOfInitialCPC) {
          found.flag(enquiry.at(.DateOfInitialCPC), details.at(.DateOfInitialCPC), of: child)
        }
      }
    }

    CINRule(
      "2991Q", flags: [.group(Section47Column.self)],
      "There is a section 47 enquiry but no assessment on this referral. Add the assessment, or explain "
        + "why there is none.",
      fails: """
        Section47 S47ActualStartDate=2025-05-01
        Section47 S47ActualStartDate=2025-06-01
        """,
      passes: """
        Assessments AssessmentActualStartDate=2025-05-01
        Section47 S47ActualStartDate=2025-05-01
        """
    ) { child, found in
      for details in child.details where !details.enquiries.isEmpty && details.assessments.isEmpty {
        found.flag(details.enquiries.map(\.group), of: child)
      }
    }

    CINRule(
      "8615", of: Section47Column.self, [.S47ActualStartDate, .DateOfInitialCPC],
      "The enquiry has a conference, but no start, or a start after the conference. Correct the dates.",
      fails: """
        Section47 DateOfInitialCPC=2025-05-01
        Section47 S47ActualStartDate=2025-05-02 DateOfInitialCPC=2025-05-01
        """,
      passes: "Section47 S47ActualStartDate=2025-05-01 DateOfInitialCPC=2025-05-01"
    ) { enquiry, _ in
      let (start, conference) = (enquiry.day(.S47ActualStartDate), enquiry.day(.DateOfInitialCPC))
      return conference.isKnown && (!start.isKnown || start > conference)
    }

    CINRule(
      "8675Q", of: Section47Column.self,
      [.DateOfInitialCPC, .S47ActualStartDate, .ICPCnotRequired], needsPeriod: true,
      "At the end of the year this enquiry had gone on for more than 15 working days without a "
        + "conference. Enter the conference, mark that none was needed, or explain.",
      fails: "Section47 S47ActualStartDate=2026-03-10 ICPCnotRequired=0",
      passes: """
        Section47 S47ActualStartDate=2026-03-11 ICPCnotRequired=0
        Section47 S47ActualStartDate=2026-03-10
        """
    ) { enquiry, child in
      !enquiry.day(.DateOfInitialCPC).isKnown && enquiry[.ICPCnotRequired].isNo
        && enquiry.day(.S47ActualStartDate) < child.setting.enquiryLimit
    }

    CINRule(
      "8715", of: Section47Column.self, [.DateOfInitialCPC], needsPeriod: true,
      "The initial conference was not in the census year. Correct its date, or leave the enquiry out "
        + "of this return.",
      fails: "Section47 DateOfInitialCPC=2025-03-31",
      passes: """
        Section47 DateOfInitialCPC=2025-04-01
        CINdetails DateOfInitialCPC=2025-03-31
        """
    ) { enquiry, child in
      let conference = enquiry.day(.DateOfInitialCPC)
      return conference.isKnown && !conference.isWithin(child.start, child.end)
    }

    CINRule(
      "8740", of: Section47Column.self,
      [.S47ActualStartDate, .DateOfInitialCPC, .ICPCnotRequired], needsPeriod: true,
      "The enquiry has had no conference and did not start in the census year. Enter the conference, "
        + "mark that none was needed, or correct the start.",
      fails: "Section47 S47ActualStartDate=2025-03-31 ICPCnotRequired=false",
      passes: """
        Section47 S47ActualStartDate=2025-04-01 ICPCnotRequired=false
        Section47 S47ActualStartDate=2025-03-31
        Section47 ICPCnotRequired=0
        """
    ) { enquiry, child in
      let start = enquiry.day(.S47ActualStartDate)
      return !enquiry.day(.DateOfInitialCPC).isKnown && enquiry[.ICPCnotRequired].isNo
        && start.isKnown && !start.isWithin(child.start, child.end)
    }

    CINRule(
      "8839", flags: [.of(Section47Column.self, [.DateOfInitialCPC])],
      "More than one enquiry of this referral is open. For those that have ended, enter the conference "
        + "or mark that none was needed.",
      fails: """
        Section47 S47ActualStartDate=2025-05-01 !
        Section47 S47ActualStartDate=2025-06-01 ICPCnotRequired=0 !
        Section47 S47ActualStartDate=2025-07-01 ICPCnotRequired=1 !
        Section47 DateOfInitialCPC=2025-08-01
        """,
      passes: """
        Section47 S47ActualStartDate=2025-05-01
        Section47 S47ActualStartDate=2025-06-01 ICPCnotRequired=TRUE
        """
    ) { child, found in
      for details in child.details where details.enquiries.count > 1 {
        var open = 0
        for enquiry in details.enquiries where enquiry.isWaiting { open += 1 }
        guard open > 1 else { continue }
        let without = details.enquiries.filter { !$0.day(.DateOfInitialCPC).isKnown }
        found.flag(without.map { $0.at(.DateOfInitialCPC) }, of: child)
      }
    }

    CINRule(
      "8868",
      flags: [
        .of(Section47Column.self, [.DateOfInitialCPC, .ICPCnotRequired]),
        .of(CINDetailsColumn.self, [.CINclosureDate]),
      ],
      "The case is closed, but this enquiry has neither a conference nor the marker that none was "
        + "needed. Enter one of them.",
      fails: """
        CINdetails CINclosureDate=2025-06-01
        Section47 S47ActualStartDate=2025-05-01
        """,
      passes: """
        CINdetails CINclosureDate=2025-06-01
        Section47 DateOfInitialCPC=2025-05-01 ICPCnotRequired=1
        Section47 ICPCnotRequired=true
        """
    ) { child, found in
      for details in child.details where !details.isOpen {
        for enquiry in details.enquiries where enquiry.isWaiting {
          found.flag(
            enquiry.at(.DateOfInitialCPC, .ICPCnotRequired), details.row.at(.CINclosureDate),
            of: child)
        }
      }
    }

    CINRule(
      "8870Q", of: Section47Column.self, [.InitialCPCtarget],
      "The target date for the initial conference is at a weekend. Correct it, or explain.",
      fails: "Section47 InitialCPCtarget=2025-05-03",
      passes: "Section47 InitialCPCtarget=2025-05-05"
    ) { enquiry, _ in enquiry.day(.InitialCPCtarget).isAtWeekend }

    CINRule(
      "8875", of: Section47Column.self, [.DateOfInitialCPC],
      "The initial conference is dated at a weekend. Correct the date.",
      fails: "Section47 DateOfInitialCPC=2025-05-04",
      passes: "Section47 DateOfInitialCPC=2025-05-05"
    ) { enquiry, _ in enquiry.day(.DateOfInitialCPC).isAtWeekend }

    CINRule(
      "8890", flags: [.of(Section47Column.self, [.S47ActualStartDate, .DateOfInitialCPC])],
      "A section 47 enquiry starts while another one of the same referral is running. Correct the "
        + "dates, or mark that no conference was needed.",
      fails: """
        Section47 S47ActualStartDate=2025-05-01
        Section47 S47ActualStartDate=2025-06-01 DateOfInitialCPC=2025-06-10
        """,
      passes: """
        Section47 S47ActualStartDate=2025-05-01 ICPCnotRequired=1
        Section47 S47ActualStartDate=2025-06-01 DateOfInitialCPC=2025-06-10
        Section47 S47ActualStartDate=2025-06-11
        """
    ) { child, found in
      for details in child.details {
        details.enquiries.overlaps(
          from: .S47ActualStartDate, to: .DateOfInitialCPC, until: child.end,
          isOpen: { !$0.needsNoConference }
        ) { later, earlier in
          found.flag(
            later.at(.S47ActualStartDate), earlier.at(.S47ActualStartDate, .DateOfInitialCPC),
            of: child)
        }
      }
    }
  }

  /// A date of an enquiry before its referral.
  private static func beforeReferral(
    _ code: String, _ column: Section47Column, _ message: String
  ) -> CINRule {
    CINRule(
      code,
      flags: [
        .of(Section47Column.self, [column]), .of(CINDetailsColumn.self, [.CINreferralDate]),
      ], message,
      fails: """
        CINdetails CINreferralDate=2025-05-02
        Section47 \(column.name)=2025-05-01
        """,
      passes: """
        CINdetails CINreferralDate=2025-05-01
        Section47 \(column.name)=2025-05-01
        """
    ) { child, found in
      for details in child.details {
        for enquiry in details.enquiries where enquiry.day(column) < details.day(.CINreferralDate) {
          found.flag(enquiry.at(column), details.row.at(.CINreferralDate), of: child)
        }
      }
    }
  }
}

extension CheckedRow<Section47Column> {
  /// Whether there has been no conference, and it is not said that none was needed.
  fileprivate var isWaiting: Bool { !day(.DateOfInitialCPC).isKnown && !needsNoConference }
}

extension CellDay {
  /// Whether it is a Saturday or a Sunday.
  fileprivate var isAtWeekend: Bool { isKnown && day.weekday.isWeekend }
}
