public import CivilTime

/// Where a looked-after child lives, who provides it, and why it ended.
///
/// Source: SSDA903 PLACE, PLACE_PROVIDER, PL_POST, URN and REASON_PLACE_CHANGE.
public struct Placement: Fact {
  public var carePeriod: FactID?
  public var type: Code<PlacementType> = ""
  public var provider: Code<PlacementProvider>?
  public var from = Day.unset
  public var to: Day?
  public var sameCarer = false
  public var reasonEnded: Code<PlacementChangeReason>?
  public var postcode = ""
  public var urn = ""

  public init() {}

  public static let kind = FactKind("placement", "Placement")

  public static let fields: [Field<Placement>] = [
    Field("care_period", \.carePeriod, "Period of care"),
    Field("type", \.type, "Kind of placement", required: .always, inHeadline: true),
    Field("provider", \.provider, "Who provides it?"),
    Field("from", \.from, "From", required: .always),
    Field("to", \.to, "To"),
    Field("same_carer", \.sameCarer, "With the same carers as before?"),
    Field(
      "reason_ended", \.reasonEnded, "Why did it end?",
      required: .by("SSDA903, when another placement follows")),
    Field("postcode", \.postcode, "Postcode of the placement"),
    Field("urn", \.urn, "Ofsted number of the provider", help: "XXXXXXX where none can be given"),
  ]

  public var occurred: Occurrence? { .span(from: from, to: to) }
}

/// Kinds of placement.
public enum PlacementType: CodedValue {
  public static var codeSet: String { "ssda903.PLACE" }
}

/// Who provides a placement.
public enum PlacementProvider: CodedValue {
  public static var codeSet: String { "ssda903.PLACE_PROVIDER" }
}

/// Why a placement changed.
public enum PlacementChangeReason: CodedValue {
  public static var codeSet: String { "ssda903.REASON_PLACE_CHANGE" }
}
