extension ClosedRange<CollectionYear> {
  /// Every year for which there is a rule book: 2022-23 to 2026-27.
  public static var everyRuleBook: Self { years(2023, 2027) }

  /// From the year that ends in this calendar year: `.from(2025)` is 2024-25 and later.
  public static func from(_ endYear: Int) -> Self { years(endYear, 2027) }

  /// Up to the year that ends in this calendar year.
  public static func until(_ endYear: Int) -> Self { years(2023, endYear) }

  /// Only the year that ends in this calendar year.
  public static func only(_ endYear: Int) -> Self { years(endYear, endYear) }

  /// From one year to another, by the calendar years in which they end.
  public static func years(_ first: Int, _ last: Int) -> Self {
    .ending(first) ... .ending(Swift.max(first, last))
  }
}
