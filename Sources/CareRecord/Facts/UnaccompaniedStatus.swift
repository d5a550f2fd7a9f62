public import CivilTime

/// The child is an unaccompanied asylum-seeking child.
///
/// Source: SSDA903 UASC and DUC. The returns do not say since when.
public struct UnaccompaniedStatus: Fact {
  public var since: Day?
  public var ceases: Day?

  public init() {}

  public static let kind = FactKind("uasc", "Unaccompanied asylum-seeking child")

  public static let fields: [Field<UnaccompaniedStatus>] = [
    Field("since", \.since, "Since"),
    Field("ceases", \.ceases, "Ceased, or will cease, on", help: "The 18th birthday at the latest"),
  ]

  public var occurred: Occurrence? { since.map { .span(from: $0, to: ceases) } }
}
