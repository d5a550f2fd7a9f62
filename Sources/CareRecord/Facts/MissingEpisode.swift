public import CivilTime

/// A child was missing, or away without authorisation.
///
/// Source: SSDA903 MISSING, MIS_START and MIS_END.
public struct MissingEpisode: Fact {
  public var type: Code<MissingKind>?
  public var from = Day.unset
  public var to: Day?

  public init() {}

  public static let kind = FactKind("missing_episode", "Missing from home")

  public static let fields: [Field<MissingEpisode>] = [
    Field("type", \.type, "Missing, or away without authorisation?", inHeadline: true),
    Field("from", \.from, "From", required: .always),
    Field("to", \.to, "Until"),
  ]

  public var occurred: Occurrence? { .span(from: from, to: to) }
}

/// M for missing, A for away without authorisation.
public enum MissingKind: CodedValue {
  public static var codeSet: String { "ssda903.MISSING" }
}
