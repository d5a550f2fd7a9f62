import Returns

extension SSDA903RuleBook {
  /// Temporary placements (T0 to T4), which interrupt another one.
  @SSDA903RuleBuilder
  static var temporaryPlacements: [SSDA903Rule] {
    longestStay("375", "T1", "A stay in hospital (T1)", weeks: 6, "six weeks")
    longestStay("376", "T3", "A stay during the carers' holiday (T3)", weeks: 3, "three weeks")

    SSDA903Rule(
      "377", flags: [.of(EpisodeColumn.self, [.PLACE])],
      """
      There are more than two temporary placements during carers' holidays (T3), and only two are \
      allowed in 12 months. Check the placement types.
      """,
      fails: """
        Episodes PLACE=T3 !
        Episodes PLACE=T3 !
        Episodes PLACE=T3 !
        Episodes PLACE=T2
        """,
      passes: """
        Episodes PLACE=T3
        Episodes PLACE=T3
        Episodes PLACE=T2
        """
    ) { child, found in
      guard child.episodes.lazy.filter({ $0[.PLACE] == "T3" }).count > 2 else { return }
      for episode in child.episodes where episode[.PLACE] == "T3" { found.flag(episode) }
    }

    longestStay("379", "T4", "A temporary placement for another reason (T4)", weeks: 1, "7 days")

    SSDA903Rule(
      "380", of: EpisodeColumn.self, [.PLACE, .RNE],
      """
      A temporary placement interrupts another one, so the reason for the new episode is P or B. \
      Correct the reason or the placement type.
      """,
      fails: "Episodes PLACE=T1 RNE=S", passes: "Episodes PLACE=T1 RNE=B"
    ) { episode, _ in episode.isTemporary && episode[.RNE] != "P" && episode[.RNE] != "B" }

    SSDA903Rule(
      "381", of: EpisodeColumn.self, [.PLACE, .REC],
      """
      Care cannot end in a temporary placement. Add the episode of the child's return to the usual \
      placement, or correct the reason for ending.
      """,
      fails: "Episodes PLACE=T1 REC=E4A",
      passes: """
        Episodes CHILD=1 PLACE=T1 REC=X1
        Episodes CHILD=2 PLACE=T1
        """
    ) { episode, _ in episode.isTemporary && episode[.REC].isGiven && episode[.REC] != "X1" }

    SSDA903Rule(
      "383", years: .until(2025), flags: [.of(EpisodeColumn.self, [.PLACE, .RNE])],
      """
      After a temporary placement the child goes back to the same type of placement, with reason \
      P. Check this episode and the one before the temporary placement.
      """,
      fails: """
        Episodes DECOM=01/05/2024 PLACE=U4
        Episodes DECOM=01/06/2024 PLACE=T1
        Episodes DECOM=08/06/2024 PLACE=U6 RNE=P !
        """,
      passes: """
        Episodes DECOM=01/05/2024 PLACE=U4
        Episodes DECOM=01/06/2024 PLACE=T1
        Episodes DECOM=08/06/2024 PLACE=U4 RNE=P
        """
    ) { child, found in
      child.forEachReturn { usual, back in
        if !back.isReturn(to: usual) { found.flag(back) }
      }
    }

    SSDA903Rule(
      "383", years: .from(2026), flags: [.of(EpisodeColumn.self, [.PLACE, .RNE, .PL_POST])],
      """
      After a temporary placement the child goes back to the same type of placement at the same \
      postcode, with reason P. Check this episode and the one before the temporary placement.
      """,
      fails: """
        Episodes DECOM=01/05/2025 PLACE=U4 PL_POST="AB1 2CD"
        Episodes DECOM=01/06/2025 PLACE=T1
        Episodes DECOM=08/06/2025 PLACE=U4 PL_POST="AB1 2CE" RNE=P !
        """,
      passes: """
        Episodes DECOM=01/05/2025 PLACE=U4 PL_POST="AB1 2CD"
        Episodes DECOM=01/06/2025 PLACE=T1
        Episodes DECOM=08/06/2025 PLACE=U4 PL_POST=AB12CD RNE=P
        """
    ) { child, found in
      child.forEachReturn { usual, back in
        let isSamePostcode = back[.PL_POST].withoutSpaces == usual[.PL_POST].withoutSpaces
        if !back.isReturn(to: usual) || !isSamePostcode { found.flag(back) }
      }
    }
  }

