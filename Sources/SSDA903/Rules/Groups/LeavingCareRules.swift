import Returns

extension SSDA903RuleBook {
  /// How and at what age a child leaves care.
  @SSDA903RuleBuilder
  static var leavingCare: [SSDA903Rule] {
    SSDA903Rule(
      "359", of: EpisodeColumn.self, [.DEC, .LS, .PLACE], needs: [.table(.header)],
      """
      The young person turned 18 in the year or before, but the episode is still open. End it by \
      the 18th birthday; only a V2 placement in a children's home (K2) can go on.
      """,
      fails: """
        Header DOB=30/03/2008
        Episodes LS=C2 PLACE=K2
        """,
      passes: """
        Header CHILD=1 DOB=31/03/2008
        Episodes CHILD=1 LS=C2 PLACE=K2
        Header CHILD=2 DOB=30/03/2008
        Episodes CHILD=2 LS=V2 PLACE=K2
        """
    ) { episode, child in
      episode[.DEC].isNone && !(episode[.LS] == "V2" && episode[.PLACE] == "K2")
        && child.header.contains { $0.day(.DOB).adding(years: 18) < child.end }
    }

    SSDA903Rule(
      "386", of: EpisodeColumn.self, [.REC], needs: [.table(.header)],
      """
      Nobody can be adopted at 18 or over. Check the reason for ending, the end date and the date \
      of birth.
      """,
      fails: """
        Header DOB=01/06/2007
        Episodes DEC=01/06/2025 REC=E11
        """,
      passes: """
        Header DOB=01/06/2007
        Episodes DEC=31/05/2025 REC=E11
        """
    ) { episode, child in episode.isAdoption && child.isAged(18, on: episode.day(.DEC)) }

    SSDA903Rule(
      "387", of: EpisodeColumn.self, [.REC], needs: [.table(.header)],
      """
      The child moved to independent living but was not yet 14. Check the reason for ending, the \
      end date and the date of birth.
      """,
      fails: """
        Header DOB=02/06/2011
        Episodes DEC=01/06/2025 REC=E5
        """,
      passes: """
        Header CHILD=1 DOB=01/06/2011
        Episodes CHILD=1 DEC=01/06/2025 REC=E5
        Episodes CHILD=2 DEC=01/06/2025 REC=E6
        """
    ) { episode, child in
      (episode[.REC] == "E5" || episode[.REC] == "E6")
        && child.isYounger(than: 14, on: episode.day(.DEC))
    }

    SSDA903Rule(
      "389", of: EpisodeColumn.self, [.REC], needs: [.table(.header)],
      """
      The young person moved on to adult social care but was not yet 16. Check the reason for \
      ending, the end date and the date of birth.
      """,
      fails: """
        Header DOB=02/06/2009
        Episodes DEC=01/06/2025 REC=E7
        """,
      passes: """
        Header CHILD=1 DOB=01/06/2009
        Episodes CHILD=1 DEC=01/06/2025 REC=E7
        Episodes CHILD=2 REC=E7
        """
    ) { episode, child in
      episode[.REC] == "E7" && child.isYounger(than: 16, on: episode.day(.DEC))
    }

    SSDA903Rule(
      "390", of: EpisodeColumn.self, [.PLACE, .REC],
      """
      The child was adopted, so the last placement has to be one for adoption (A3 to A6). Correct \
      the placement type or the reason for ending.
      """,
      fails: "Episodes PLACE=U4 REC=E12", passes: "Episodes PLACE=A6 REC=E12"
    ) { episode, _ in episode.isAdoption && !episode[.PLACE].isOne(of: .adoptionPlacements) }

    SSDA903Rule(
      "460", of: EpisodeColumn.self, [.DEC, .REC], needs: [.table(.header)],
      """
      The reason for ending says that the young person stayed with the carers at 18 (E17), but \
      they were not yet 18. Check the end date, the reason and the date of birth.
      """,
      fails: """
        Header DOB=02/06/2007
        Episodes DEC=01/06/2025 REC=E17
        """,
      passes: """
        Header DOB=01/06/2007
        Episodes DEC=01/06/2025 REC=E17
        """
    ) { episode, child in
      episode[.REC] == "E17" && child.isYounger(than: 18, on: episode.day(.DEC))
    }

    SSDA903Rule(
      "516", of: EpisodeColumn.self, [.REC, .PLACE],
      """
      Care ended with special guardianship to former foster carers, but the child was not in a \
      foster placement (U1 to U6). Correct the reason for ending or the placement type.
      """,
      fails: "Episodes PLACE=P1 REC=E45", passes: "Episodes PLACE=U1 REC=E45"
    ) { episode, _ in
      (episode[.REC] == "E45" || episode[.REC] == "E46")
        && !episode[.PLACE].isOne(of: .fosterPlacements)
    }

    SSDA903Rule(
      "580", of: EpisodeColumn.self, [.REC], needs: [.table(.missing)],
      """
      The young person was missing up to the 18th birthday and left care on it, so the reason for \
      ending has to be E8. Correct the reason or the dates.
      """,
      fails: """
        Episodes DEC=01/06/2025 REC=E6
        Missing DOB=01/06/2007 MIS_END=01/06/2025
        """,
      passes: """
        Episodes CHILD=1 DEC=01/06/2025 REC=E8
        Missing CHILD=1 DOB=01/06/2007 MIS_END=01/06/2025
        Episodes CHILD=2 DEC=01/06/2025 REC=E6
        Missing CHILD=2 DOB=01/06/2007 MIS_END=31/05/2025
        """
    ) { episode, child in
      episode[.REC] != "E8"
        && child.missing.contains {
          $0.day(.MIS_END) == episode.day(.DEC)
            && $0.day(.MIS_END) == $0.day(.DOB).adding(years: 18)
        }
    }
  }
}
