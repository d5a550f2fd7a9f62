public import CivilTime

/// Something that anyone who opens the record must know at once, with a day to look at it again.
public struct RecordAlert: Fact {
  public var text = ""
  public var from = Day.unset
  public var to: Day?
  public var reviewOn: Day?

  public init() {}

  public static let kind = FactKind("alert", "Alert")

  public static let fields: [Field<RecordAlert>] = [
    Field("text", \.text, "What must people know?", required: .always, inHeadline: true),
    Field("from", \.from, "From", required: .always),
    Field("to", \.to, "Until"),
    Field("review_on", \.reviewOn, "Look at it again on"),
  ]

  public var occurred: Occurrence? { .span(from: from, to: to) }
}
