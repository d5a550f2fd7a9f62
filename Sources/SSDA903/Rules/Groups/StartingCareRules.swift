import Returns

extension SSDA903RuleBook {
  /// How a child comes into care.
  @SSDA903RuleBuilder
  static var startingCare: [SSDA903Rule] {
    SSDA903Rule(
      "352", of: EpisodeColumn.self, [.DECOM, .RNE], needs: [.table(.header)],
      """
      Nobody can start to be looked after at 18 or over. Check the date of birth and the start of \
      the episode.
      """,
      fails: """
        Header DOB=01/05/2007
        Episodes DECOM=01/05/2025 RNE=S
        """,
      passes: """
        Header DOB=01/05/2007
        Episodes DECOM=30/04/2025 RNE=S
        """
    ) { episode, child in episode[.RNE] == "S" && child.isAged(18, on: episode.day(.DECOM)) }

    SSDA903Rule(
      "357", flags: [.of(EpisodeColumn.self, [.RNE])],
      """
      This is the first episode of the child in the return and it starts in the year, so its \
      reason has to be S. Correct it, or add the episode that came before.
      """,
      fails: "Episodes DECOM=01/04/2025 RNE=P", passes: "Episodes DECOM=31/03/2025 RNE=P"
    ) { child, found in
      guard let first = child.journey.first else { return }
      if first.day(.DECOM) >= child.start, first[.RNE] != "S" { found.flag(first) }
    }

    SSDA903Rule(
      "630", of: EpisodeColumn.self, [.RNE], needs: [.table(.prevPerm)],
      """
      The child came into care in the year, so it has to be said whether there was a permanence \
      order before. Give its kind, authority and date, or Z1 if there was none.
      """,
      fails: """
        Episodes CHILD=1 DECOM=01/04/2025 RNE=S
        Episodes CHILD=2 DECOM=01/04/2025 RNE=S
        PrevPerm CHILD=2 PREV_PERM=P1 LA_PERM=301
        """,
      passes: """
        Episodes CHILD=1 DECOM=01/04/2025 RNE=S
        PrevPerm CHILD=1 PREV_PERM=Z1
        Episodes CHILD=2 DECOM=31/03/2025 RNE=S
        """
    ) { episode, child in
      guard episode[.RNE] == "S", episode.day(.DECOM) >= child.start else { return false }
      return child.prevPerm.isEmpty
        || child.prevPerm.contains {
          $0[.PREV_PERM].isNone || ($0[.PREV_PERM] != "Z1" && !$0.hasAll(.LA_PERM, .DATE_PERM))
        }
    }

    SSDA903Rule(
      "SW01STG1", years: .only(2024), of: EpisodeColumn.self, [.DEC],
      needs: [.table(.swEpisodes)],
      """
      The child was looked after on 31 March, but it is not said who the social worker was, or not \
      in full. Give the worker's number, the start date and the reason.
      """,
      fails: """
        Episodes CHILD=1 LS=C2
        Episodes CHILD=2 LS=C2
        SWEpisodes CHILD=2 SW_ID=SW123456 SW_DECOM=01/06/2023
        """,
      passes: """
        Episodes CHILD=1 LS=C2
        SWEpisodes CHILD=1 SW_ID=SW123456 SW_DECOM=01/06/2023 SW_REASON=FCONTA
        Episodes CHILD=2 LS=V4
        """
    ) { episode, child in
      guard episode[.DEC].isNone, !episode.isShortBreak else { return false }
      return child.swEpisodes.isEmpty
        || child.swEpisodes.contains { !$0.hasAll(.SW_ID, .SW_DECOM, .SW_REASON) }
    }
  }
}
