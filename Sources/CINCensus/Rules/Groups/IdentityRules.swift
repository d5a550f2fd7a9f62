import Returns

extension CINRuleBook {
  /// Who the child is: identifier, birth and death, sex, ethnicity.
  @CINRuleBuilder
  static var identity: [CINRule] {
    CINRule(
      "1570", years: .years(2025, 2026), of: ChildIdentifiersColumn.self, [.LAchildID],
      "The local identifier has more than 20 characters. Shorten it, and keep it different from every "
        + "other child's.",
      fails: "ChildIdentifiers LAchildID=ABCDEFGHIJKLMNOPQRST1",
      passes: "ChildIdentifiers LAchildID=ABCDEFGHIJKLMNOPQRST"
    ) { _, child in child.characters(.LAchildID).count > 20 }

    CINRule(
      "1580", years: .years(2025, 2026), of: ChildIdentifiersColumn.self, [.LAchildID],
      "The local identifier may hold letters and digits only. Take out spaces, dashes and other signs.",
      fails: "ChildIdentifiers LAchildID=KITH-0001", passes: "ChildIdentifiers LAchildID=KITH0001"
    ) { identifiers, child in
      guard identifiers[.LAchildID].isGiven else { return false }
      let characters = child.characters(.LAchildID)
      return !(1...characters.count).allSatisfy { characters.isLetterOrDigit($0) }
    }

    CINRule(
      "4180", years: .until(2024), of: ChildIdentifiersColumn.self, [.GenderCurrent],
      "The gender is missing or is not a code. Use 0, 1, 2 or 9.",
      fails: "ChildIdentifiers GenderCurrent=M", passes: "ChildIdentifiers GenderCurrent=9"
    ) { identifiers, _ in !identifiers[.GenderCurrent].isOne(of: genders) }

    CINRule(
      "4180", years: .years(2025, 2026), of: ChildIdentifiersColumn.self, [.Sex],
      "The sex is missing or is not a code. Use M, F or U.",
      fails: "ChildIdentifiers Sex=m", passes: "ChildIdentifiers Sex=U"
    ) { identifiers, _ in !identifiers[.Sex].isOne(of: sexes) }

    CINRule(
      "4220", of: ChildCharacteristicsColumn.self, [.Ethnicity],
      "The ethnicity is missing or is not a code. Choose one from the list, or NOBT while it is not "
        + "known.",
      fails: "ChildCharacteristics Ethnicity=WHIT", passes: "ChildCharacteristics Ethnicity=NOBT"
    ) { characteristics, _ in !characteristics[.Ethnicity].isOne(of: ethnicities) }

    CINRule(
      "8500", flags: [.of(ChildIdentifiersColumn.self, [.LAchildID])],
      "The child has no local identifier. Enter one that no other child has.",
      fails: "ChildIdentifiers LAchildID=\"\"", passes: "ChildIdentifiers LAchildID=1"
    ) { child, found in
      guard child.text(.LAchildID).isNone else { return }
      found.flag(child.identifiers.map { $0.at(.LAchildID) }, of: child)
    }

    CINRule(
      "8510", unique: .LAchildID,
      "Another child in this return has the same local identifier. Merge the two records, or correct "
        + "the identifier.",
      fails: """
        ChildIdentifiers LAchildID=7
        ChildIdentifiers LAchildID=7
        """,
      passes: """
        ChildIdentifiers LAchildID=7
        ChildIdentifiers LAchildID=8
        ChildIdentifiers LAchildID=""
        ChildIdentifiers LAchildID=""
        """)

    CINRule(
      "8520", of: ChildIdentifiersColumn.self, [.PersonBirthDate], needsPeriod: true,
      "The date of birth is after the end of the census year. Correct it, or record it as the "
        + "expected date of birth.",
      fails: "ChildIdentifiers PersonBirthDate=2026-04-01",
      passes: "ChildIdentifiers PersonBirthDate=2026-03-31"
    ) { identifiers, child in identifiers.day(.PersonBirthDate) > child.end }

    CINRule(
      "8525Q", of: ChildIdentifiersColumn.self, [.PersonBirthDate, .ExpectedPersonBirthDate],
      "There should be a date of birth or an expected date of birth: one of them, not both. Correct "
        + "them, or explain.",
      fails: """
        ChildIdentifiers LAchildID=1
        ChildIdentifiers LAchildID=2 PersonBirthDate=2025-05-01 ExpectedPersonBirthDate=2025-05-01
        """,
      passes: "ChildIdentifiers ExpectedPersonBirthDate=2026-05-01"
    ) { identifiers, _ in
      identifiers.day(.PersonBirthDate).isKnown == identifiers.day(.ExpectedPersonBirthDate).isKnown
    }

    CINRule(
      "8530Q", of: ChildIdentifiersColumn.self, [.ExpectedPersonBirthDate], needsPeriod: true,
      "The expected date of birth is more than 30 days before the end of the census year, or more "
        + "than nine months after it. Correct it, enter the date of birth, or explain.",
      fails: """
        ChildIdentifiers LAchildID=1 ExpectedPersonBirthDate=2026-02-28
        ChildIdentifiers LAchildID=2 ExpectedPersonBirthDate=2027-01-01
        """,
      passes: """
        ChildIdentifiers LAchildID=1 ExpectedPersonBirthDate=2026-03-01
        ChildIdentifiers LAchildID=2 ExpectedPersonBirthDate=2026-12-31
        """
    ) { identifiers, child in
      let expected = identifiers.day(.ExpectedPersonBirthDate)
      return expected.isKnown
        && (expected < child.end - 30 || expected > child.end.adding(months: 9))
    }

    CINRule(
      "8535Q", of: ChildIdentifiersColumn.self, [.PersonDeathDate, .PersonBirthDate],
      "The child died before being born by these dates, or has a date of death and no date of birth. "
        + "Correct the dates, or explain.",
      fails: """
        ChildIdentifiers LAchildID=1 PersonDeathDate=2025-06-01 PersonBirthDate=2025-06-02
        ChildIdentifiers LAchildID=2 PersonDeathDate=2025-06-01 ExpectedPersonBirthDate=2025-07-01
        """,
      passes: "ChildIdentifiers PersonDeathDate=2025-06-01 PersonBirthDate=2025-06-01"
    ) { identifiers, _ in
      let (birth, death) = (identifiers.day(.PersonBirthDate), identifiers.day(.PersonDeathDate))
      return death.isKnown && (!birth.isKnown || birth > death)
    }

    CINRule(
      "8545Q", of: ChildIdentifiersColumn.self, [.PersonDeathDate], needsPeriod: true,
      "The date of death is not in the census year. Correct it, or explain.",
      fails: "ChildIdentifiers PersonDeathDate=2025-03-31",
      passes: "ChildIdentifiers PersonDeathDate=2025-04-01"
    ) { identifiers, child in
      let death = identifiers.day(.PersonDeathDate)
      return death.isKnown && !death.isWithin(child.start, child.end)
    }

    CINRule(
      "8750", years: .until(2024), of: ChildIdentifiersColumn.self,
      [.GenderCurrent, .PersonBirthDate, .ExpectedPersonBirthDate],
      "The gender of an unborn child must be 0. Change it, or enter the date of birth if the child has "
        + "been born.",
      fails: "ChildIdentifiers ExpectedPersonBirthDate=2024-05-01 GenderCurrent=1",
      passes: "ChildIdentifiers ExpectedPersonBirthDate=2024-05-01 GenderCurrent=0"
    ) { identifiers, _ in isUnborn(identifiers) && identifiers[.GenderCurrent] != "0" }

    CINRule(
      "8750", years: .years(2025, 2026), of: ChildIdentifiersColumn.self,
      [.Sex, .PersonBirthDate, .ExpectedPersonBirthDate],
      "The sex of an unborn child must be U. Change it, or enter the date of birth if the child has "
        + "been born.",
      fails: "ChildIdentifiers ExpectedPersonBirthDate=2026-05-01 Sex=F",
      passes: "ChildIdentifiers ExpectedPersonBirthDate=2026-05-01 Sex=U"
    ) { identifiers, _ in isUnborn(identifiers) && identifiers[.Sex] != "U" }

    CINRule(
      "8775Q",
      flags: [
        .of(ChildIdentifiersColumn.self, [.PersonBirthDate]),
        .of(CINDetailsColumn.self, [.CINclosureDate]),
      ], needsPeriod: true,
      "The case was open after the person's 25th birthday. Correct the date of birth or the closure "
        + "date, or explain.",
      fails: """
        ChildIdentifiers PersonBirthDate=2001-03-30
        CINdetails
        CINdetails CINclosureDate=2026-03-31
        """,
      passes: """
        ChildIdentifiers LAchildID=1 PersonBirthDate=2001-03-30
        CINdetails LAchildID=1 CINclosureDate=2026-03-30
        ChildIdentifiers LAchildID=2 PersonBirthDate=2001-03-31
        CINdetails LAchildID=2
        """
    ) { child, found in
      guard let identity = child.identity else { return }
      let birth = identity.day(.PersonBirthDate)
      guard birth < child.end.adding(years: -25) else { return }
      let birthday = birth.adding(years: 25)
      for details in child.details
      where details.isOpen || details.day(.CINclosureDate) > birthday {
        found.flag(identity.at(.PersonBirthDate), details.row.at(.CINclosureDate), of: child)
      }
    }
  }

  private static let genders: CodeList = ["0", "1", "2", "9"]
  private static let sexes: CodeList = ["M", "F", "U"]
  private static let ethnicities: CodeList = [
    "WBRI", "WIRI", "WIRT", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN",
    "AOTH", "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
  ]

  private static func isUnborn(_ identifiers: CheckedRow<ChildIdentifiersColumn>) -> Bool {
    !identifiers.day(.PersonBirthDate).isKnown && identifiers.day(.ExpectedPersonBirthDate).isKnown
  }
}
