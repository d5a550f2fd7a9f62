public import CivilTime

/// A visit to a child or to several, whoever made it and whatever plan it belongs to.
///
/// What concerns one child alone is in that child's own `ChildAtVisit`.
///
/// Source: Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28; local
/// practice for other plans.
public struct Visit: Fact {
  public var on = Day.unset
  public var purpose: Code<VisitPurpose>?
  public var place = ""
  public var note = Narrative()

  public init() {}

  public static let kind = FactKind("visit", "Visit", zone: .narrative)

  public static let fields: [Field<Visit>] = [
    Field("on", \.on, "Date of the visit", required: .always),
    Field("purpose", \.purpose, "What was it for?", inHeadline: true),
    Field("place", \.place, "Where was it?"),
    Field("note", \.note, "What happened"),
  ]

  public var occurred: Occurrence? { .on(on) }
}

/// What a visit was for.
public enum VisitPurpose: CodedValue {
  public static var codeSet: String { "kith.visitPurpose" }
}
