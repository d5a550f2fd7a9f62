import CivilTime
import Returns

extension CINRuleBook {
  /// What only shows over the whole return.
  @CINRuleBuilder
  static var wholeReturn: [CINRule] {
    CINRule(
      "100", header: [.ReferenceDate],
      "The reference date in the header is missing, or is not 31 March of the header's year. Set it to "
        + "31 March, and the year to the year of that day.",
      fails: "Header Year=2025 ReferenceDate=2026-03-31",
      passes: "Header Year=2026 ReferenceDate=2026-03-31"
    ) { header in
      guard let year = header.collection[.Year].flatMap({ Int($0) }),
        let date = header.collection.day(.ReferenceDate)
      else { return true }
      return date != Day(year: year, month: 3, day: 31)
    }

    CINRule(
      "2883", needsPeriod: true,
      "More child protection plans began in the year than initial conferences were held. Look for "
        + "conferences that are missing or have a wrong date, and plans with a wrong start.",
      fails: """
        CINdetails DateOfInitialCPC=2025-05-01
        ChildProtectionPlans CPPstartDate=2025-05-01
        ChildProtectionPlans CPPstartDate=2026-03-31
        """,
      passes: """
        CINdetails DateOfInitialCPC=2025-05-01
        Section47 DateOfInitialCPC=2025-04-01
        ChildProtectionPlans CPPstartDate=2025-05-01
        ChildProtectionPlans CPPstartDate=2026-03-31
        ChildProtectionPlans CPPstartDate=2025-03-31
        """,
      count: { child, tally in
        for plan in child.protectionPlans
        where plan.day(.CPPstartDate).isWithin(child.start, child.end) { tally.count += 1 }
        for details in child.details.rows
        where details.day(.DateOfInitialCPC).isWithin(child.start, child.end) { tally.against += 1 }
        for enquiry in child.enquiries
        where enquiry.day(.DateOfInitialCPC).isWithin(child.start, child.end) { tally.against += 1 }
      }, isWrong: { $0.count > $0.against })

    CINRule(
      "2886Q", years: .until(2024),
      "More than 2 in 100 children who are not unborn have no gender. Enter the missing ones, or "
        + "explain.",
      fails: "ChildIdentifiers GenderCurrent=0",
      passes: """
        ChildIdentifiers LAchildID=1 GenderCurrent=0 ExpectedPersonBirthDate=2024-05-01
        ChildIdentifiers LAchildID=2 GenderCurrent=2
        """,
      count: { child, tally in
        let gender = child.text(.GenderCurrent)
        tally.countUnknown(gender.isNone || gender == "0", child)
      }, isWrong: { $0.count * 50 > $0.against })

    CINRule(
      "2886Q", years: .years(2025, 2026),
      "More than 2 in 100 children who are not unborn have no sex. Enter the missing ones, or explain.",
      fails: "ChildIdentifiers Sex=U",
      passes: """
        ChildIdentifiers LAchildID=1 Sex=U ExpectedPersonBirthDate=2026-05-01
        ChildIdentifiers LAchildID=2 Sex=F
        """,
      count: { child, tally in
        let sex = child.text(.Sex)
        tally.countUnknown(sex.isNone || sex == "U", child)
      }, isWrong: { $0.count * 50 > $0.against })

    CINRule(
      "2887Q",
      "Fewer than eight kinds of disability occur in the whole return. See whether disabilities are "
        + "recorded in full, or explain.",
      fails: "Disabilities Disability=NONE",
      passes: """
        Disabilities Disability=MOB
        Disabilities Disability=HAND
        Disabilities Disability=PC
        Disabilities Disability=INC
        Disabilities Disability=COMM
        Disabilities Disability=LD
        Disabilities Disability=HEAR
        Disabilities Disability=VIS
        """,
      count: { child, tally in
        for row in child.disabilities where row[.Disability].isGiven && row[.Disability] != "NONE" {
          tally.codes.insert(row[.Disability])
        }
      }, isWrong: { $0.codes.count <= 7 })

    CINRule(
      "2888Q",
      "No child in the return has more than one disability. See whether all disabilities of a child "
        + "are recorded, or explain.",
      fails: """
        Disabilities LAchildID=1 Disability=MOB
        Disabilities LAchildID=2 Disability=LD
        """,
      passes: """
        Disabilities LAchildID=1 Disability=MOB
        Disabilities LAchildID=1 Disability=LD
        Disabilities LAchildID=2 Disability=NONE
        """,
      count: { child, tally in
        var given = 0
        for row in child.disabilities where row[.Disability] != "NONE" {
          tally.count += 1
          if row[.Disability].isGiven { given += 1 }
        }
        if given > 1 { tally.against += 1 }
      }, isWrong: { $0.count > 0 && $0.against == 0 })
  }
}

extension CINTally {
  /// Counts a child, and one who is born and of unknown sex apart.
  fileprivate mutating func countUnknown(_ isUnknown: Bool, _ child: CheckedCINChild) {
    against += 1
    if isUnknown, !child.day(.ExpectedPersonBirthDate).isKnown { count += 1 }
  }
}
