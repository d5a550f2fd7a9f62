public import Returns

/// What rules on episodes want beside the columns of the file.
extension CheckedRow<EpisodeColumn> {
  /// The authority that the placement is in, `SCO`, `NIR` or `WAL`; none where it is not known.
  public var PL_LA: CellText { extra(0) }

  /// `IN` where the placement is in the authority's own area, otherwise `OUT`.
  public var PL_LOCATION: CellText { extra(1) }

  /// Tenths of a mile from home to the placement; nil where it cannot be worked out.
  public var PL_DISTANCE: Int? { extra(2).tenths }

  /// Whether it is a short break (V3, V4), which is not being looked after for the statistics.
  @inline(__always)
  public var isShortBreak: Bool { self[.LS] == "V3" || self[.LS] == "V4" }

  /// Whether it is a temporary placement (T0 to T4), which interrupts another one.
  @inline(__always)
  public var isTemporary: Bool { self[.PLACE].isOne(of: .temporaryPlacements) }

  /// Whether care ended with an adoption (E11, E12).
  @inline(__always)
  public var isAdoption: Bool { self[.REC] == "E11" || self[.REC] == "E12" }

  /// Whether care ended: every reason but X1, which says that another episode follows.
  @inline(__always)
  public var isCareEnded: Bool { self[.REC].isOne(of: .ceasingReasons) }

  /// Whether it touches the time from `start` to `end`; an end that cannot be read counts as none.
  @inline(__always)
  public func touches(_ start: CellDay, _ end: CellDay) -> Bool {
    day(.DECOM) <= end && (day(.DEC) >= start || !day(.DEC).isKnown)
  }
}

extension CheckedRow<HeaderColumn> {
  /// 1 where the child is or was an unaccompanied asylum-seeker, 0 where not.
  public var asylumMarker: CellText { extra(0) }
}

extension CheckedRow<OC3Column> {
  /// Whether anything is said of the care leaver.
  public var isFilled: Bool { hasAny(.IN_TOUCH, .ACTIV, .ACCOM) }
}

extension CheckedRow<AD1Column> {
  /// Whether anything is said of the adoption.
  public var isFilled: Bool {
    hasAny(.DATE_INT, .DATE_MATCH, .FOSTER_CARE, .NB_ADOPTR, .SEX_ADOPTR, .LS_ADOPTR)
  }

  public var isComplete: Bool {
    hasAll(.DATE_INT, .DATE_MATCH, .FOSTER_CARE, .NB_ADOPTR, .SEX_ADOPTR, .LS_ADOPTR)
  }
}

extension CheckedRow<OC2Column> {
  /// Whether anything is said of the child's health, the strengths and difficulties score apart.
  public var isHealthFilled: Bool {
    hasAny(
      .CONVICTED, .HEALTH_CHECK, .IMMUNISATIONS, .TEETH_CHECK, .HEALTH_ASSESSMENT,
      .SUBSTANCE_MISUSE, .INTERVENTION_RECEIVED, .INTERVENTION_OFFERED)
  }
}

extension CodeList {
  static let temporaryPlacements: CodeList = ["T0", "T1", "T2", "T3", "T4"]
  static let adoptionPlacements: CodeList = ["A3", "A4", "A5", "A6"]
  static let fosterPlacements: CodeList = ["U1", "U2", "U3", "U4", "U5", "U6"]
  static let ceasingReasons: CodeList = [
    "E2", "E3", "E4A", "E4B", "E5", "E6", "E7", "E8", "E9", "E11", "E12", "E13", "E14", "E15",
    "E16", "E17", "E41", "E45", "E46", "E47", "E48",
  ]
}
