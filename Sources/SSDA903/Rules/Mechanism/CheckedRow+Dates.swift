import CivilTime
import Returns

extension CheckedRow {
  /// Whether something is written in a date column that is not a date.
  @inline(__always)
  func isUnreadable(_ column: Column) -> Bool {
    self[column].isGiven && !day(column).isKnown
  }

  /// Whether two cells hold the same date: the same day or, where one of them is not a date, the same
  /// text.
  func isSameDate<Other>(
    _ column: Column, as other: CheckedRow<Other>, _ otherColumn: Other
  ) -> Bool {
    let (one, two) = (day(column), other.day(otherColumn))
    return one.isKnown && two.isKnown ? one == two : self[column] == other[otherColumn]
  }

  /// The date in a cell of which some parts may be `ZZ`; nil where it is no such date.
  func partialDay(_ column: Column) -> PartialDay? {
    if day(column).isKnown { return PartialDay(day(column).day) }
    // The rule books let a leading zero be missing.
    let parts = self[column].description.split(separator: "/", omittingEmptySubsequences: false)
    return PartialDay(
      parts.map { $0.utf8.count == 1 ? "0\($0)" : String($0) }.joined(separator: "/"))
  }
}
