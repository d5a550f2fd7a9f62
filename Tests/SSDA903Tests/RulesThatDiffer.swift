/// Where Kith does not follow the published examples or field lists of a rule, and why.
///
/// `docs/rules-that-differ.md` says the same to users.
enum RulesThatDiffer {
  /// By the identifier of the example: why it contradicts what the rule is for.
  static let examples: [String: String] = [
    "1009/2022-23/1": "codes in small letters are put in capitals, and an empty cell is empty",
    "145/2022-23/1": "codes in small letters are put in capitals, and an empty cell is empty",
    "336/2022-23/1": "the current foster carers are A3 and A5, not A3 and A4",
    "354/2022-23/1": "a collection year ends on 31 March, not on 1 April",
    "374/2022-23/1": "the age at the start does not depend on the end: an open episode counts",
    "SW01STG1/2023-24/1": "the rows to look at are those of Episodes, not of SWEpisodes",
  ]

  /// Cells at which a rule points beyond those of the list, as `117 DATE_PLACED`.
  static let fields: Set<String> = []
}
