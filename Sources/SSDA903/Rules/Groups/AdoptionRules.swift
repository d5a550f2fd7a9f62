import Returns

extension SSDA903RuleBook {
  private static let placedWithOthers: CodeList = ["A2", "A3", "A5"]
  private static let placedWithFosterCarers: CodeList = ["A1", "A4", "A6"]
  /// E1 is an old code for adoption.
  private static let adoptionReasons: CodeList = ["E1", "E11", "E12"]

  /// Adoption: its dates, whether all is said of it, and whether the episodes say the same.
  @SSDA903RuleBuilder
  static var adoption: [SSDA903Rule] {
    SSDA903Rule(
      "112", of: AD1Column.self, [.DATE_INT],
      "The date on which adoption was decided to be in the child’s best interests is not a date."
        + " Enter it as day/month/year.",
      fails: "AD1 DATE_INT=31/04/2025", passes: "AD1 DATE_INT=30/04/2025\nAD1"
    ) { adoption, _ in adoption.isUnreadable(.DATE_INT) }

    SSDA903Rule(
      "113", of: AD1Column.self, [.DATE_MATCH],
      "The date on which the child was matched with the adopters is not a date. Enter it as"
        + " day/month/year.",
      fails: "AD1 DATE_MATCH=12/5/25", passes: "AD1 DATE_MATCH=12/05/2025\nAD1"
    ) { adoption, _ in adoption.isUnreadable(.DATE_MATCH) }

    SSDA903Rule(
      "151", of: AD1Column.self, AD1Column.details,
      "Some of the six adoption details are filled in and some are not. Fill in all six if the child"
        + " was adopted, or clear all six if not.",
      fails: "AD1 DATE_INT=01/05/2025",
      passes: """
        AD1 DATE_INT=01/05/2025 DATE_MATCH=01/06/2025 FOSTER_CARE=0 NB_ADOPTR=1 SEX_ADOPTR=F1 \
        LS_ADOPTR=L0
        AD1
        """
    ) { adoption, _ in adoption.isFilled && !adoption.isComplete }

    SSDA903Rule(
      "331", flags: [.of(AD1Column.self, [.DATE_MATCH]), .of(EpisodeColumn.self, [.DECOM, .REC])],
      "The child was matched with the adopters after the episode that ended in adoption started."
        + " Correct the date of the match or the start of the episode.",
      fails: """
        AD1 DATE_MATCH=02/05/2025 !
        Episodes DECOM=01/05/2025 DEC=01/09/2025 REC=E11 !
        Episodes DECOM=01/05/2024 DEC=01/05/2025 REC=X1
        """,
      passes: """
        AD1 DATE_MATCH=01/05/2025
        Episodes DECOM=01/05/2025 DEC=01/09/2025 REC=E11
        """
    ) { child, found in
      guard !child.ad1.isEmpty else { return }
      for episode in child.episodes where episode.isAdoption {
        for adoption in child.ad1 where adoption.day(.DATE_MATCH) > episode.day(.DECOM) {
          found.flag(adoption)
          found.flag(episode)
        }
      }
    }

    SSDA903Rule(
      "333", of: AD1Column.self, [.DATE_INT],
      "The decision that adoption is in the child’s best interests is missing or is dated after the"
        + " match with the adopters. Enter or correct the date of the decision.",
      fails: "AD1 DATE_INT=02/05/2025 DATE_MATCH=01/05/2025\nAD1 DATE_MATCH=01/05/2025",
      passes: "AD1 DATE_INT=01/05/2025 DATE_MATCH=01/05/2025\nAD1 DATE_INT=01/05/2025"
    ) { adoption, _ in
      let match = adoption.day(.DATE_MATCH)
      return match.isKnown && !(adoption.day(.DATE_INT) <= match)
    }

    SSDA903Rule(
      "334", flags: [.of(AD1Column.self, [.DATE_INT]), .of(EpisodeColumn.self, [.DECOM, .RNE])],
      "The decision that adoption is in the child’s best interests is dated before the child’s latest"
        + " period of care started. Correct the decision date or the start of care.",
      fails: """
        AD1 DATE_INT=30/04/2025 !
        Episodes DECOM=01/05/2025 RNE=S !
        Episodes DECOM=01/06/2025 RNE=P
        """,
      passes: """
        AD1 DATE_INT=01/05/2025
        Episodes DECOM=01/05/2025 RNE=S
        Episodes DECOM=01/06/2025 RNE=P
        """
    ) { child, found in
      guard !child.ad1.isEmpty,
        let start = child.episodes.latest(.DECOM, where: { $0[.RNE] == "S" })
      else { return }
      for adoption in child.ad1 where adoption.day(.DATE_INT) < start.day(.DECOM) {
        found.flag(adoption)
        found.flag(start)
      }
    }

    SSDA903Rule(
      "335", flags: [.of(AD1Column.self, [.FOSTER_CARE]), .of(EpisodeColumn.self, [.PLACE])],
      "The last placement before the adoption and the adoption details do not agree on whether the"
        + " adopters were the child’s foster carers. Correct one of them.",
      fails: "AD1 FOSTER_CARE=0\nEpisodes PLACE=A3 REC=E12 DEC=01/09/2025",
      passes: "AD1 FOSTER_CARE=1\nEpisodes PLACE=A3 REC=E12 DEC=01/09/2025"
    ) { child, found in
      guard !child.ad1.isEmpty else { return }
      for episode in child.episodes where episode[.REC].isOne(of: adoptionReasons) {
        let place = episode[.PLACE]
        for adoption in child.ad1 {
          let fostered = adoption[.FOSTER_CARE]
          if (fostered == "0" && place.isOne(of: placedWithOthers))
            || (fostered == "1" && place.isOne(of: placedWithFosterCarers))
          {
            found.flag(adoption)
            found.flag(episode)
          }
        }
      }
    }

    SSDA903Rule(
      "521", flags: [.of(EpisodeColumn.self, [.PLACE, .DECOM]), .of(AD1Column.self, [.DATE_INT])],
      "The child was placed for adoption before adoption was decided to be in the child’s best"
        + " interests. Correct the date of the decision or the placement.",
      fails: """
        Episodes DECOM=01/06/2025 PLACE=A5 !
        Episodes DECOM=01/05/2025 PLACE=U1
        AD1 DATE_INT=02/06/2025 !
        """,
      passes: "Episodes DECOM=01/06/2025 PLACE=A5\nAD1 DATE_INT=01/06/2025"
    ) { child, found in
      guard !child.ad1.isEmpty else { return }
      for episode in child.episodes where episode[.PLACE].isOne(of: .adoptionPlacements) {
        for adoption in child.ad1 where adoption.day(.DATE_INT) > episode.day(.DECOM) {
          found.flag(episode)
          found.flag(adoption)
        }
      }
    }

    SSDA903Rule(
      "582", flags: [.of(EpisodeColumn.self, [.DEC])], needs: [.table(.ad1)],
      "The child was adopted on the day of the match with the adopters, which is unusual. Check the"
        + " date of the match and the end of the episode.",
      fails: "Episodes REC=E11 DEC=01/09/2025\nAD1 DATE_MATCH=1/9/2025",
      passes: "Episodes REC=E11 DEC=01/09/2025\nAD1 DATE_MATCH=31/08/2025"
    ) { child, found in
      guard !child.ad1.isEmpty else { return }
      for episode in child.episodes where episode.isAdoption {
        for adoption in child.ad1
        where adoption[.DATE_MATCH].isGiven
          && adoption.isSameDate(.DATE_MATCH, as: episode, .DEC)
        {
          found.flag(episode)
        }
      }
    }

    SSDA903Rule(
      "601", flags: [.of(EpisodeColumn.self, [.REC]), .of(AD1Column.self, AD1Column.details)],
      "The child was adopted this year, but adoption details are missing. Fill in all six of them.",
      fails: """
        Episodes REC=E11 DEC=31/03/2026 !
        AD1 DATE_INT=01/05/2025 !
        Episodes CHILD=2 REC=E12 DEC=01/04/2025 !
        Episodes CHILD=2 REC=X1 DEC=01/04/2025
        """,
      passes: """
        Episodes REC=E11 DEC=31/03/2026
        AD1 DATE_INT=01/05/2025 DATE_MATCH=01/06/2025 FOSTER_CARE=0 NB_ADOPTR=1 SEX_ADOPTR=F1 \
        LS_ADOPTR=L0
        Episodes CHILD=2 REC=E11 DEC=31/03/2025
        """
    ) { child, found in
      for episode in child.episodes where episode.isAdopted(in: child) {
        if child.ad1.isEmpty { found.flag(episode) }
        for adoption in child.ad1 where !adoption.isComplete {
          found.flag(episode)
          found.flag(adoption)
        }
      }
    }

    SSDA903Rule(
      "602", flags: [.of(AD1Column.self, [.CHILD])], needs: [.table(.episodes)],
      "There are adoption details, but no episode that ended in adoption this year. Clear the details,"
        + " or correct the end of the episode and the reason for it.",
      fails: "AD1 NB_ADOPTR=1\nEpisodes REC=E11 DEC=31/03/2025",
      passes: "AD1 NB_ADOPTR=1\nEpisodes REC=E11 DEC=01/04/2025"
    ) { child, found in
      guard !child.ad1.isEmpty, !child.episodes.contains(where: { $0.isAdopted(in: child) })
      else { return }
      for adoption in child.ad1 where adoption.isFilled { found.flag(adoption) }
    }
  }
}

extension CheckedRow<EpisodeColumn> {
  /// Whether it ended with an adoption in the collection year.
  func isAdopted(in child: CheckedChild) -> Bool {
    isAdoption && day(.DEC).isWithin(child.start, child.end)
  }
}

extension AD1Column {
  /// The six that say how a child was adopted.
  static let details: [AD1Column] = [
    .DATE_INT, .DATE_MATCH, .FOSTER_CARE, .NB_ADOPTR, .SEX_ADOPTR, .LS_ADOPTR,
  ]
}
