import Returns

extension SSDA903RuleBook {
  /// Whether the dates of an episode are dates, in order and within the year.
  @SSDA903RuleBuilder
  static var episodeDates: [SSDA903Rule] {
    SSDA903Rule(
      "141", of: EpisodeColumn.self, [.DECOM],
      "The start of the episode is not a real date. Enter it as dd/mm/yyyy.",
      fails: "Episodes DECOM=31/06/2025", passes: "Episodes DECOM=30/06/2025"
    ) { episode, _ in episode[.DECOM].isGiven && !episode.day(.DECOM).isKnown }

    SSDA903Rule(
      "147", of: EpisodeColumn.self, [.DEC],
      """
      The end of the episode is not a real date. Enter it as dd/mm/yyyy, or leave it empty while \
      the episode goes on.
      """,
      fails: "Episodes DEC=29/02/2026", passes: "Episodes DEC=28/02/2026"
    ) { episode, _ in episode[.DEC].isGiven && !episode.day(.DEC).isKnown }

    SSDA903Rule(
      "148", of: EpisodeColumn.self, [.DEC, .REC],
      """
      The episode has an end date without a reason, or a reason without an end date. Give both if \
      it has ended, and neither if it has not.
      """,
      fails: """
        Episodes CHILD=1 DEC=01/06/2025
        Episodes CHILD=2 REC=X1
        """,
      passes: """
        Episodes CHILD=1 DEC=01/06/2025 REC=X1
        Episodes CHILD=2
        """
    ) { episode, _ in episode[.DEC].isNone != episode[.REC].isNone }

    SSDA903Rule(
      "353", of: EpisodeColumn.self, [.DECOM],
      """
      The episode starts before 14 October 1991, when the Children Act 1989 came into force. \
      Check the start date.
      """,
      fails: "Episodes DECOM=13/10/1991", passes: "Episodes DECOM=14/10/1991"
    ) { episode, _ in episode.day(.DECOM) < .childrenActBegan }

    SSDA903Rule(
      "354", of: EpisodeColumn.self, [.DECOM],
      """
      The episode starts after the last day of the year. Correct the start date, or leave the \
      episode for next year's return.
      """,
      fails: "Episodes DECOM=01/04/2026", passes: "Episodes DECOM=31/03/2026"
    ) { episode, child in episode.day(.DECOM) > child.end }

    SSDA903Rule(
      "355", of: EpisodeColumn.self, [.DECOM, .DEC],
      """
      The episode starts and ends on the same day, and episodes of less than a day are not \
      returned. Correct one of the dates or take the episode out.
      """,
      fails: "Episodes DECOM=01/05/2025 DEC=1/5/2025",
      passes: """
        Episodes CHILD=1 DECOM=01/05/2025 DEC=02/05/2025
        Episodes CHILD=2
        """
    ) { episode, _ in episode.day(.DECOM) == episode.day(.DEC) }

    SSDA903Rule(
      "356", of: EpisodeColumn.self, [.DECOM, .DEC],
      "The episode ends before it starts. Correct one of the two dates.",
      fails: "Episodes DECOM=02/04/2025 DEC=01/04/2025",
      passes: "Episodes DECOM=02/04/2025 DEC=02/04/2025"
    ) { episode, _ in episode.day(.DEC) < episode.day(.DECOM) }

    SSDA903Rule(
      "385", of: EpisodeColumn.self, [.DEC],
      """
      The episode ends after the last day of the year. Correct the end date, or leave it empty \
      until next year's return.
      """,
      fails: "Episodes DEC=01/04/2026", passes: "Episodes DEC=31/03/2026"
    ) { episode, child in episode.day(.DEC) > child.end }
  }
}
