public import CivilTime

/// A review child protection conference.
///
/// Source: Working Together 2023, chapter 3; CIN census CPPreviewDate.
public struct ReviewConference: Fact {
  public var plan: FactID?
  public var heldOn = Day.unset

  public init() {}

  public static let kind = FactKind("review_conference", "Review child protection conference")

  public static let fields: [Field<ReviewConference>] = [
    Field("plan", \.plan, "Child protection plan"),
    Field("held_on", \.heldOn, "Held on", required: .always),
  ]

  public var occurred: Occurrence? { .on(heldOn) }
}
