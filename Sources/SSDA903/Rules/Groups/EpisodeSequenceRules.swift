import CivilTime
import Returns

extension SSDA903RuleBook {
  /// How one episode follows another: their dates and the reasons for ending one and starting the
  /// next.
  @SSDA903RuleBuilder
  static var episodeSequence: [SSDA903Rule] {
    SSDA903Rule(
      "142", flags: [.of(EpisodeColumn.self, [.DEC, .REC])],
      """
      A later episode has started, but this one has no end date or no reason for ending. End it, \
      normally with X1 on the day on which the next one starts.
      """,
      fails: """
        Episodes DECOM=01/05/2025 DEC=01/06/2025 !
        Episodes DECOM=01/06/2025
        """,
      passes: """
        Episodes DECOM=01/05/2025 DEC=01/06/2025 REC=X1
        Episodes DECOM=01/06/2025
        Episodes DECOM=31/06/2025
        """
    ) { child, found in
      // Episodes without a start that can be read stand last and say nothing about the order.
      for (before, episode) in child.journey.sequence.neighbours
      where episode.day(.DECOM).isKnown && (!before.day(.DEC).isKnown || before[.REC].isNone) {
        found.flag(before)
      }
    }

    SSDA903Rule(
      "388", flags: [.of(EpisodeColumn.self, [.REC])],
      """
      X1 means that another episode starts on the day this one ends, and every other reason means \
      that none does. Add the missing episode, correct the dates, or correct the reason.
      """,
      fails: """
        Episodes DECOM=01/05/2025 DEC=01/06/2025 REC=X1 !
        Episodes DECOM=02/06/2025 DEC=01/07/2025 REC=E4A !
        Episodes DECOM=01/07/2025 DEC=01/08/2025 REC=X1 !
        """,
      passes: """
        Episodes DECOM=01/05/2025 DEC=01/06/2025 REC=X1
        Episodes DECOM=01/06/2025 DEC=30/06/2025 REC=E4A
        Episodes DECOM=01/07/2025
        """
    ) { child, found in
      let sequence = child.journey.sequence
      let dated = sequence.lazy.filter { $0.day(.DECOM).isKnown }.count
      // Here, and nowhere else, an episode without a start that can be read stands first.
      func episode(_ place: Int) -> CheckedRow<EpisodeColumn> {
        let shifted = place + dated
        return sequence[shifted < sequence.count ? shifted : shifted - sequence.count]
      }
      for place in sequence.indices {
        let ended = episode(place)
        guard ended.day(.DEC).isKnown, ended[.REC].isGiven else { continue }
        var isFollowed = false
        if place + 1 < sequence.count {
          let start = episode(place + 1).day(.DECOM)
          isFollowed = ended.day(.DEC) == (start.isKnown ? start : .longAgo)
        }
        if isFollowed != (ended[.REC] == "X1") { found.flag(ended) }
      }
    }

    SSDA903Rule(
      "431", flags: [.of(EpisodeColumn.self, [.RNE, .DECOM])],
      """
      The episode is the start of a new time in care (S), but the one before it ended on this day \
      or later. Correct the reason if care went on without a break, or correct the dates.
      """,
      fails: """
        Episodes DECOM=01/05/2025 DEC=01/06/2025
        Episodes DECOM=01/06/2025 RNE=S !
        """,
      passes: """
        Episodes DECOM=01/05/2025 DEC=01/06/2025
        Episodes DECOM=02/06/2025 RNE=S
        """
    ) { child, found in
      for (before, episode) in child.journey.sequence.neighbours
      where episode[.RNE] == "S" && episode.day(.DECOM) <= before.day(.DEC) {
        found.flag(episode)
      }
    }

    SSDA903Rule(
      "432", flags: [.of(EpisodeColumn.self, [.RNE])],
      """
      The episode before says that the child left care, so this one has to start with reason S. \
      Correct it, or end the episode before with X1 if care went on.
      """,
      fails: """
        Episodes DECOM=01/05/2025 REC=E4A
        Episodes DECOM=01/06/2025 RNE=P !
        """,
      passes: """
        Episodes DECOM=01/05/2025 REC=E4A
        Episodes DECOM=01/06/2025 RNE=S REC=X1
        Episodes DECOM=01/07/2025 RNE=P
        """
    ) { child, found in
      for (before, episode) in child.journey.sequence.neighbours
      where before.isCareEnded && episode[.RNE] != "S" {
        found.flag(episode)
      }
    }

    SSDA903Rule(
      "433", flags: [.of(EpisodeColumn.self, [.RNE, .DECOM])],
      """
      The episode is said to follow straight on, but it does not start on the day the one before \
      ended. Make the dates meet, or use reason S if the child was out of care in between.
      """,
      fails: """
        Episodes DECOM=01/05/2025 DEC=01/06/2025
        Episodes DECOM=02/06/2025 RNE=L !
        """,
      passes: """
        Episodes DECOM=01/05/2025 DEC=1/6/2025
        Episodes DECOM=01/06/2025 RNE=L
        """
    ) { child, found in
      child.journey.sequence.forEachNeighboursByEnd { before, episode in
        if episode[.RNE].isOne(of: .continuingReasons), episode.day(.DECOM) != before.day(.DEC) {
          found.flag(episode)
        }
      }
    }

    SSDA903Rule(
      "437", flags: [.of(EpisodeColumn.self, [.REC])],
      """
      The child died, or was found to be 18 or over, yet another episode follows. Correct the \
      reason, or take out the episodes that follow.
      """,
      fails: """
        Episodes DECOM=01/05/2025 DEC=01/06/2025 REC=E2 !
        Episodes DECOM=01/07/2025
        """,
      passes: """
        Episodes DECOM=01/05/2025 DEC=01/06/2025 REC=X1
        Episodes DECOM=01/06/2025 DEC=01/07/2025 REC=E2
        """
    ) { child, found in
      for (before, _) in child.journey.sequence.neighbours
      where (before[.REC] == "E2" || before[.REC] == "E15") && before.day(.DECOM).isKnown {
        found.flag(before)
      }
    }

    SSDA903Rule(
      "501", flags: [.of(EpisodeColumn.self, [.DECOM, .DEC])],
      """
      The episode starts before the one in front of it ended. Correct the start date, or the end \
      date of the episode before.
      """,
      fails: """
        Episodes DECOM=01/05/2025 DEC=02/06/2025
        Episodes DECOM=01/06/2025 !
        """,
      passes: """
        Episodes DECOM=01/05/2025 DEC=01/06/2025
        Episodes DECOM=01/06/2025
        """
    ) { child, found in
      for (before, episode) in child.journey.sequence.neighbours
      where episode.day(.DECOM) < before.day(.DEC) {
        found.flag(episode)
      }
    }

    SSDA903Rule(
      "504", flags: [.of(EpisodeColumn.self, [.CIN])],
      """
      The category of need changed while the child stayed in care. Keep the category with which \
      the child came into care.
      """,
      fails: """
        Episodes DECOM=01/05/2025 DEC=01/06/2025 REC=X1 CIN=N1
        Episodes DECOM=01/06/2025 CIN=N2 !
        """,
      passes: """
        Episodes DECOM=01/05/2025 DEC=01/06/2025 REC=E4A CIN=N1
        Episodes DECOM=01/06/2025 CIN=N2
        """
    ) { child, found in
      for (before, episode) in child.journey.sequence.neighbours
      where before[.REC] == "X1" && before.day(.DEC) == episode.day(.DECOM)
        && (episode[.CIN].isNone || episode[.CIN] != before[.CIN])
      {
        found.flag(episode)
      }
    }
  }

