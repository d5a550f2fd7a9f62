public import CivilTime

/// A plan agreed with a family: a child in need plan, or a Family Help plan.
///
/// Source: Children Act 1989, section 17; CIN census CINPlanDates.
public struct FamilyPlan: Fact {
  public var referral: FactID?
  public var from = Day.unset
  public var to: Day?
  public var section17 = true

  public init() {}

  public static let kind = FactKind("family_plan", "Family plan")

  public static let fields: [Field<FamilyPlan>] = [
    Field("referral", \.referral, "Referral"),
    Field("from", \.from, "Plan started on", required: .always),
    Field("to", \.to, "Plan ended on"),
    Field("section_17", \.section17, "Is the child in need under section 17?"),
  ]

  public var occurred: Occurrence? { .span(from: from, to: to) }
}
