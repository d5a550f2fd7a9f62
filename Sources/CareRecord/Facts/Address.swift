public import CivilTime

/// Where someone lived, and from when to when.
public struct Address: Fact {
  public var from: Day?
  public var to: Day?
  public var lines = ""
  public var postcode = ""
  public var isProtected = false

  public init() {}

  public static let kind = FactKind("address", "Address", zone: .protectedAddress)

  public static let fields: [Field<Address>] = [
    Field("from", \.from, "From"),
    Field("to", \.to, "To"),
    Field("lines", \.lines, "Address", inHeadline: true),
    Field("postcode", \.postcode, "Postcode", inHeadline: true),
    Field(
      "is_protected", \.isProtected, "Keep this address from others?",
      help: "For example a refuge. It is then never printed or sent by default."),
  ]

  public var occurred: Occurrence? { from.map { .span(from: $0, to: to) } }
}
