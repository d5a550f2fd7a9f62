import Returns

extension CINRuleBook {
  /// Assessments and their factors.
  @CINRuleBuilder
  static var assessment: [CINRule] {
    CINRule(
      "1103",
      flags: [
        .of(AssessmentColumn.self, [.AssessmentActualStartDate]),
        .of(CINDetailsColumn.self, [.CINreferralDate]),
      ],
      "The assessment starts before its referral. Correct one of the dates, or put the assessment "
        + "under the referral that it belongs to.",
      fails: """
        CINdetails CINreferralDate=2025-05-02
        Assessments AssessmentActualStartDate=2025-05-01
        """,
      passes: """
        CINdetails CINreferralDate=2025-05-01
        Assessments AssessmentActualStartDate=2025-05-01
        """
    ) { child, found in
      for details in child.details {
        for assessment in details.assessments
        where assessment.day(.AssessmentActualStartDate) < details.day(.CINreferralDate) {
          found.flag(
            assessment.at(.AssessmentActualStartDate), details.row.at(.CINreferralDate), of: child)
        }
      }
    }

    CINRule(
      "8608", of: AssessmentColumn.self,
      [.AssessmentActualStartDate, .AssessmentAuthorisationDate],
      "The assessment was completed before it started. Correct one of the two dates.",
      fails:
        "Assessments AssessmentActualStartDate=2025-05-02 AssessmentAuthorisationDate=2025-05-01",
      passes:
        "Assessments AssessmentActualStartDate=2025-05-01 AssessmentAuthorisationDate=2025-05-01"
    ) { assessment, _ in
      assessment.day(.AssessmentActualStartDate) > assessment.day(.AssessmentAuthorisationDate)
    }

    CINRule(
      "8614", of: AssessmentColumn.self, [.AssessmentAuthorisationDate], factors: true,
      "The assessment has factors but no completion date. Enter the date, or take out the factors.",
      fails: "Assessments AssessmentActualStartDate=2025-05-01 AssessmentFactors=2B",
      passes: """
        Assessments AssessmentActualStartDate=2025-05-01
        Assessments AssessmentAuthorisationDate=2025-05-01 AssessmentFactors=2B
        """
    ) { assessment, child in
      !assessment.isCompleted && child.factors(of: assessment).contains { $0.isGiven }
    }

    CINRule(
      "8670Q", of: AssessmentColumn.self,
      [.AssessmentAuthorisationDate, .AssessmentActualStartDate], needsPeriod: true,
      "At the end of the year the assessment had been open for more than 45 working days. Enter the "
        + "completion date, or explain the delay.",
      fails: "Assessments AssessmentActualStartDate=2026-01-27",
      passes: "Assessments AssessmentActualStartDate=2026-01-28"
    ) { assessment, child in
      !assessment.isCompleted
        && assessment.day(.AssessmentActualStartDate) < child.setting.assessmentLimit
    }

    CINRule(
      "8696", of: AssessmentColumn.self, [.AssessmentAuthorisationDate], needsPeriod: true,
      "The assessment was not completed in the census year. Correct the completion date, or leave the "
        + "assessment out of this return.",
      fails: "Assessments AssessmentAuthorisationDate=2026-04-01",
      passes: "Assessments AssessmentAuthorisationDate=2026-03-31"
    ) { assessment, child in
      assessment.isCompleted
        && !assessment.day(.AssessmentAuthorisationDate).isWithin(child.start, child.end)
    }

    CINRule(
      "8736", of: AssessmentColumn.self,
      [.AssessmentAuthorisationDate, .AssessmentActualStartDate], needsPeriod: true,
      "The assessment is still open but did not start in the census year. Enter the completion date, "
        + "or correct the start.",
      fails: """
        Assessments AssessmentActualStartDate=2025-03-31
        Assessments AssessmentInternalReviewDate=2025-05-01
        """,
      passes: "Assessments AssessmentActualStartDate=2025-04-01"
    ) { assessment, child in
      !assessment.isCompleted
        && !assessment.day(.AssessmentActualStartDate).isWithin(child.start, child.end)
    }

    CINRule(
      "8863Q",
      flags: [
        .of(AssessmentColumn.self, [.AssessmentActualStartDate, .AssessmentAuthorisationDate])
      ],
      "An assessment starts while another one of the same referral is running. Correct the dates, or "
        + "explain.",
      fails: """
        Assessments AssessmentActualStartDate=2025-05-01 AssessmentAuthorisationDate=2025-06-01
        Assessments AssessmentActualStartDate=2025-06-01 AssessmentAuthorisationDate=2025-07-01
        """,
      passes: """
        Assessments AssessmentActualStartDate=2025-05-01 AssessmentAuthorisationDate=2025-06-01
        Assessments AssessmentActualStartDate=2025-06-02
        """
    ) { child, found in
      for details in child.details {
        details.assessments.overlaps(
          from: .AssessmentActualStartDate, to: .AssessmentAuthorisationDate, until: child.end
        ) { later, earlier in
          found.flag(
            later.at(.AssessmentActualStartDate),
            earlier.at(.AssessmentActualStartDate, .AssessmentAuthorisationDate), of: child)
        }
      }
    }

    CINRule(
      "8867",
      flags: [
        .of(CINDetailsColumn.self, [.CINclosureDate]),
        .of(AssessmentColumn.self, [.AssessmentAuthorisationDate]),
      ],
      "The case is closed, but this assessment has no completion date. Enter it, or correct the "
        + "closure.",
      fails: """
        CINdetails CINclosureDate=2025-06-01
        Assessments AssessmentActualStartDate=2025-05-01
        """,
      passes: """
        CINdetails CINclosureDate=2025-06-01
        Assessments AssessmentAuthorisationDate=2025-05-01
        """
    ) { child, found in
      for details in child.details where !details.isOpen {
        for assessment in details.assessments where !assessment.isCompleted {
          found.flag(
            details.row.at(.CINclosureDate), assessment.at(.AssessmentAuthorisationDate), of: child)
        }
      }
    }

    CINRule(
      "8869", of: AssessmentColumn.self, [], factors: true,
      "Factor 21, which says that none was found, stands beside others. Take out 21, or the others.",
      fails: "Assessments AssessmentFactors=21,2B", passes: "Assessments AssessmentFactors=21,21"
    ) { assessment, child in
      let factors = child.factors(of: assessment)
      return factors.count > 1 && factors.contains { $0.isNoneFound }
        && factors.contains { $0.isGiven && !$0.isNoneFound }
    }

    CINRule(
      "8873Q",
      flags: [
        .of(AssessmentColumn.self, [], factors: true),
        .of(CINDetailsColumn.self, [.ReasonForClosure]),
      ],
      "The only assessment found no factors (21), so the case should have been closed as RC8 or RC9. "
        + "Correct the factors or the reason, or explain.",
      fails: """
        CINdetails ReasonForClosure=RC7
        Assessments AssessmentFactors=21
        """,
      passes: """
        CINdetails ReasonForClosure=RC8
        Assessments AssessmentFactors=21
        """
    ) { child, found in
      for details in child.details
      where details.assessments.count == 1 && !details.isClosedAfterAssessment {
        let assessment = details.assessments[0]
        if child.factors(of: assessment).contains(where: { $0.isNoneFound }) {
          found.flag(
            assessment.at().withFactors, details.row.at(.ReasonForClosure), of: child)
        }
      }
    }

    CINRule(
      "8896", flags: [.of(AssessmentColumn.self, [.AssessmentAuthorisationDate])],
      "More than one assessment of this referral is open. Enter the completion dates of those that "
        + "have ended.",
      fails: """
        Assessments AssessmentActualStartDate=2025-05-01
        Assessments AssessmentActualStartDate=2025-06-01
        Assessments AssessmentAuthorisationDate=2025-07-01
        """,
      passes: """
        CINdetails CINdetailsID=1
        Assessments CINdetailsID=1 AssessmentActualStartDate=2025-05-01
        CINdetails CINdetailsID=2
        Assessments CINdetailsID=2 AssessmentActualStartDate=2025-06-01
        """
    ) { child, found in
      for details in child.details where details.assessments.count > 1 {
        var open = 0
        for assessment in details.assessments where !assessment.isCompleted { open += 1 }
        if open > 1 {
          found.flag(details.assessments.map { $0.at(.AssessmentAuthorisationDate) }, of: child)
        }
      }
    }

    CINRule(
      "8897Q", of: AssessmentColumn.self, [.AssessmentAuthorisationDate], factors: true,
      needsPeriod: true,
      "The completed assessment has no factors, or one that is not a code. Enter at least one factor "
        + "from the list, or explain.",
      fails: """
        Assessments AssessmentAuthorisationDate=2025-04-01
        Assessments AssessmentAuthorisationDate=2025-05-01 AssessmentFactors=2B,8A
        """,
      passes: """
        Assessments AssessmentAuthorisationDate=2025-03-31
        Assessments AssessmentAuthorisationDate=2025-05-01 AssessmentFactors=18A,2B
        """
    ) { assessment, child in
      guard assessment.day(.AssessmentAuthorisationDate) >= child.start else { return false }
      var hasFactor = false
      for factor in child.factors(of: assessment) where factor.isGiven {
        if !factor[.AssessmentFactors].isOne(of: knownFactors) { return true }
        hasFactor = true
      }
      return !hasFactor
    }

    CINRule(
      "8898", of: AssessmentColumn.self, [], factors: true,
      "The same factor is recorded more than once on this assessment. Take out the repetition.",
      fails: "Assessments AssessmentFactors=2B,3A,2B", passes: "Assessments AssessmentFactors=2B,2b"
    ) { assessment, child in
      child.factors(of: assessment).hasRepetition(of: .AssessmentFactors)
    }

    withdrawn("8945Q", "18A", "18B if a child did it, 18C if an adult did")
    withdrawn("8950Q", "19A", "19B if a child did it, 19C if an adult did")
  }

