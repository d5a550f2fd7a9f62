public import CivilTime

/// The legal basis on which a child is looked after, for a time.
///
/// Source: SSDA903 LS.
public struct LegalStatusSpan: Fact {
  public var carePeriod: FactID?
  public var status: Code<LegalStatus> = ""
  public var from = Day.unset
  public var to: Day?

  public init() {}

  public static let kind = FactKind("legal_status", "Legal status")

  public static let fields: [Field<LegalStatusSpan>] = [
    Field("care_period", \.carePeriod, "Period of care"),
    Field("status", \.status, "Legal status", required: .always, inHeadline: true),
    Field("from", \.from, "From", required: .always),
    Field("to", \.to, "To"),
  ]

  public var occurred: Occurrence? { .span(from: from, to: to) }
}

/// Legal statuses of looked-after children.
public enum LegalStatus: CodedValue {
  public static var codeSet: String { "ssda903.LS" }
}

extension Code where Set == LegalStatus {
  /// Short breaks, in which a child is not looked after for the statistics: each break recorded.
  public static let shortBreaks: Self = "V3"
  /// Short breaks, only the agreement recorded.
  public static let shortBreakAgreement: Self = "V4"

  public var isShortBreak: Bool { self == .shortBreaks || self == .shortBreakAgreement }
}
