/// Whether a child was convicted or cautioned in a year, as reported.
///
/// Source: SSDA903 CONVICTED.
public struct ReportedConviction: Fact {
  public var year = 0
  public var convicted = false

  public init() {}

  public static let kind = FactKind("reported_conviction", "Convictions, as reported")

  public static let fields: [Field<ReportedConviction>] = [
    Field("year", \.year, "Year ending 31 March", required: .always),
    Field("convicted", \.convicted, "Convicted or cautioned in the year?", inHeadline: true),
  ]

  public var occurred: Occurrence? { ReportedYear.occurrence(of: year) }
}
