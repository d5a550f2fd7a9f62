/// Whether a substance misuse problem was found in a year, and what help came of it, as reported.
///
/// Source: SSDA903 SUBSTANCE_MISUSE, INTERVENTION_RECEIVED and INTERVENTION_OFFERED.
public struct ReportedSubstanceMisuse: Fact {
  public var year = 0
  public var problem: Bool?
  public var interventionReceived: Bool?
  public var interventionOffered: Bool?

  public init() {}

  public static let kind = FactKind("reported_substance_misuse", "Substance misuse, as reported")

  public static let fields: [Field<ReportedSubstanceMisuse>] = [
    Field("year", \.year, "Year ending 31 March", required: .always),
    Field("problem", \.problem, "Problem identified?", inHeadline: true),
    Field("intervention_received", \.interventionReceived, "Help received?"),
    Field("intervention_offered", \.interventionOffered, "Help offered?"),
  ]

  public var occurred: Occurrence? { ReportedYear.occurrence(of: year) }
}
