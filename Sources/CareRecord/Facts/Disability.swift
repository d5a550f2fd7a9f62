public import CivilTime

/// A disability of the child, while it is known to apply.
///
/// The code NONE says that there is none.
///
/// Source: CIN census Disability (N00099); Children Act 1989, section 17(11).
public struct Disability: Fact {
  public var code: Code<DisabilityCode> = ""
  public var from: Day?
  public var to: Day?

  public init() {}

  public static let kind = FactKind("disability", "Disability")

  public static let fields: [Field<Disability>] = [
    Field("code", \.code, "Disability", required: .always, inHeadline: true),
    Field("from", \.from, "Known from"),
    Field("to", \.to, "Until"),
  ]

  public var occurred: Occurrence? { from.map { .span(from: $0, to: to) } }
}

/// The census's list of disabilities.
public enum DisabilityCode: CodedValue {
  public static var codeSet: String { "cin.Disability" }
}
