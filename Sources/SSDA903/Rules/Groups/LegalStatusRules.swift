import Returns

extension SSDA903RuleBook {
  /// What a legal status allows, and how long it can last.
  @SSDA903RuleBuilder
  static var legalStatus: [SSDA903Rule] {
    longest(
      "361", "L1", days: 3,
      "Police protection lasts 72 hours at most. Check the dates and the legal status.",
      fails: "Episodes LS=L1 DECOM=01/05/2025 DEC=05/05/2025",
      passes: """
        Episodes LS=L1 DECOM=01/05/2025 DEC=03/05/2025
        Episodes LS=C1 DECOM=03/05/2025 DEC=06/05/2025
        Episodes LS=L1 DECOM=06/05/2025 DEC=07/05/2025
        """)

    longest(
      "362", "L2", days: 21,
      """
      An emergency protection order, with its extension, lasts 21 days at most. Check the dates \
      and the legal status.
      """,
      fails: """
        Episodes LS=L2 DECOM=01/05/2025 DEC=15/05/2025
        Episodes LS=L2 DECOM=15/05/2025 DEC=23/05/2025
        """,
      passes: "Episodes LS=L2 DECOM=01/05/2025 DEC=22/05/2025")

    longestInAll(
      "363", "L3", days: 7,
      "A child assessment order lasts 7 days at most. Check the dates and the legal status.",
      fails: """
        Episodes LS=L3 DECOM=05/05/2025 DEC=09/05/2025
        Episodes LS=L3 DECOM=01/05/2025 DEC=05/05/2025
        """,
      passes: "Episodes LS=L3 DECOM=01/05/2025 DEC=08/05/2025")

    longestInAll(
      "364", "J2", days: 21,
      """
      The time in the authority's accommodation under the Police and Criminal Evidence Act is \
      longer than 21 days. Check the dates and the legal status.
      """,
      fails: "Episodes LS=J2 DECOM=01/05/2025 DEC=23/05/2025",
      passes: "Episodes LS=J2 DECOM=01/05/2025 DEC=22/05/2025")

    SSDA903Rule(
      "378", of: EpisodeColumn.self, [.PLACE, .LS],
      """
      A child who lives with parents (P1) is not accommodated under section 20 (V2). Correct the \
      legal status or the placement type.
      """,
      fails: "Episodes PLACE=P1 LS=V2", passes: "Episodes PLACE=P1 LS=C2"
    ) { episode, _ in episode[.PLACE] == "P1" && episode[.LS] == "V2" }

    SSDA903Rule(
      "408", of: EpisodeColumn.self, [.PLACE, .LS],
      """
      The child is placed for adoption under a placement order (A5, A6), so the legal status has \
      to be E1. Correct the placement type or the legal status.
      """,
      fails: "Episodes PLACE=A5 LS=C2", passes: "Episodes PLACE=A5 LS=E1"
    ) { episode, _ in
      (episode[.PLACE] == "A5" || episode[.PLACE] == "A6") && episode[.LS] != "E1"
    }

    SSDA903Rule(
      "445", years: .until(2024), of: EpisodeColumn.self, [.LS, .DECOM],
      """
      No freeing order (D1) could begin after 2005. Correct the legal status or the start of the \
      episode.
      """,
      fails: "Episodes LS=D1 DECOM=01/01/2006", passes: "Episodes LS=D1 DECOM=31/12/2005"
    ) { episode, _ in episode[.LS] == "D1" && episode.day(.DECOM) > .freeingOrdersEnded }

    SSDA903Rule(
      "446", of: EpisodeColumn.self, [.LS, .DECOM],
      """
      There were no placement orders (E1) before December 2005. Correct the legal status or the \
      start of the episode.
      """,
      fails: "Episodes LS=E1 DECOM=30/11/2005", passes: "Episodes LS=E1 DECOM=01/12/2005"
    ) { episode, _ in episode[.LS] == "E1" && episode.day(.DECOM) < .placementOrdersBegan }

    SSDA903Rule(
      "451", years: .until(2024), of: EpisodeColumn.self, [.DEC, .REC, .LS],
      """
      The child is still freed for adoption (D1), which nobody can be today. Correct the legal \
      status or end the episode.
      """,
      fails: "Episodes LS=D1", passes: "Episodes LS=D1 DEC=01/06/2023 REC=X1"
    ) { episode, _ in episode[.LS] == "D1" && !episode.hasAny(.DEC, .REC) }
  }

