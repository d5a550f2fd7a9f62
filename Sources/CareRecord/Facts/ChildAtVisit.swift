public import CivilTime

/// What a visit found about one child: whether seen, seen alone, and what concerns this child only.
public struct ChildAtVisit: Fact {
  public var visit: FactID?
  public var on = Day.unset
  public var childSeen = false
  public var childSeenAlone: Bool?
  public var note = Narrative()

  public init() {}

  public static let kind = FactKind("child_at_visit", "Child at a visit", zone: .narrative)

  public static let fields: [Field<ChildAtVisit>] = [
    Field("visit", \.visit, "Visit", required: .always),
    Field("on", \.on, "Date of the visit", required: .always),
    Field(
      "child_seen", \.childSeen, "Was the child seen?",
      required: .by("child protection and looked-after visits"), inHeadline: true),
    Field(
      "child_seen_alone", \.childSeenAlone, "Was the child seen alone?",
      help: "Away from carers, where that was right for the child", inHeadline: true),
    Field("note", \.note, "What this child said and showed"),
  ]

  public var occurred: Occurrence? { .on(on) }
}
