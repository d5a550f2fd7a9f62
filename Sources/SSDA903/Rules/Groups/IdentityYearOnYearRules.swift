import Returns

extension SSDA903RuleBook {
  /// Who the child is, beside what last year's return said.
  @SSDA903RuleBuilder
  static var identityYearOnYear: [SSDA903Rule] {
    differsFromLastYear(
      "202", years: .until(2024), [.SEX],
      "The sex is not the one of last year's return. Find out which is right.",
      fails: "Header SEX=1\nHeader_last SEX=2", passes: "Header SEX=1\nHeader_last SEX=1"
    ) { $0[.SEX] != $1[.SEX] }

    differsFromLastYear(
      "202", years: .only(2025), [.SEX],
      "The sex is not the one of last year's return. Find out which is right.",
      fails: "Header SEX=F\nHeader_last SEX=1", passes: "Header SEX=F\nHeader_last SEX=2"
    ) { $0[.SEX] != WrittenSex.letter(of: $1[.SEX]) }

    differsFromLastYear(
      "202", years: .from(2026), [.SEX],
      "The sex is not the one of last year's return. Find out which is right.",
      fails: "Header SEX=F\nHeader_last SEX=U", passes: "Header SEX=F\nHeader_last SEX=F"
    ) { $0[.SEX] != $1[.SEX] }

    differsFromLastYear(
      "203", [.DOB],
      "The date of birth is not the one of last year's return. Find out which is right.",
      fails: "Header DOB=01/05/2012\nHeader_last DOB=05/01/2012",
      passes: "Header DOB=1/5/2012\nHeader_last DOB=01/05/2012"
    ) { !$0.day(.DOB).isSame(as: $1.day(.DOB)) }

    differsFromLastYear(
      "204", [.ETHNIC],
      "The ethnicity is not the one of last year's return. Find out which is right.",
      fails: "Header ETHNIC=WBRI\nHeader_last ETHNIC=NOBT",
      passes: "Header ETHNIC=WBRI\nHeader_last ETHNIC=WBRI"
    ) { $0[.ETHNIC] != $1[.ETHNIC] }

    differsFromLastYear(
      "208", [.UPN],
      """
      The pupil number is not the one of last year's return. Find out which is right; only a \
      change from unknown to known is expected.
      """,
      fails: "Header UPN=UN3\nHeader_last UPN=H120000120001",
      passes: """
        Header UPN=H120000120001
        Header_last UPN=UN3
        Header CHILD=2 UPN=UN1
        Header_last CHILD=2 UPN=
        """
    ) { !isExpectedPupilNumber($0[.UPN], after: $1[.UPN]) }

    SSDA903Rule(
      "207", of: HeaderColumn.self, [.MOTHER],
      needs: [.lastYear(.header), .table(.episodes)],
      """
      Last year's return said that she is a mother; this year's does not. Set the mother marker \
      to 1, or have last year's corrected.
      """,
      fails: "Header MOTHER=0\nHeader_last MOTHER=1\nEpisodes LS=C2",
      passes: """
        Header MOTHER=1
        Header_last MOTHER=1
        Episodes LS=C2
        Header CHILD=2
        Header_last CHILD=2 MOTHER=1
        """
    ) { header, child in
      header[.MOTHER] != "1" && !child.episodes.isEmpty
        && child.last.header.contains { $0[.MOTHER] == "1" }
    }

    differsFromLastYear(
      "624", [.MC_DOB],
      """
      Her first child's date of birth is missing, or is not the one of last year's return. Enter \
      the right one.
      """,
      fails: """
        Header MC_DOB=02/05/2024 !
        Header_last MC_DOB=01/05/2024
        Header CHILD=2 !
        Header_last CHILD=2 MC_DOB=01/05/2024
        """,
      passes: """
        Header MC_DOB=1/5/2024
        Header_last MC_DOB=01/05/2024
        Header CHILD=2 MC_DOB=01/05/2025
        Header_last CHILD=2
        """
    ) { now, last in
      last[.MC_DOB].isGiven && now[.MC_DOB] != last[.MC_DOB]
        && now.day(.MC_DOB) != last.day(.MC_DOB)
    }

    SSDA903Rule(
      "626", of: HeaderColumn.self, [.MOTHER, .MC_DOB], needs: [.lastYear(.header)],
      """
      She is now recorded as a mother of a child born before this year, but last year's return \
      said that she was not a mother. Find out which is right.
      """,
      fails: "Header MOTHER=1 MC_DOB=31/03/2025\nHeader_last MOTHER=0",
      passes: "Header MOTHER=1 MC_DOB=01/04/2025\nHeader_last MOTHER=0"
    ) { header, child in
      header.day(.MC_DOB) < child.start && header[.MOTHER].wholeNumber == 1
        && child.last.header.contains { $0[.MOTHER].wholeNumber == 0 }
    }
  }

  /// A rule that flags the child's row in Header beside one in last year's.
  private static func differsFromLastYear(
    _ code: String, years: ClosedRange<CollectionYear> = .everyRuleBook, _ columns: [HeaderColumn],
    _ message: String, fails: String, passes: String,
    where isWrong:
      @escaping @Sendable (CheckedRow<HeaderColumn>, CheckedRow<HeaderColumn>) -> Bool
  ) -> SSDA903Rule {
    SSDA903Rule(
      code, years: years, of: HeaderColumn.self, columns, needs: [.lastYear(.header)], message,
      fails: fails, passes: passes
    ) { header, child in child.last.header.contains { isWrong(header, $0) } }
  }

  /// Whether a pupil number may follow last year's: the same, or one that was not known then.
  private static func isExpectedPupilNumber(_ now: CellText, after last: CellText) -> Bool {
    if now == last { return true }
    if last.isNone || last == "UN1" { return now.isGiven }
    return last.isOne(of: .noPupilNumber) && now.isGiven && !now.isOne(of: .noPupilNumber)
  }
}
