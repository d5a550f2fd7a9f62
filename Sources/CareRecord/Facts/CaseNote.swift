public import CivilTime

/// A note on a child's record that belongs to no other kind.
public struct CaseNote: Fact {
  public var on = Day.unset
  public var title = ""
  public var note = Narrative()

  public init() {}

  public static let kind = FactKind("case_note", "Case note", zone: .narrative)

  public static let fields: [Field<CaseNote>] = [
    Field("on", \.on, "Date", required: .always),
    Field("title", \.title, "What it is about", required: .always, inHeadline: true),
    Field("note", \.note, "Note", required: .always),
  ]

  public var occurred: Occurrence? { .on(on) }
}
