public import CivilTime

/// A time during which a child is looked after without a break.
///
/// Source: Children Act 1989, section 22; SSDA903 (a chain of episodes from RNE S to the first REC that
/// is not X1), with CIN and HOME_POST as they stood when care began.
public struct CarePeriod: Fact {
  public var from = Day.unset
  public var to: Day?
  public var reasonCeased: Code<ReasonCareCeased>?
  public var categoryOfNeed: Code<CategoryOfNeed>?
  public var homePostcode = ""
  /// How the first episode that is held began, where care itself began earlier, on a day that is not
  /// known; nil where `from` is the day on which care began.
  public var earlierStart: Code<ReasonForNewEpisode>?

  public init() {}

  public static let kind = FactKind("care_period", "Period of care")

  public static let fields: [Field<CarePeriod>] = [
    Field("from", \.from, "Looked after from", required: .always),
    Field("to", \.to, "Until"),
    Field(
      "reason_ceased", \.reasonCeased, "Why did care end?",
      required: .by("SSDA903, with the end date"), inHeadline: true),
    Field(
      "category_of_need", \.categoryOfNeed, "Main need when care began", required: .by("SSDA903"),
      inHeadline: true),
    Field("home_postcode", \.homePostcode, "Home postcode when care began"),
    Field(
      "earlier_start", \.earlierStart, "Did care begin before this date?",
      help: "Then this is why the first episode that is held began"),
  ]

  public var occurred: Occurrence? { .span(from: from, to: to) }
}

/// Why an episode or period of care ended.
public enum ReasonCareCeased: CodedValue {
  public static var codeSet: String { "ssda903.REC" }
}

/// The main category of need when care began.
public enum CategoryOfNeed: CodedValue {
  public static var codeSet: String { "ssda903.CIN" }
}

/// Why a new episode of care began.
public enum ReasonForNewEpisode: CodedValue {
  public static var codeSet: String { "ssda903.RNE" }
}
