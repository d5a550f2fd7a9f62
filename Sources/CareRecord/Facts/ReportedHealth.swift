/// What the yearly return said about a child's health: reported, until the checks themselves are held.
///
/// Source: SSDA903 OC2.
public struct ReportedHealth: Fact {
  public var year = 0
  public var healthCheck: Bool?
  public var immunisations: Bool?
  public var teethCheck: Bool?
  public var healthAssessment: Bool?

  public init() {}

  public static let kind = FactKind("reported_health", "Health, as reported")

  public static let fields: [Field<ReportedHealth>] = [
    Field("year", \.year, "Year ending 31 March", required: .always),
    Field("health_check", \.healthCheck, "Health surveillance up to date?"),
    Field("immunisations", \.immunisations, "Immunisations up to date?", inHeadline: true),
    Field("teeth_check", \.teethCheck, "Teeth checked by a dentist?", inHeadline: true),
    Field(
      "health_assessment", \.healthAssessment, "Annual health assessment done?", inHeadline: true),
  ]

  public var occurred: Occurrence? { ReportedYear.occurrence(of: year) }
}