  /// A factor that has been split in two.
  private static func withdrawn(_ code: String, _ factor: CellText, _ instead: String) -> CINRule {
    CINRule(
      code, years: .years(2025, 2026), of: AssessmentColumn.self, [], factors: true,
      "Factor \(factor) is no longer used. Use \(instead), or explain.",
      fails: "Assessments AssessmentFactors=2B,\(factor.description.lowercased())",
      passes: "Assessments AssessmentFactors=18B,19C"
    ) { assessment, child in
      child.factors(of: assessment).contains { $0[.AssessmentFactors].uppercased == factor }
    }
  }

  private static let knownFactors: CodeList = [
    "1A", "1B", "1C", "2A", "2B", "2C", "3A", "3B", "3C", "4A", "4B", "4C", "5A", "5B", "5C", "6A",
    "6B", "6C", "7A", "8B", "8C", "8D", "8E", "8F", "9A", "10A", "11A", "12A", "13A", "14A", "15A",
    "16A", "17A", "18A", "18B", "18C", "19A", "19B", "19C", "20", "21", "22A", "23A", "24A",
  ]
}

extension CheckedRow<AssessmentColumn> {
  /// Whether it has a completion date that can be read.
  fileprivate var isCompleted: Bool { day(.AssessmentAuthorisationDate).isKnown }
}

extension CheckedRow<AssessmentFactorColumn> {
  fileprivate var isGiven: Bool { self[.AssessmentFactors].isGiven }

  /// Whether it says that no factor was found.
  fileprivate var isNoneFound: Bool { self[.AssessmentFactors] == "21" }
}
