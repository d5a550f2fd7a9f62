/// A carer's score in the Strengths and Difficulties Questionnaire, or why there is none.
///
/// Source: SSDA903 SDQ_SCORE (0 to 40) and SDQ_REASON.
public struct StrengthsAndDifficultiesScore: Fact {
  public var year = 0
  public var score: Int?
  public var reasonNone: Code<SdqReason>?

  public init() {}

  public static let kind = FactKind("sdq", "Strengths and difficulties score")

  public static let fields: [Field<StrengthsAndDifficultiesScore>] = [
    Field("year", \.year, "Year ending 31 March", required: .always),
    Field("score", \.score, "Score", help: "0 to 40", inHeadline: true),
    Field("reason_none", \.reasonNone, "Why is there no score?", inHeadline: true),
  ]

  public var occurred: Occurrence? { ReportedYear.occurrence(of: year) }
}

/// Why there is no score.
public enum SdqReason: CodedValue {
  public static var codeSet: String { "ssda903.SDQ_REASON" }
}
