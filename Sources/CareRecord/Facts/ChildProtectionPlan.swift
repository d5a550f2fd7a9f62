public import CivilTime

/// A child is the subject of a child protection plan.
///
/// Source: Working Together 2023, chapter 3; CIN census ChildProtectionPlans.
public struct ChildProtectionPlan: Fact {
  public var referral: FactID?
  public var from = Day.unset
  public var to: Day?
  public var initialCategory: Code<AbuseCategory>?
  public var latestCategory: Code<AbuseCategory>?
  public var previousPlans: Int?

  public init() {}

  public static let kind = FactKind("child_protection_plan", "Child protection plan")

  public static let fields: [Field<ChildProtectionPlan>] = [
    Field("referral", \.referral, "Referral"),
    Field("from", \.from, "Plan started on", required: .always),
    Field("to", \.to, "Plan ended on"),
    Field(
      "initial_category", \.initialCategory, "Category of abuse at the start",
      required: .by("CIN census"), inHeadline: true),
    Field(
      "latest_category", \.latestCategory, "Latest category of abuse", required: .by("CIN census")),
    Field(
      "previous_plans", \.previousPlans, "Earlier plans of this child", required: .by("CIN census")),
  ]

  public var occurred: Occurrence? { .span(from: from, to: to) }
}

/// Categories of abuse: neglect, physical, sexual, emotional, several.
public enum AbuseCategory: CodedValue {
  public static var codeSet: String { "cin.CategoryOfAbuse" }
}
