public import CivilTime

/// An initial child protection conference.
///
/// Source: Working Together 2023, chapter 3; CIN census DateOfInitialCPC (within Section47, or within
/// CINdetails where no enquiry led to it).
public struct InitialConference: Fact {
  public var referral: FactID?
  public var enquiry: FactID?
  public var heldOn = Day.unset

  public init() {}

  public static let kind = FactKind("initial_conference", "Initial child protection conference")

  public static let fields: [Field<InitialConference>] = [
    Field("referral", \.referral, "Referral"),
    Field("enquiry", \.enquiry, "Section 47 enquiry that led to it"),
    Field("held_on", \.heldOn, "Held on", required: .always),
  ]

  public var occurred: Occurrence? { .on(heldOn) }
}
