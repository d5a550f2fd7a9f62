public import CivilTime

/// A court order allows a child's liberty to be restricted.
///
/// Source: SSDA903 DOLO_START and DOLO_END, from 2026-27.
public struct DeprivationOfLiberty: Fact {
  public var from = Day.unset
  public var to: Day?

  public init() {}

  public static let kind = FactKind("deprivation_of_liberty", "Deprivation of liberty order")

  public static let fields: [Field<DeprivationOfLiberty>] = [
    Field("from", \.from, "From", required: .always),
    Field("to", \.to, "To"),
  ]

  public var occurred: Occurrence? { .span(from: from, to: to) }
}
