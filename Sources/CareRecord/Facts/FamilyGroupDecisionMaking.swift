public import CivilTime

/// Whether the family network was offered a meeting to make its own plan, and whether it was held.
///
/// Source: Children Act 1989, section 31ZA (2026 Act, section 1); CIN census 2026-27 FGDMMeetingOffer
/// and FGDMMeetingFac (unverified).
public struct FamilyGroupDecisionMaking: Fact {
  public var preProceedings: FactID?
  public var offered: Bool?
  public var held: Bool?
  public var on: Day?

  public init() {}

  public static let kind = FactKind("family_group_decision_making", "Family group decision-making")

  public static let fields: [Field<FamilyGroupDecisionMaking>] = [
    Field("pre_proceedings", \.preProceedings, "Pre-proceedings"),
    Field("offered", \.offered, "Was a meeting offered?", inHeadline: true),
    Field("held", \.held, "Was a meeting held?"),
    Field("on", \.on, "Date of the meeting"),
  ]

  public var occurred: Occurrence? { on.map { .on($0) } }
}
