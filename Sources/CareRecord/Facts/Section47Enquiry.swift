public import CivilTime

/// An enquiry into whether a child is suffering, or likely to suffer, significant harm.
///
/// Source: Children Act 1989, section 47; CIN census Section47.
public struct Section47Enquiry: Fact {
  public var referral: FactID?
  public var started = Day.unset
  public var conferenceTarget: Day?
  public var conferenceNotRequired: Bool?

  public init() {}

  public static let kind = FactKind("section_47_enquiry", "Section 47 enquiry")

  public static let fields: [Field<Section47Enquiry>] = [
    Field("referral", \.referral, "Referral"),
    Field("started", \.started, "Started on", required: .always),
    Field("conference_target", \.conferenceTarget, "Initial conference due by"),
    Field(
      "conference_not_required", \.conferenceNotRequired,
      "Was it decided that no conference is needed?", required: .by("CIN census")),
  ]

  public var occurred: Occurrence? { .on(started) }
}
