public import CivilTime

/// A request for children's services, and what was decided about it.
///
/// Source: CIN census CINreferralDate, ReferralSource, PrimaryNeedCode and ReferralNFA; Working Together
/// 2023, chapter 3.
public struct Referral: Fact {
  public var on = Day.unset
  public var source: Code<ReferralSource>?
  public var primaryNeed: Code<PrimaryNeed>?
  public var noFurtherAction: Bool?
  public var note = Narrative()

  public init() {}

  public static let kind = FactKind("referral", "Referral")

  public static let fields: [Field<Referral>] = [
    Field("on", \.on, "Date of the referral", required: .always),
    Field("source", \.source, "Who made it?", required: .by("CIN census"), inHeadline: true),
    Field(
      "primary_need", \.primaryNeed, "Primary need",
      required: .by("CIN census, unless no further action"), inHeadline: true),
    Field(
      "no_further_action", \.noFurtherAction, "Was no further action decided?",
      required: .by("CIN census")),
    Field("note", \.note, "What was said, and what was decided and why"),
  ]

  public var occurred: Occurrence? { .on(on) }
}

/// Who refers, by the census's list.
public enum ReferralSource: CodedValue {
  public static var codeSet: String { "cin.ReferralSource" }
}

/// The main reason why a child is in need, by the census's list.
public enum PrimaryNeed: CodedValue {
  public static var codeSet: String { "cin.PrimaryNeedCode" }
}
