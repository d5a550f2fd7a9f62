import Returns

/// How old a child is by the date of birth in Header; where there are two rows, by any of them.
///
/// A birthday on 29 February is kept on 28 February in a common year. Nothing is true where the date
/// of birth or the day is not known.
extension CheckedChild {
  /// Whether the child is of this age on that day; the birthday counts.
  func isAged(_ age: Int, on day: CellDay) -> Bool {
    day.isKnown && header.contains { $0.day(.DOB).adding(years: age) <= day }
  }

  /// Whether that day lies before the birthday.
  func isYounger(than age: Int, on day: CellDay) -> Bool {
    day.isKnown && header.contains { $0.day(.DOB).adding(years: age) > day }
  }
}
