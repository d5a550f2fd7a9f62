public import CivilTime
public import Returns

extension CINChild {
  /// The dates of this child that are given but cannot be read.
  ///
  /// Their text is kept.
  public var unreadableDates: [Refusal] {
    identifiers.unreadableDates + details.flatMap(\.unreadableDates)
  }
}

extension CINDetails {
  fileprivate var unreadableDates: [Refusal] {
    var found = row.unreadableDates
    for assessment in assessments { found += assessment.row.unreadableDates }
    for plan in plans { found += plan.unreadableDates }
    for enquiry in enquiries { found += enquiry.unreadableDates }
    for plan in protectionPlans { found += plan.row.unreadableDates + plan.unreadableReviews }
    for proceedings in preProceedings { found += proceedings.unreadableDates }
    return found
  }
}

extension CINProtectionPlan {
  /// The days of the reviews that can be read, in the order of the file.
  public var reviewDays: [Day] { reviews.compactMap { Day(iso: $0.text) } }

  fileprivate var unreadableReviews: [Refusal] {
    reviews.filter { Day(iso: $0.text) == nil }.map { review in
      Refusal(
        .value, file: row.origin?.file ?? "", table: "Reviews", line: review.line,
        field: "CPPreviewDate", value: review.text, reason: "this is not a date that can be read",
        expected: ValueFormat.isoDate.expectation, remedy: Refusal.mendValue)
    }
  }
}
