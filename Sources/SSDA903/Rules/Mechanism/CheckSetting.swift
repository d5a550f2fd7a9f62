public import Returns

/// What is the same for every child of a return that is being checked.
public final class CheckSetting: Sendable {
  /// The collection year, which sets the dates.
  public let year: CollectionYear
  /// The year of the rule book.
  public let ruleSet: CollectionYear
  public let start: CellDay
  public let end: CellDay
  /// The code of the authority that the return is from, such as `E08000035`.
  public let authority: CellText?
  public let reference: ReferenceData
  /// Whether the return came as XML, which carries the marker of unaccompanied asylum-seekers.
  public let isXML: Bool
  /// The tables that this year's submission has, with or without rows.
  public let given: SSDA903TableSet
  public let givenLast: SSDA903TableSet
  /// Whether a marker of unaccompanied asylum-seekers stands in Header, or can be worked out.
  public let hasAsylumMarker: Bool
  public let hasAsylumMarkerLast: Bool
  /// Whether the episodes bring PL_LA, PL_LOCATION and PL_DISTANCE of their own.
  let givenPlacement: Bool

  init(
    year: CollectionYear, ruleSet: CollectionYear, authority: CellText?,
    reference: ReferenceData, isXML: Bool, given: SSDA903TableSet,
    givenLast: SSDA903TableSet, hasAsylumMarker: Bool, hasAsylumMarkerLast: Bool,
    givenPlacement: Bool
  ) {
    self.year = year
    self.ruleSet = ruleSet
    self.start = CellDay(year.start)
    self.end = CellDay(year.end)
    self.authority = authority
    self.reference = reference
    self.isXML = isXML
    self.given = given
    self.givenLast = givenLast
    self.hasAsylumMarker = hasAsylumMarker
    self.hasAsylumMarkerLast = hasAsylumMarkerLast
    self.givenPlacement = givenPlacement
  }

  /// Whether what would be looked up in this reference data came with the return itself.
  func isGiven(_ kind: ReferenceKind) -> Bool { kind != .providers && givenPlacement }
}
