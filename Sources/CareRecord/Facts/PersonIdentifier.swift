public import CivilTime

/// A number or text by which some system or service knows a person, while it was valid.
///
/// Source: SSDA903 CHILD and UPN; CIN census LAchildID, UPN, FormerUPN and UPNunknown.
public struct PersonIdentifier: Fact {
  public var scheme: Code<IdentifierScheme> = ""
  public var value = ""
  public var from: Day?
  public var to: Day?
  public var source = ""

  public init() {}

  public static let kind = FactKind("identifier", "Identifier", inChronology: false)

  public static let fields: [Field<PersonIdentifier>] = [
    Field("scheme", \.scheme, "Kind of identifier", required: .always, inHeadline: true),
    Field("value", \.value, "Identifier", required: .always, inHeadline: true),
    Field("from", \.from, "Valid from"),
    Field("to", \.to, "Valid to"),
    Field("source", \.source, "Where it comes from"),
  ]
}

/// The kinds of identifier that Kith holds.
public enum IdentifierScheme: CodedValue {
  public static var codeSet: String { "kith.identifierScheme" }
}

extension Code where Set == IdentifierScheme {
  /// The authority's own identifier of the child: CHILD in SSDA903, LAchildID in the CIN census.
  public static let laChildID: Self = "laChildId"
  public static let upn: Self = "upn"
  public static let formerUPN: Self = "formerUpn"
  /// Why there is no unique pupil number: UN1 to UN7.
  public static let upnUnknown: Self = "upnUnknown"
  public static let nhsNumber: Self = "nhsNumber"
}