  /// Short breaks (V3, V4).
  @SSDA903RuleBuilder
  static var shortBreaks: [SSDA903Rule] {
    SSDA903Rule(
      "365", of: EpisodeColumn.self, [.LS, .DECOM, .DEC],
      "One short break (V3) lasts 17 days at most. Check the dates and the legal status.",
      fails: "Episodes LS=V3 DECOM=01/05/2025 DEC=19/05/2025",
      passes: "Episodes LS=V3 DECOM=01/05/2025 DEC=18/05/2025"
    ) { episode, child in
      episode[.LS] == "V3"
        && episode.ended(orOpenUntil: child.end) > episode.day(.DECOM) + 17
    }

    SSDA903Rule(
      "366", of: EpisodeColumn.self, [.RNE, .LS],
      "Each short break (V3) is a new start. Use reason S, or correct the legal status.",
      fails: "Episodes LS=V3 RNE=P", passes: "Episodes LS=V3 RNE=S"
    ) { episode, _ in episode[.LS] == "V3" && episode[.RNE] != "S" }

    SSDA903Rule(
      "367", flags: [.of(EpisodeColumn.self, [.LS, .DECOM, .DEC])],
      """
      The short breaks (V3) of the year come to more than 75 days. Check their dates, and whether \
      another legal status applies.
      """,
      fails: """
        Episodes LS=V3 DECOM=01/03/2025 DEC=01/05/2025 !
        Episodes LS=V3 DECOM=01/06/2025 DEC=17/07/2025 !
        Episodes LS=V3 DECOM=01/03/2025 DEC=31/03/2025
        """,
      passes: """
        Episodes LS=V3 DECOM=01/03/2025 DEC=01/05/2025
        Episodes LS=V3 DECOM=01/06/2025 DEC=16/07/2025
        """
    ) { child, found in
      var days = 0
      for episode in child.episodes { days &+= child.daysOfShortBreak(episode) }
      guard days > 75 else { return }
      for episode in child.episodes where child.daysOfShortBreak(episode) > 0 {
        found.flag(episode)
      }
    }

    SSDA903Rule(
      "382", of: EpisodeColumn.self, [.LS, .PLACE],
      """
      A short break (V3, V4) is never a temporary placement. Correct the placement type or the \
      legal status.
      """,
      fails: "Episodes LS=V4 PLACE=T0", passes: "Episodes LS=V2 PLACE=T0"
    ) { episode, _ in episode.isShortBreak && episode.isTemporary }

    SSDA903Rule(
      "384", of: EpisodeColumn.self, [.PLACE, .LS],
      """
      A short break (V3, V4) is never a long-term foster placement (U1, U4). Correct the placement \
      type or the legal status.
      """,
      fails: "Episodes LS=V4 PLACE=U1", passes: "Episodes LS=V4 PLACE=U3"
    ) { episode, _ in
      episode.isShortBreak && (episode[.PLACE] == "U1" || episode[.PLACE] == "U4")
    }

    SSDA903Rule(
      "426", flags: [.of(EpisodeColumn.self, [.LS])],
      """
      The child's short breaks are recorded in both ways, V3 and V4, in one year. Use the one that \
      fits throughout.
      """,
      fails: """
        Episodes LS=V3 !
        Episodes LS=V4 !
        Episodes LS=C2
        """,
      passes: """
        Episodes CHILD=1 LS=V3
        Episodes CHILD=1 LS=V3
        Episodes CHILD=2 LS=V4
        """
    ) { child, found in
      guard child.episodes.contains(where: { $0[.LS] == "V3" }),
        child.episodes.contains(where: { $0[.LS] == "V4" })
      else { return }
      for episode in child.episodes where episode.isShortBreak { found.flag(episode) }
    }
  }

  /// A rule on how long a legal status can last without a break, from first day to last.
  private static func longest(
    _ code: String, _ status: CellText, days: Int, _ message: String, fails: String, passes: String
  ) -> SSDA903Rule {
    SSDA903Rule(
      code, flags: [.of(EpisodeColumn.self, [.DECOM, .LS, .DEC])], message, fails: fails,
      passes: passes
    ) { child, found in
      child.journey.sequence.forEachSpell(of: status, until: child.end) { spell in
        guard let start = spell.first?.day(.DECOM) else { return }
        var last = CellDay.none
        for episode in spell {
          let end = episode.day(.DEC)
          last = .later(last, end.isKnown ? end : child.end)
        }
        if let length = last.days(since: start), length > days { found.flag(all: spell) }
      }
    }
  }

  /// A rule on the days that a legal status has lasted, summed over episodes between which there is
  /// no gap.
  private static func longestInAll(
    _ code: String, _ status: CellText, days: Int, _ message: String, fails: String, passes: String
  ) -> SSDA903Rule {
    SSDA903Rule(
      code, flags: [.of(EpisodeColumn.self, [.LS, .DECOM, .DEC])], message, fails: fails,
      passes: passes
    ) { (child: CheckedChild, found: inout RuleFindings) in
      guard child.episodes.contains(where: { $0[.LS] == status }) else { return }
      let sequence = child.journey.sequence
      var first = 0
      var sum = 0
      var end = CellDay.none
      func close(before place: Int) {
        if sum > days {
          for episode in sequence[first..<place] where episode[.LS] == status {
            found.flag(episode)
          }
        }
        first = place
        sum = 0
      }
      var dated = 0
      for (place, episode) in sequence.enumerated() where episode.day(.DECOM).isKnown {
        dated = place + 1
        guard episode[.LS] == status else { continue }
        if episode.day(.DECOM) > end { close(before: place) }
        end = episode.ended(orOpenUntil: child.end)
        sum &+= end.days(since: episode.day(.DECOM)) ?? 0
      }
      close(before: dated)
    }
  }
}

extension CheckedChild {
  /// The days within the year of an episode that is a recorded short break; 0 of any other.
  fileprivate func daysOfShortBreak(_ episode: CheckedRow<EpisodeColumn>) -> Int {
    guard episode[.LS] == "V3", episode.day(.DECOM).isKnown else { return 0 }
    let ended = episode.ended(orOpenUntil: end)
    guard ended.isKnown else { return 0 }
    let length = CellDay.earlier(ended, end).days(since: .later(episode.day(.DECOM), start))
    return max(0, length ?? 0)
  }
}
