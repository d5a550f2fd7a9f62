public import CivilTime

/// The decision that a child should be placed for adoption, and its reversal.
///
/// Source: SSDA903 DATE_PLACED, DATE_PLACED_CEASED and REASON_PLACED_CEASED.
public struct AdoptionDecision: Fact {
  public var decided = Day.unset
  public var reversed: Day?
  public var reasonReversed: Code<AdoptionReversalReason>?

  public init() {}

  public static let kind = FactKind("adoption_decision", "Decision to place for adoption")

  public static let fields: [Field<AdoptionDecision>] = [
    Field("decided", \.decided, "Decided on", required: .always),
    Field("reversed", \.reversed, "No longer the plan from"),
    Field("reason_reversed", \.reasonReversed, "Why is it no longer the plan?", inHeadline: true),
  ]

  public var occurred: Occurrence? { .span(from: decided, to: reversed) }
}

/// Why a decision to place for adoption was reversed.
public enum AdoptionReversalReason: CodedValue {
  public static var codeSet: String { "ssda903.REASON_PLACED_CEASED" }
}
