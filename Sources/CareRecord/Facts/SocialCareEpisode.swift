public import CivilTime

/// A stretch of work with a child that began with a referral, until the case was closed.
///
/// Source: CIN census CINdetails, CINclosureDate and ReasonForClosure.
public struct SocialCareEpisode: Fact {
  public var referral: FactID?
  public var from = Day.unset
  public var to: Day?
  public var reasonForClosure: Code<ReasonForClosure>?

  public init() {}

  public static let kind = FactKind("social_care_episode", "Social care episode")

  public static let fields: [Field<SocialCareEpisode>] = [
    Field("referral", \.referral, "Referral"),
    Field("from", \.from, "Open from", required: .always),
    Field("to", \.to, "Closed on"),
    Field(
      "reason_for_closure", \.reasonForClosure, "Why was it closed?",
      required: .by("CIN census, with the closure date"), inHeadline: true),
  ]

  public var occurred: Occurrence? { .span(from: from, to: to) }
}

/// Why a case was closed, by the census's list.
public enum ReasonForClosure: CodedValue {
  public static var codeSet: String { "cin.ReasonForClosure" }
}
