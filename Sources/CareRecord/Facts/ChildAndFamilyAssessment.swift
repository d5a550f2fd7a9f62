public import CivilTime

/// An assessment of what a child needs under section 17 of the Children Act 1989, and the factors
/// found at its end.
///
/// Source: CIN census Assessments and AssessmentFactors; Working Together 2023, chapter 3.
public struct ChildAndFamilyAssessment: Fact {
  public var referral: FactID?
  public var started = Day.unset
  public var internalReview: Day?
  public var authorised: Day?
  public var factors: Codes<AssessmentFactor> = []
  public var analysis = Narrative()

  public init() {}

  public static let kind = FactKind("assessment", "Child and family assessment")

  public static let fields: [Field<ChildAndFamilyAssessment>] = [
    Field("referral", \.referral, "Referral"),
    Field("started", \.started, "Started on", required: .always),
    Field("internal_review", \.internalReview, "Point of review"),
    Field(
      "authorised", \.authorised, "Authorised on",
      help: "The day a manager agreed it. Leave empty while it is open."),
    Field(
      "factors", \.factors, "Factors found", required: .by("CIN census, once authorised"),
      inHeadline: true),
    Field("analysis", \.analysis, "What we learned and what we think"),
  ]

  public var occurred: Occurrence? { .span(from: started, to: authorised) }
}

/// Factors identified at the end of an assessment, by the census's list.
public enum AssessmentFactor: CodedValue {
  public static var codeSet: String { "cin.AssessmentFactors" }
}
