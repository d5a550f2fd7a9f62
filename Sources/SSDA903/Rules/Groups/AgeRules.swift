import Returns

extension SSDA903RuleBook {
  /// The date of birth beside the year and beside what happened to the child.
  @SSDA903RuleBuilder
  static var age: [SSDA903Rule] {
    SSDA903Rule(
      "301", of: HeaderColumn.self, [.DOB],
      "The date of birth is after the end of the collection year. Correct it.",
      fails: "Header DOB=01/04/2026", passes: "Header DOB=31/03/2026"
    ) { child, checked in child.day(.DOB) > checked.end }

    SSDA903Rule(
      "351", of: HeaderColumn.self, [.DOB],
      "By this date of birth the person was over 25 when the collection year began. Correct it.",
      fails: "Header DOB=31/03/2000", passes: "Header DOB=01/04/2000"
    ) { child, checked in child.day(.DOB).adding(years: 25) < checked.start }

    SSDA903Rule(
      "302", flags: [.of(EpisodeColumn.self, [.DECOM]), .of(HeaderColumn.self, [.DOB])],
      """
      The first episode starts before the child was born. Correct the start of the episode or the \
      date of birth.
      """,
      fails: "Header DOB=02/05/2025\nEpisodes DECOM=01/05/2025",
      passes: "Header DOB=01/05/2025\nEpisodes DECOM=01/05/2025"
    ) { child, found in
      guard let first = child.journey.first else { return }
      for header in child.header where header.day(.DOB) > first.day(.DECOM) {
        found.flag(first)
        found.flag(header)
      }
    }

    SSDA903Rule(
      "184", of: PlacedAdoptionColumn.self, [.DATE_PLACED], needs: [.table(.header)],
      """
      The decision that the child should be placed for adoption is dated before the child was \
      born. Correct the date of the decision or the date of birth.
      """,
      fails: "Header DOB=02/05/2025\nPlacedAdoption DATE_PLACED=01/05/2025",
      passes: "Header DOB=02/05/2025\nPlacedAdoption DATE_PLACED=02/05/2025"
    ) { placed, child in
      child.header.contains { placed.day(.DATE_PLACED) < $0.day(.DOB) }
    }

    SSDA903Rule(
      "234", years: .from(2026),
      flags: [
        .of(EpisodeColumn.self, [.REASON_PLACE_CHANGE]), .of(HeaderColumn.self, [.DOB]),
      ],
      """
      This placement is said to have ended because the child went into custody, but the child was \
      under 10 when the next one began. Correct the reason (CUSTOD) or the date of birth.
      """,
      fails: """
        Header DOB=02/09/2015 !
        Episodes DECOM=01/04/2025 DEC=01/09/2025 REASON_PLACE_CHANGE=CUSTOD !
        Episodes DECOM=01/09/2025
        """,
      passes: """
        Header DOB=01/09/2015
        Episodes DECOM=01/04/2025 DEC=01/09/2025 REASON_PLACE_CHANGE=CUSTOD
        Episodes DECOM=01/09/2025
        """
    ) { child, found in
      for (before, episode) in child.journey.sequence.neighbours
      where before[.REASON_PLACE_CHANGE] == "CUSTOD" {
        for header in child.header
        where episode.day(.DECOM) < header.day(.DOB).adding(years: 10) {
          found.flag(before)
          found.flag(header)
        }
      }
    }

    SSDA903Rule(
      "358", flags: [.of(EpisodeColumn.self, [.DECOM, .LS]), .of(HeaderColumn.self, [.DOB])],
      """
      The child was under 10 when this youth justice legal status (J1, J2 or J3) began. Correct \
      the legal status, the start of the episode or the date of birth.
      """,
      fails: "Header DOB=02/09/2015\nEpisodes DECOM=01/09/2025 LS=J2",
      passes: "Header DOB=01/09/2015\nEpisodes DECOM=01/09/2025 LS=J2"
    ) { child, found in
      for episode in child.episodes where episode[.LS].isOne(of: youthJusticeStatuses) {
        for header in child.header
        where header.day(.DOB).adding(years: 10) > episode.day(.DECOM) {
          found.flag(episode)
          found.flag(header)
        }
      }
    }

    SSDA903Rule(
      "407", flags: [.of(EpisodeColumn.self, [.DEC, .REC]), .of(HeaderColumn.self, [.DOB])],
      """
      Care is said to have ended with a special guardianship order (E45 to E48), but the young \
      person was 18 or older by then. Correct the end of the episode, the reason or the date of \
      birth.
      """,
      fails: "Header DOB=01/09/2007\nEpisodes DEC=01/09/2025 REC=E45",
      passes: "Header DOB=02/09/2007\nEpisodes DEC=01/09/2025 REC=E45"
    ) { child, found in
      for episode in child.episodes where episode[.REC].isOne(of: specialGuardianship) {
        for header in child.header
        where episode.day(.DEC) >= header.day(.DOB).adding(years: 18) {
          found.flag(episode)
          found.flag(header)
        }
      }
    }
  }

  private static let youthJusticeStatuses: CodeList = ["J1", "J2", "J3"]

  private static let specialGuardianship: CodeList = ["E45", "E46", "E47", "E48"]
}
