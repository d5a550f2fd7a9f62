import Returns

/// How a rule book writes male and female: with numbers until 2023-24, with letters since.
struct WrittenSex: Sendable {
  let years: ClosedRange<CollectionYear>
  let male: CellText
  let female: CellText

  static let all = [
    WrittenSex(years: .until(2024), male: "1", female: "2"),
    WrittenSex(years: .from(2025), male: "M", female: "F"),
  ]

  /// The letter for a number; any other text as it is.
  static func letter(of sex: CellText) -> CellText {
    sex == "1" ? "M" : sex == "2" ? "F" : sex
  }
}
