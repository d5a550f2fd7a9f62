/// How a care leaver was doing around a birthday from the 17th to the 21st, as reported.
///
/// Source: SSDA903 OC3.
public struct CareLeaverContact: Fact {
  public var year = 0
  public var inTouch: Code<InTouch>?
  public var activity: Code<Activity>?
  public var accommodation: Code<Accommodation>?

  public init() {}

  public static let kind = FactKind("care_leaver_contact", "Care leaver contact")

  public static let fields: [Field<CareLeaverContact>] = [
    Field("year", \.year, "Year ending 31 March", required: .always),
    Field("in_touch", \.inTouch, "In touch?", inHeadline: true),
    Field("activity", \.activity, "Main activity", inHeadline: true),
    Field(
      "accommodation", \.accommodation, "Where they live, and whether it is suitable",
      inHeadline: true),
  ]

  public var occurred: Occurrence? { ReportedYear.occurrence(of: year) }
}

/// Whether the authority was in touch.
public enum InTouch: CodedValue {
  public static var codeSet: String { "ssda903.IN_TOUCH" }
}

/// Education, employment or training.
public enum Activity: CodedValue {
  public static var codeSet: String { "ssda903.ACTIV" }
}

/// Kind of accommodation and its suitability.
public enum Accommodation: CodedValue {
  public static var codeSet: String { "ssda903.ACCOM" }
}
