import Returns

extension SSDA903RuleBook {
  /// Who the child is: sex, date of birth, ethnicity, pupil number.
  @SSDA903RuleBuilder
  static var identity: [SSDA903Rule] {
    SSDA903Rule(
      "101", years: .until(2024), of: HeaderColumn.self, [.SEX],
      "Sex is missing or is not a code of this year. Use 1 for male or 2 for female.",
      fails: "Header SEX=M", passes: "Header SEX=1"
    ) { child, _ in child[.SEX] != "1" && child[.SEX] != "2" }

    SSDA903Rule(
      "101", years: .from(2025), of: HeaderColumn.self, [.SEX],
      "Sex is missing or is not a code of this year. Use M, F or U.",
      fails: "Header SEX=1", passes: "Header SEX=F"
    ) { child, _ in !child[.SEX].isOne(of: ["M", "F", "U"]) }
  }
}
