import CareRecord
import CivilTime
import Measures

extension Projection {
  /// When each child counts in which indicator.
  ///
  /// It knows no day of today: the rows hold until a fact changes.
  static let measures = Projection(
    "measure", version: 1, of: .child,
    columns: [
      ProjectionColumn("indicator", .text),
      ProjectionColumn("from_day", .text),
      // The first day on which it is different; 9999-12-31 where that never comes.
      ProjectionColumn("until_day", .text),
      ProjectionColumn("numerator", .integer),
      ProjectionColumn("denominator", .integer),
    ],
    // Most spans have ended long ago, so who is in a figure is found from the end.
    indexes: [ProjectionIndex(["indicator", "until_day", "from_day", "record", "numerator"])],
    sums: ProjectionSums(
      of: ["numerator", "denominator"], by: "indicator", from: "from_day", until: "until_day"),
    meaning: MeasureRegister.meaning
  ) { record, _ in
    let rows = record.measuredSpans().map { span in
      [
        Cell.text(span.indicator), .day(span.from), .day(span.until),
        .integer(Int64(span.numerator)), .integer(Int64(span.denominator)),
      ]
    }
    return (rows, validUntil: nil)
  }
}
