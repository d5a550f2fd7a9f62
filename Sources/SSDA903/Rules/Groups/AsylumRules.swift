import Returns

extension SSDA903RuleBook {
  /// Unaccompanied asylum-seeking children, and when the status ceased.
  @SSDA903RuleBuilder
  static var asylum: [SSDA903Rule] {
    SSDA903Rule(
      "104", of: UASCColumn.self, [.DUC],
      """
      The date on which the status of an unaccompanied asylum-seeker ceased is not a date, or is \
      before the collection year. Correct it.
      """,
      fails: "UASC DUC=31/03/2025\nUASC CHILD=2 DUC=31/02/2026",
      passes: "UASC DUC=01/04/2025\nUASC CHILD=2"
    ) { uasc, child in uasc[.DUC].isGiven && !(uasc.day(.DUC) >= child.start) }

    SSDA903Rule(
      "105", of: HeaderColumn.self, [], extra: ["UASC"],
      "The marker of unaccompanied asylum-seekers must be 0 (no) or 1 (yes). Enter one of them.",
      fails: "Header UASC=2\nHeader CHILD=2\nXML",
      passes: "Header UASC=0\nHeader CHILD=2 UASC=1\nXML",
      obstacle: { setting in
        setting.isXML
          ? nil : "a CSV return has no such marker; it is worked out from the table UASC"
      }
    ) { header, _ in
      let marker = header.asylumMarker.wholeNumber
      return marker != 0 && marker != 1
    }

    SSDA903Rule(
      "231", years: .from(2025), of: HeaderColumn.self, [.DOB], extra: ["UASC"],
      """
      This unaccompanied asylum-seeking child is under 11 at the end of the year, which is rare. \
      Check the date of birth; if it is right, say so when asked.
      """,
      severity: .query, fails: "Header UASC=1 DOB=01/04/2015",
      passes: "Header UASC=1 DOB=31/03/2015\nHeader CHILD=2 UASC=0 DOB=01/04/2020",
      obstacle: { setting in
        setting.hasAsylumMarker
          ? nil : "the return does not say which children are unaccompanied asylum-seekers"
      }
    ) { header, child in
      header.asylumMarker == "1" && header.day(.DOB) > child.end.adding(years: -11)
    }

    SSDA903Rule(
      "303", flags: [.of(UASCColumn.self, [.DUC]), .of(HeaderColumn.self, [], extra: ["UASC"])],
      """
      There is a date on which the status of an unaccompanied asylum-seeker ceased, but the child \
      is not marked as one. Set the marker to 1 or clear the date.
      """,
      fails: "Header UASC=0\nUASC DUC=01/09/2025",
      passes: "Header UASC=1\nUASC DUC=01/09/2025\nHeader CHILD=2 UASC=0\nUASC CHILD=2",
      obstacle: { setting in
        setting.hasAsylumMarker
          ? nil : "the return does not say which children are unaccompanied asylum-seekers"
      }
    ) { child, found in
      for uasc in child.uasc where uasc[.DUC].isGiven {
        for header in child.header where header.asylumMarker.wholeNumber != 1 {
          found.flag(uasc)
          found.flag(header)
        }
      }
    }

    SSDA903Rule(
      "304", of: UASCColumn.self, [.DUC],
      """
      The status of an unaccompanied asylum-seeker ceases at the 18th birthday at the latest, and \
      this date is after it. Correct the date or the date of birth.
      """,
      fails: "UASC DOB=01/09/2007 DUC=02/09/2025", passes: "UASC DOB=01/09/2007 DUC=01/09/2025"
    ) { uasc, _ in uasc.day(.DUC) > uasc.day(.DOB).adding(years: 18) }

    SSDA903Rule(
      "1014",
      flags: [
        .of(UASCColumn.self, [.DUC]), .of(OC3Column.self, OC3Column.careLeaverBlock),
      ], needs: [.table(.episodes)],
      """
      This young person is in the return as a care leaver only, so nothing is asked about asylum. \
      Remove the row in UASC, or add the episodes of this year.
      """,
      fails: """
        UASC DUC=01/09/2025
        OC3 IN_TOUCH=YES
        Episodes DECOM=01/01/2024 DEC=31/03/2025
        UASC CHILD=2
        OC3 CHILD=2 IN_TOUCH=YES
        """,
      passes: """
        UASC DUC=01/09/2025
        OC3 IN_TOUCH=YES
        Episodes DECOM=01/01/2024 DEC=01/04/2025
        UASC CHILD=2
        OC3 CHILD=2
        """
    ) { child, found in
      guard !child.uasc.isEmpty, child.isCareLeaver,
        !child.episodes.contains(where: { $0.touches(child.start, child.end) })
      else { return }
      found.flag(all: child.uasc)
      for leaver in child.oc3 where leaver.isFilled { found.flag(leaver) }
    }
  }
}
