/// Where Kith does not follow the published examples or field lists of a rule, and why.
///
/// `docs/rules-that-differ.md` says the same to users.
enum RulesThatDiffer {
  /// By the identifier of the example: why it contradicts what the rule is for.
  static let examples: [String: String] = [:]

  /// Cells at which a rule points beyond those of the list, as `117 DATE_PLACED`.
  static let fields: Set<String> = []
}