  /// Whether what changed from one episode to the next is what the reason for the new one says.
  @SSDA903RuleBuilder
  static var episodeChanges: [SSDA903Rule] {
    SSDA903Rule(
      "434",
      flags: [
        .of(EpisodeColumn.self, [.RNE, .LS, .PLACE, .PL_POST, .URN, .PLACE_PROVIDER])
      ],
      """
      Reason L says that only the legal status changed, but it did not change, or the placement \
      did. Correct the reason, the legal status or the placement.
      """,
      fails: """
        Episodes DECOM=01/05/2025 LS=C1 PLACE=U4
        Episodes DECOM=01/06/2025 LS=C2 PLACE=U6 RNE=L !
        """,
      passes: """
        Episodes DECOM=01/05/2025 LS=C1 PLACE=U4
        Episodes DECOM=01/06/2025 LS=C2 PLACE=U4 RNE=L
        """
    ) { child, found in
      for (before, episode) in child.journey.sequence.neighbours where episode[.RNE] == "L" {
        let isSameStatus = episode[.LS].isGiven && episode[.LS] == before[.LS]
        if isSameStatus || !episode.hasSamePlacement(as: before) { found.flag(episode) }
      }
    }

    SSDA903Rule(
      "435", flags: [.of(EpisodeColumn.self, [.LS, .PLACE, .PL_POST, .URN, .PLACE_PROVIDER])],
      """
      Reason P or T says that only the placement changed, but the legal status changed too, or \
      nothing did. Correct the reason, the legal status or the placement.
      """,
      fails: """
        Episodes DECOM=01/05/2025 LS=C2 PLACE=U4
        Episodes DECOM=01/06/2025 LS=C2 PLACE=U4 RNE=P !
        """,
      passes: """
        Episodes DECOM=01/05/2025 LS=C2 PLACE=U4
        Episodes DECOM=01/06/2025 LS=C2 PLACE=U6 RNE=P
        """
    ) { child, found in
      for (before, episode) in child.journey.sequence.neighbours
      where (episode[.RNE] == "P" || episode[.RNE] == "T")
        && (episode[.LS] != before[.LS] || episode.hasSamePlacement(as: before))
      {
        found.flag(episode)
      }
    }

    SSDA903Rule(
      "436",
      flags: [
        .of(EpisodeColumn.self, [.RNE, .LS, .PLACE, .PL_POST, .URN, .PLACE_PROVIDER])
      ],
      """
      Reason U or B says that legal status and placement both changed, but one of them is as it \
      was. Correct the reason, the legal status or the placement.
      """,
      fails: """
        Episodes DECOM=01/05/2025 LS=C1 PLACE=U4
        Episodes DECOM=01/06/2025 LS=C2 PLACE=U4 RNE=B !
        """,
      passes: """
        Episodes DECOM=01/05/2025 LS=C1 PLACE=U4
        Episodes DECOM=01/06/2025 LS=C2 PLACE=U4 URN=SC123456 RNE=B
        """
    ) { child, found in
      for (before, episode) in child.journey.sequence.neighbours
      where (episode[.RNE] == "U" || episode[.RNE] == "B")
        && (episode[.LS] == before[.LS] || episode.hasSamePlacement(as: before))
      {
        found.flag(episode)
      }
    }
  }
}

extension CodeList {
  /// Reasons for a new episode that say that care goes on.
  static let continuingReasons: CodeList = ["P", "L", "T", "U", "B"]
}

extension CellDay {
  /// The start that rule 388 takes an episode to have that has none.
  fileprivate static let longAgo = CellDay(Day(year: 1901, month: 1, day: 1) ?? .unset)
}
