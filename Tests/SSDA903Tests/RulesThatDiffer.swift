/// Where Kith does not follow the published examples or field lists of a rule, and why.
///
/// `docs/rules-that-differ.md` says the same to users.
enum RulesThatDiffer {
  /// By the identifier of the example: why it contradicts what the rule is for.
  static let examples: [String: String] = [
    "132/2022-23/1": "codes in small letters are put in capitals when a file is read",
    "145/2022-23/1": "codes in small letters are put in capitals, and an empty cell is empty",
    "196/2022-23/1": "codes in small letters are put in capitals when a file is read",
    "234/2025-26/1": "the reason stands on the episode before the move into custody",
    "336/2022-23/1": "the current foster carers are A3 and A5, not A3 and A4",
    "347/2023-24/1": "T alone is no code of accommodation: T1 and T2 are meant",
    "175/2022-23/1": "An empty cell of a file is no value, whatever its quotes.",
    "177/2022-23/1": "An empty cell of a file is no value, and l2 is read as L2.",
    "631/2022-23/1": "An empty cell of a file is no value, and p1 is read as P1.",
    "709/2026-27/1": "The column of episodes is PLACE, and an open order lasts to the year’s end.",
    "354/2022-23/1": "a collection year ends on 31 March, not on 1 April",
    "374/2022-23/1": "the age at the start does not depend on the end: an open episode counts",
    "1009/2022-23/1": "codes in small letters are put in capitals, and an empty cell is empty",
    "SW01STG1/2023-24/1": "the rows to look at are those of Episodes, not of SWEpisodes",
  ]

  /// Cells at which a rule points beyond those of the list, as `117 DATE_PLACED`.
  static let fields: Set<String> = [
    "SW12STG2 DECOM", "SW12STG2 DEC",
  ]
}
