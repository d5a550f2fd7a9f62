public import CivilTime

/// A review of a looked-after child's case.
///
/// Source: Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33; SSDA903
/// REVIEW and REVIEW_CODE.
public struct LookedAfterReview: Fact {
  public var on = Day.unset
  public var participation: Code<ReviewParticipation>?

  public init() {}

  public static let kind = FactKind("looked_after_review", "Looked-after review")

  public static let fields: [Field<LookedAfterReview>] = [
    Field("on", \.on, "Date of the review", required: .always),
    Field(
      "participation", \.participation, "How the child took part", required: .by("SSDA903"),
      inHeadline: true),
  ]

  public var occurred: Occurrence? { .on(on) }
}

/// How a child took part in a review.
public enum ReviewParticipation: CodedValue {
  public static var codeSet: String { "ssda903.REVIEW_CODE" }
}
