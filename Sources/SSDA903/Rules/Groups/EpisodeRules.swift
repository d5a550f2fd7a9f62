import Returns

extension SSDA903RuleBook {
  /// When episodes begin and end.
  @SSDA903RuleBuilder
  static var episodes: [SSDA903Rule] {
    SSDA903Rule(
      "356", of: EpisodeColumn.self, [.DECOM, .DEC],
      "The episode ends before it starts. Correct one of the two dates.",
      fails: "Episodes DECOM=02/04/2025 DEC=01/04/2025",
      passes: "Episodes DECOM=02/04/2025 DEC=02/04/2025"
    ) { episode, _ in episode.day(.DEC) < episode.day(.DECOM) }
  }
}
