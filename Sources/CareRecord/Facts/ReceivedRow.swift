/// A row of a return that the facts do not derive exactly as it was received.
///
/// It holds good only while the facts still derive what they derived when it came: once somebody mends
/// the facts, the mended facts speak. So nothing received is lost, and nothing old lives on.
public struct ReceivedRow: Fact {
  public var returnName = ""
  public var year = 0
  public var table = ""
  public var key = ""
  public var received = ""
  public var derived = ""

  public init() {}

  public static let kind = FactKind("received_row", "Row as received", inChronology: false)

  public static let fields: [Field<ReceivedRow>] = [
    Field("return", \.returnName, "Return", required: .always, inHeadline: true),
    Field("year", \.year, "Year ending 31 March", required: .always),
    Field("table", \.table, "Table", required: .always, inHeadline: true),
    Field("key", \.key, "Row", help: "What tells it from the child's other rows of the table"),
    Field(
      "received", \.received, "As received",
      help: "The row in the return's own columns; empty where the return had no such row"),
    Field("derived", \.derived, "As the facts say", help: "Empty where the facts give no such row"),
  ]
}