  /// Whether the reason why a placement changed is given where it belongs.
  @SSDA903RuleBuilder
  static var placementChanges: [SSDA903Rule] {
    SSDA903Rule(
      "225", flags: [.of(EpisodeColumn.self, [.REASON_PLACE_CHANGE])],
      """
      The child moved to another placement when this episode ended, but it is not said why. Give \
      the reason for the change of placement.
      """,
      fails: """
        Episodes DECOM=01/05/2025 REC=X1 PLACE=U4 !
        Episodes DECOM=01/06/2025 RNE=P PLACE=U6
        """,
      passes: """
        Episodes DECOM=01/05/2025 REC=X1 PLACE=U4
        Episodes DECOM=01/06/2025 RNE=P PLACE=T1
        """
    ) { child, found in
      for (before, episode) in child.journey.sequence.neighbours
      where before[.REC] == "X1" && before[.REASON_PLACE_CHANGE].isNone
        && episode[.RNE].isOne(of: .placementChangeReasons)
        && !before.isTemporary && !episode.isTemporary
      {
        found.flag(before)
      }
    }

    SSDA903Rule(
      "226", flags: [.of(EpisodeColumn.self, [.REASON_PLACE_CHANGE, .PLACE])],
      """
      No reason for a change of placement is given before or at the end of a temporary placement. \
      Clear it in this episode and in the one before.
      """,
      fails: """
        Episodes DECOM=01/05/2025 PLACE=U4 REASON_PLACE_CHANGE=CARPL
        Episodes DECOM=01/06/2025 PLACE=T1 !
        """,
      passes: """
        Episodes DECOM=01/06/2025 PLACE=T1
        Episodes DECOM=08/06/2025 PLACE=U4 REASON_PLACE_CHANGE=CARPL
        """
    ) { child, found in
      for episode in child.episodes
      where episode.isTemporary && episode[.REASON_PLACE_CHANGE].isGiven {
        found.flag(episode)
      }
      for (before, episode) in child.journey.sequence.neighbours
      where episode.isTemporary && before[.REASON_PLACE_CHANGE].isGiven {
        found.flag(episode)
      }
    }

    SSDA903Rule(
      "233", years: .from(2026), of: EpisodeColumn.self, [.REASON_PLACE_CHANGE, .DEC],
      """
      The episode has not ended, so there is no reason yet why the placement changed. Clear the \
      reason, or give the end date.
      """,
      fails: "Episodes REASON_PLACE_CHANGE=CARPL",
      passes: "Episodes REASON_PLACE_CHANGE=CARPL DEC=01/06/2025"
    ) { episode, _ in episode[.DEC].isNone && episode[.REASON_PLACE_CHANGE].isGiven }
  }

  /// A rule on how long a temporary placement can last.
  private static func longestStay(
    _ code: String, _ type: CellText, _ name: String, weeks: Int, _ limit: String
  ) -> SSDA903Rule {
    SSDA903Rule(
      code, of: EpisodeColumn.self, [.DECOM, .DEC, .PLACE],
      """
      \(name) lasts \(limit) at most. Check the dates; if it did last longer, return it as a change \
      of placement.
      """,
      fails: """
        Episodes CHILD=1 PLACE=\(type) DECOM=01/05/2025 DEC=\(13 + weeks)/06/2025
        Episodes CHILD=2 PLACE=\(type) DECOM=01/05/2025
        """,
      passes: """
        Episodes CHILD=1 PLACE=\(type) DECOM=01/06/2025 DEC=0\(weeks)/06/2025
        Episodes CHILD=2 PLACE=\(type) DECOM=28/03/2026
        """
    ) { episode, child in
      episode[.PLACE] == type
        && episode.ended(orOpenUntil: child.end) > episode.day(.DECOM) + weeks * 7
    }
  }
}

extension CheckedChild {
  /// Calls `body` with the episodes before and after each temporary placement.
  fileprivate func forEachReturn(_ body: (_ usual: Episode, _ back: Episode) -> Void) {
    let sequence = journey.sequence
    for (place, episode) in sequence.enumerated() where episode.isTemporary {
      if place > 0, place + 1 < sequence.count { body(sequence[place - 1], sequence[place + 1]) }
    }
  }
}

extension CheckedRow<EpisodeColumn> {
  /// Whether it is a return to the placement type of an earlier episode.
  fileprivate func isReturn(to usual: CheckedRow) -> Bool {
    self[.RNE] == "P" && self[.PLACE].isGiven && self[.PLACE] == usual[.PLACE]
  }
}

extension CodeList {
  /// Reasons for a new episode that say that the placement changed.
  fileprivate static let placementChangeReasons: CodeList = ["P", "B", "T", "U"]
}
