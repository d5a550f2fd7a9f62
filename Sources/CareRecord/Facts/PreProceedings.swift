public import CivilTime

/// The work before care proceedings: the Public Law Outline's letter, meetings and way out.
///
/// Source: CIN census 2026-27, group PreProceedingsandFGDM. Its items are unverified: names and meanings
/// come from one public sample, not from the Department's specification.
public struct PreProceedings: Fact {
  public var referral: FactID?
  public var started: Day?
  public var letterSent: Day?
  public var firstMeeting: Day?
  public var reviewMeetings: Int?
  public var stepDecision: Day?
  public var outcome: Code<PreProceedingsOutcome>?
  public var courtApplication: Day?
  public var initiationLetter: Day?

  public init() {}

  public static let kind = FactKind("pre_proceedings", "Pre-proceedings")

  public static let fields: [Field<PreProceedings>] = [
    Field("referral", \.referral, "Referral"),
    Field("started", \.started, "Started on"),
    Field("letter_sent", \.letterSent, "Letter before proceedings sent on"),
    Field("first_meeting", \.firstMeeting, "First meeting held on"),
    Field("review_meetings", \.reviewMeetings, "Review meetings held"),
    Field("step_decision", \.stepDecision, "Step up or step down decided on"),
    Field("outcome", \.outcome, "Outcome", inHeadline: true),
    Field("court_application", \.courtApplication, "Application to court on"),
    Field("initiation_letter", \.initiationLetter, "Letter about care proceedings on"),
  ]

  public var occurred: Occurrence? {
    (started ?? letterSent).map { .span(from: $0, to: courtApplication ?? stepDecision) }
  }
}

/// How pre-proceedings ended; the list is not confirmed.
public enum PreProceedingsOutcome: CodedValue {
  public static var codeSet: String { "cin.PPOutcome" }
}
