import Returns

extension SSDA903RuleBook {
  /// The score of the strengths and difficulties questionnaire, or why there is none.
  @SSDA903RuleBuilder
  static var strengthsAndDifficulties: [SSDA903Rule] {
    SSDA903Rule(
      "180", of: OC2Column.self, [.SDQ_SCORE],
      "The strengths and difficulties score must be a whole number from 0 to 40. Correct it.",
      fails: "OC2 SDQ_SCORE=41\nOC2 CHILD=2 SDQ_SCORE=39.5",
      passes: "OC2 SDQ_SCORE=40\nOC2 CHILD=2 SDQ_SCORE=20.0\nOC2 CHILD=3"
    ) { health, _ in
      guard health[.SDQ_SCORE].isGiven else { return false }
      return health[.SDQ_SCORE].wholeNumber.map { !(0...40).contains($0) } ?? true
    }

    SSDA903Rule(
      "196", of: OC2Column.self, [.SDQ_REASON],
      """
      The reason for having no strengths and difficulties score must be SDQ1 to SDQ5. Use one of \
      these codes.
      """,
      fails: "OC2 SDQ_REASON=SDQ6", passes: "OC2 SDQ_REASON=SDQ5\nOC2 CHILD=2"
    ) { health, _ in
      health[.SDQ_REASON].isGiven && !health[.SDQ_REASON].isOne(of: noScoreReasons)
    }

    SSDA903Rule(
      "197a", of: OC2Column.self, [.SDQ_SCORE, .SDQ_REASON],
      """
      There is a strengths and difficulties score and a reason for having none. Clear one of \
      them.
      """,
      fails: "OC2 SDQ_SCORE=12 SDQ_REASON=SDQ2", passes: "OC2 SDQ_SCORE=12"
    ) { health, _ in health.hasAll(.SDQ_SCORE, .SDQ_REASON) }

    SSDA903Rule(
      "185", of: OC2Column.self, [.SDQ_SCORE], needs: [.table(.episodes)],
      """
      A strengths and difficulties score is only asked of children looked after for the whole \
      year, and by the episodes this child was not. Clear it or correct the episodes.
      """,
      fails: "OC2 SDQ_SCORE=12\nEpisodes DECOM=02/04/2025 RNE=S LS=C2",
      passes: "OC2 SDQ_SCORE=12\nEpisodes DECOM=01/04/2025 RNE=S LS=C2"
    ) { health, child in health[.SDQ_SCORE].isGiven && !child.journey.isContinuous }

    SSDA903Rule(
      "198", of: OC2Column.self, [.SDQ_REASON], needs: [.table(.episodes)],
      """
      A reason for having no strengths and difficulties score is only asked of children looked \
      after for the whole year, and by the episodes this child was not. Clear it or correct the \
      episodes.
      """,
      fails: "OC2 SDQ_REASON=SDQ2\nEpisodes DECOM=01/04/2025 DEC=30/03/2026 REC=E4A LS=C2",
      passes: "OC2 SDQ_REASON=SDQ2\nEpisodes DECOM=01/04/2025 DEC=31/03/2026 REC=E4A LS=C2"
    ) { health, child in health[.SDQ_REASON].isGiven && !child.journey.isContinuous }

    SSDA903Rule(
      "186", of: OC2Column.self, [.SDQ_SCORE], needs: [.table(.episodes)],
      """
      This child is aged 4 to 16 and was looked after for the whole year. Enter the strengths and \
      difficulties score, or the reason for having none.
      """,
      fails: """
        OC2 DOB=01/04/2021
        OC2 CHILD=2 DOB=01/04/2009
        Episodes DECOM=01/04/2025 LS=C2
        Episodes CHILD=2 DECOM=01/04/2025 LS=C2
        """,
      passes: """
        OC2 DOB=02/04/2021
        OC2 CHILD=2 DOB=31/03/2009
        Episodes DECOM=01/04/2025 LS=C2
        Episodes CHILD=2 DECOM=01/04/2025 LS=C2
        """
    ) { health, child in
      !health.hasAny(.SDQ_SCORE, .SDQ_REASON) && child.journey.isContinuous
        && health.isOfScoreAge(child)
    }

    SSDA903Rule(
      "157", of: OC2Column.self, [.SDQ_REASON, .DOB], needs: [.table(.episodes)],
      """
      SDQ1 says that the child was too young or too old for the questionnaire, but they were aged \
      4 to 16. Enter the score or another reason.
      """,
      fails: "OC2 SDQ_REASON=SDQ1 DOB=01/04/2009\nEpisodes DECOM=01/04/2025 LS=C2",
      passes: "OC2 SDQ_REASON=SDQ1 DOB=31/03/2009\nEpisodes DECOM=01/04/2025 LS=C2"
    ) { health, child in
      health[.SDQ_REASON] == "SDQ1" && health[.SDQ_SCORE].isNone && child.journey.isContinuous
        && health.isOfScoreAge(child)
    }

    SSDA903Rule(
      "197B", of: OC2Column.self, [.SDQ_REASON, .DOB], needs: [.table(.episodes)],
      """
      This child turned 4 or 17 in the year and was looked after for all of it. Enter the \
      strengths and difficulties score, or the reason for having none.
      """,
      fails: "OC2 DOB=31/03/2022\nEpisodes DECOM=01/04/2025 LS=C2",
      passes: "OC2 DOB=01/04/2022\nEpisodes DECOM=01/04/2025 LS=C2"
    ) { health, child in
      !health.hasAny(.SDQ_SCORE, .SDQ_REASON) && child.journey.isContinuous
        && (health.day(.DOB).adding(years: 4).isWithin(child.start, child.end)
          || health.day(.DOB).adding(years: 17).isWithin(child.start, child.end))
    }

    SSDA903Rule(
      "188", of: OC2Column.self, [.SDQ_SCORE, .SDQ_REASON],
      """
      Children under 4 at the end of the year need no strengths and difficulties score and no \
      reason. Clear both.
      """,
      fails: "OC2 SDQ_REASON=SDQ1 DOB=01/04/2022", passes: "OC2 SDQ_REASON=SDQ1 DOB=31/03/2022"
    ) { health, child in
      health.hasAny(.SDQ_SCORE, .SDQ_REASON) && health.day(.DOB).adding(years: 4) > child.end
    }

    SSDA903Rule(
      "189", of: OC2Column.self, [.DOB, .SDQ_SCORE, .SDQ_REASON],
      """
      Young people who were 17 before the year began need no strengths and difficulties score and \
      no reason. Clear both.
      """,
      fails: "OC2 SDQ_SCORE=12 DOB=31/03/2008", passes: "OC2 SDQ_SCORE=12 DOB=01/04/2008"
    ) { health, child in
      health.hasAny(.SDQ_SCORE, .SDQ_REASON) && health.day(.DOB).adding(years: 17) < child.start
    }
  }

  private static let noScoreReasons: CodeList = ["SDQ1", "SDQ2", "SDQ3", "SDQ4", "SDQ5"]
}

extension CheckedRow<OC2Column> {
  /// Whether the child was 4 when the year began and not yet 17 when it ended.
  fileprivate func isOfScoreAge(_ child: CheckedChild) -> Bool {
    day(.DOB).adding(years: 4) <= child.start && day(.DOB).adding(years: 17) > child.end
  }
}
