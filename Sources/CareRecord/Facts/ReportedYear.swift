import CivilTime

/// The annual answers of a return belong to the year to 31 March that they were given for.
enum ReportedYear {
  /// 1 April to 31 March of the year that ends in `year`; nil for a year that no calendar has.
  static func occurrence(of year: Int) -> Occurrence? {
    guard let start = Day(year: year - 1, month: 4, day: 1),
      let end = Day(year: year, month: 3, day: 31)
    else { return nil }
    return .span(from: start, to: end)
  }
}
