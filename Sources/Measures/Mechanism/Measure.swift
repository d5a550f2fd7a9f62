public import CareRecord
import CivilTime

/// What makes the spans of one indicator, or of several that come of the same facts.
struct Measure: Sendable {
  let indicators: [MeasuredIndicator]
  /// Writes down when a child counts, and closes each indicator.
  let write: @Sendable (MeasuredChild, inout MeasureSheet) -> Void

  init(
    _ indicators: [MeasuredIndicator],
    _ write: @escaping @Sendable (MeasuredChild, inout MeasureSheet) -> Void
  ) {
    self.indicators = indicators
    self.write = write
  }

  /// A measure of one indicator, which is closed for it.
  init(
    _ indicator: MeasuredIndicator,
    _ write: @escaping @Sendable (MeasuredChild, inout MeasureSheet) -> Void
  ) {
    self.init([indicator]) { child, sheet in
      write(child, &sheet)
      sheet.close(indicator)
    }
  }
}

/// A child's record, and what several measures ask of it, worked out once.
struct MeasuredChild {
  let record: ChildRecord
  let birth: Day?
  let care: TimeInCare

  init(_ record: ChildRecord) {
    self.record = record
    birth = record.identity?.birthDate.flatMap { $0.isSet ? $0 : nil }
    care = TimeInCare(of: record)
  }

  /// The days on which the child is of these ages; none where the day of birth is not known.
  func days(aged ages: ClosedRange<Int>) -> Stretch? {
    birth.map {
      Stretch($0.adding(years: ages.lowerBound), $0.adding(years: ages.upperBound + 1))
    }
  }
}

extension ChildRecord {
  /// When this child counts in which indicator, by what is known today: past days and days to come.
  ///
  /// A child's own spans only: they hold until a fact changes, whatever day it is.
  public func measuredSpans() -> [MeasuredSpan] {
    if isEmpty { return [] }
    let child = MeasuredChild(self)
    var sheet = MeasureSheet()
    for measure in MeasureRegister.measures { measure.write(child, &sheet) }
    return sheet.spans
  }
}
