import Returns

extension SSDA903RuleBook {
  /// The marker of unaccompanied asylum-seekers beside last year's.
  @SSDA903RuleBuilder
  static var asylumYearOnYear: [SSDA903Rule] {
    besideLastYear(
      "205A", [.CHILD],
      """
      The child was an unaccompanied asylum-seeker in last year's return and is not in this \
      year's, and no date in last year's says why. Add the child to UASC, or have the date put \
      right.
      """,
      fails: """
        Header !
        UASC *
        Header_last
        UASC_last SEX=M DUC=01/06/2026
        """,
      passes: """
        Header
        UASC *
        Header_last
        UASC_last SEX=M DUC=31/03/2025
        """
    ) { years in
      guard years.header != nil || years.uasc != nil else { return false }
      let wasWithin = years.ceasedLast.isWithin(
        years.setting.start.adding(years: -1), years.setting.end.adding(years: -1))
      return years.markerLast == "1" && years.marker != "1"
        && (years.uasc?[.DUC].isGiven == true || !wasWithin)
    }

    besideLastYear(
      "205B", [.DUC],
      """
      The child is an unaccompanied asylum-seeker in both years. Then last year's date of ceasing \
      should be the 18th birthday, and this year's the same or in this year. Check both dates.
      """,
      fails: """
        Header
        UASC SEX=M DOB=01/09/2009
        Header_last
        UASC_last SEX=M DOB=01/09/2009
        """,
      passes: """
        Header
        UASC SEX=M DOB=01/09/2009 DUC=01/06/2025
        Header_last
        UASC_last SEX=M DOB=01/09/2009 DUC=01/09/2027
        """
    ) { years in
      guard years.uasc != nil, let last = years.uascLast, years.marker == "1",
        years.markerLast == "1"
      else { return false }
      let isExplained =
        years.ceased.isWithin(years.setting.start, years.setting.end)
        || years.ceased == years.ceasedLast
      return !isExplained || years.ceasedLast != last.day(.DOB).adding(years: 18)
    }

    besideLastYear(
      "205C", [.DUC],
      """
      There is a date on which the status of an unaccompanied asylum-seeker ceased, but neither \
      year marks the child as one. Set the marker to 1 or clear the date.
      """,
      fails: "Header UASC=0\nUASC DUC=01/09/2025\nUASC_last *",
      passes: """
        Header UASC=1
        UASC DUC=01/09/2025
        Header CHILD=2 UASC=0
        UASC CHILD=2
        UASC_last *
        """
    ) { years in
      years.uasc != nil && isNotMarked(years.marker) && isNotMarked(years.markerLast)
        && (years.ceased.isKnown || years.ceasedLast.isKnown)
    }

    SSDA903Rule(
      "205D",
      flags: [
        .optional(HeaderColumn.self, [], extra: ["UASC"]), .optional(UASCColumn.self, [.CHILD]),
      ],
      """
      The child is marked as an unaccompanied asylum-seeker this year, but was in last year's \
      return without the marker. Check since when the child is one.
      """,
      fails: "Header UASC=1\nHeader_last UASC=0",
      passes: "Header UASC=1\nHeader_last UASC=1\nHeader CHILD=2 UASC=1",
      obstacle: { setting in setting.missingAsylumMarker }
    ) { child, found in
      for header in child.header where header.asylumMarker == "1" && child.wasWithoutMarker {
        found.flag(header)
      }
      for uasc in child.uasc
      where child.header.isEmpty && uasc.impliedMarker == "1" && child.wasWithoutMarker
        && !child.setting.given.contains(.header)
      {
        found.flag(uasc)
      }
    }
  }

  private static func isNotMarked(_ marker: CellText) -> Bool { marker.isNone || marker == "0" }

  /// A rule that flags what this year's return has of a child in UASC of either year.
  private static func besideLastYear(
    _ code: String, _ columns: [UASCColumn], _ message: String, fails: String, passes: String,
    where isWrong: @escaping @Sendable (AsylumYears) -> Bool
  ) -> SSDA903Rule {
    SSDA903Rule(
      code,
      flags: [
        .of(UASCColumn.self, columns), .optional(HeaderColumn.self, [], extra: ["UASC"]),
      ], needs: [.lastYear(.uasc)], message, fails: fails, passes: passes,
      obstacle: { setting in
        // The marker of an XML return stands in Header and nowhere else.
        setting.isXML ? setting.missing([.table(.header), .lastYear(.header)]) : nil
      }
    ) { child, found in
      AsylumYears.each(of: child, where: isWrong) { years in
        if let uasc = years.uasc { found.flag(uasc) }
        if let header = years.header { found.flag(header) }
      }
    }
  }
}

extension CheckedChild {
  /// Whether the child was in last year's return without the marker.
  fileprivate var wasWithoutMarker: Bool {
    last.header.contains { $0.asylumMarker != "1" }
      || (last.header.isEmpty && last.uasc.contains { $0.impliedMarker != "1" }
        && !setting.givenLast.contains(.header))
  }
}
