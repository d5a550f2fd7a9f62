import Returns

extension SSDA903RuleBook {
  /// Whether the codes of an episode are codes of the year.
  @SSDA903RuleBuilder
  static var episodeCodes: [SSDA903Rule] {
    known(
      "143", .RNE, ["S", "L", "P", "T", "B", "U"],
      "The reason for the new episode is not a code that we know. Use S, L, P, T, B or U.",
      fails: "Episodes RNE=X", passes: "Episodes RNE=U")

    known(
      "144", .LS,
      ["C1", "C2", "D1", "E1", "V2", "V3", "V4", "J1", "J2", "J3", "L1", "L2", "L3"],
      "The legal status is not a code that we know. Check it against the guide and correct it.",
      fails: "Episodes LS=V1", passes: "Episodes LS=V2")

    known(
      "145", .CIN, ["N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8"],
      "The category of need is not a code of this return. Use one of N1 to N8.",
      fails: "Episodes CIN=N9", passes: "Episodes CIN=N8")

    known(
      "146", years: .until(2024), .PLACE, .placementsUntil2024,
      "The placement type is not a code of this year. Check it against the guide and correct it.",
      fails: "Episodes PLACE=K3", passes: "Episodes PLACE=H5")

    known(
      "146", years: .only(2025), .PLACE, .placementsUntil2024 + ["K3"],
      "The placement type is not a code of this year. Check it against the guide and correct it.",
      fails: "Episodes PLACE=Z11", passes: "Episodes PLACE=K3")

    known(
      "146", years: .from(2026), .PLACE, .placementsFrom2026,
      """
      The placement type is not a code of this year: H5, P2 and Z1 have gone, and Z11 to Z14 take \
      the place of Z1. Correct the code.
      """,
      fails: "Episodes PLACE=Z1", passes: "Episodes PLACE=Z14")

    known(
      "149", .REC, .ceasingReasons + ["X1"],
      "The reason why the episode ended is not a code that we know. Correct it.",
      fails: "Episodes REC=E4", passes: "Episodes REC=E4B")

    known(
      "1009", .REASON_PLACE_CHANGE,
      [
        "CARPL", "CLOSE", "ALLEG", "STAND", "APPRR", "CREQB", "CREQO", "CHILD", "LAREQ", "PLACE",
        "CUSTOD", "OTHER",
      ],
      """
      The reason why the placement changed is not a code that we know. Use a code of the list, or \
      leave it empty.
      """,
      fails: "Episodes REASON_PLACE_CHANGE=OTHERS", passes: "Episodes REASON_PLACE_CHANGE=OTHER")
  }

  /// A rule that a code, where there is one, must be one of a list.
  private static func known(
    _ code: String, years: ClosedRange<CollectionYear> = .everyRuleBook, _ column: EpisodeColumn,
    _ codes: CodeList, _ message: String, fails: String, passes: String
  ) -> SSDA903Rule {
    SSDA903Rule(
      code, years: years, of: EpisodeColumn.self, [column], message, fails: fails, passes: passes
    ) { episode, _ in episode[column].isGiven && !codes.contains(episode[column]) }
  }
}

extension CodeList {
  /// Placement types that stay from year to year.
  private static let lastingPlacements: CodeList =
    adoptionPlacements + fosterPlacements + temporaryPlacements + [
      "K1", "K2", "P1", "P3", "R1", "R2", "R3", "R5", "S1",
    ]

  fileprivate static let placementsUntil2024 = lastingPlacements + ["H5", "P2", "Z1"]
  fileprivate static let placementsFrom2026 = lastingPlacements + ["K3"] + otherPlacements

  /// Other placements, one code until 2024-25 and four since.
  static let otherPlacements: CodeList = ["Z11", "Z12", "Z13", "Z14"]
}
