import Returns

extension SSDA903RuleBook {
  /// What is said of young people who have left care (OC3).
  @SSDA903RuleBuilder
  static var careLeavers: [SSDA903Rule] {
    SSDA903Rule(
      "131", of: OC3Column.self, [.IN_TOUCH],
      """
      It is not said in a code of the return whether you are in touch with the young person. Use \
      YES, NO, DIED, REFU, NREQ or RHOM.
      """,
      fails: "OC3 IN_TOUCH=Y\nOC3 CHILD=2", passes: "OC3 IN_TOUCH=YES"
    ) { leaver, _ in !leaver[.IN_TOUCH].isOne(of: inTouch) }

    SSDA903Rule(
      "132", of: OC3Column.self, [.ACTIV],
      """
      The main activity is missing or is not a code of the return. Enter the code, or 0 where it \
      is not known or not asked.
      """,
      fails: "OC3 ACTIV=F3\nOC3 CHILD=2", passes: "OC3 ACTIV=F4\nOC3 CHILD=2 ACTIV=0"
    ) { leaver, _ in !leaver[.ACTIV].isOne(of: activities) }

    SSDA903Rule(
      "133", of: OC3Column.self, [.ACCOM],
      """
      The accommodation is missing or is not a code of the return. Enter its letter with 1 \
      (suitable) or 2 (not suitable), or 0 where it is not asked.
      """,
      fails: "OC3 ACCOM=X1\nOC3 CHILD=2", passes: "OC3 ACCOM=X2\nOC3 CHILD=2 ACCOM=0"
    ) { leaver, _ in !leaver[.ACCOM].isOne(of: accommodation) }

    SSDA903Rule(
      "153", of: OC3Column.self, OC3Column.careLeaverBlock,
      """
      Only part of what is asked of a care leaver is answered. Answer all three: in touch, \
      activity and accommodation; or clear all three.
      """,
      fails: "OC3 IN_TOUCH=YES ACTIV=F1", passes: "OC3 IN_TOUCH=YES ACTIV=F1 ACCOM=B1\nOC3 CHILD=2"
    ) { leaver, _ in leaver.isFilled && !leaver.hasAll(.IN_TOUCH, .ACTIV, .ACCOM) }

    SSDA903Rule(
      "344", of: OC3Column.self, OC3Column.careLeaverBlock,
      """
      The young person died or returned home (DIED, RHOM), so activity and accommodation must \
      both be 0. Correct them.
      """,
      fails: "OC3 IN_TOUCH=DIED ACTIV=0", passes: "OC3 IN_TOUCH=DIED ACTIV=0 ACCOM=0"
    ) { leaver, _ in
      (leaver[.IN_TOUCH] == "DIED" || leaver[.IN_TOUCH] == "RHOM")
        && (leaver[.ACTIV] != "0" || leaver[.ACCOM] != "0")
    }

    SSDA903Rule(
      "345", of: OC3Column.self, OC3Column.careLeaverBlock,
      """
      You are in touch with the young person, but activity or accommodation is 0. Enter what they \
      do and where they live.
      """,
      fails: "OC3 IN_TOUCH=YES ACTIV=F1 ACCOM=0", passes: "OC3 IN_TOUCH=YES ACTIV=F1 ACCOM=B1"
    ) { leaver, _ in
      leaver[.IN_TOUCH] == "YES" && (leaver[.ACTIV] == "0" || leaver[.ACCOM] == "0")
    }

    SSDA903Rule(
      "348", years: .from(2026), of: OC3Column.self, [.IN_TOUCH], needs: [.lastYear(.oc3)],
      """
      Last year's return said that this young person had died. Check the identifier, and correct \
      the entry of the year that is wrong.
      """,
      fails: "OC3 IN_TOUCH=YES\nOC3_last IN_TOUCH=DIED",
      passes: "OC3 IN_TOUCH=DIED\nOC3_last IN_TOUCH=DIED"
    ) { leaver, child in
      leaver[.IN_TOUCH] != "DIED" && child.last.oc3.contains { $0[.IN_TOUCH] == "DIED" }
    }
  }

  /// Care leavers and their age.
  @SSDA903RuleBuilder
  static var careLeaverAge: [SSDA903Rule] {
    SSDA903Rule(
      "391", of: OC3Column.self, [.DOB] + OC3Column.careLeaverBlock,
      """
      Care leavers are reported from the age of 17, and this young person was younger at the end \
      of the year. Correct the date of birth or clear the entries.
      """,
      fails: "OC3 DOB=01/04/2009 IN_TOUCH=YES", passes: "OC3 DOB=31/03/2009 IN_TOUCH=YES"
    ) { leaver, child in
      leaver.isFilled && leaver.day(.DOB).adding(years: 17) > child.end
    }

    SSDA903Rule(
      "347", years: .from(2024), of: OC3Column.self, [.ACCOM, .DOB],
      """
      A young person who was under 18 when the year began cannot be in a foyer (T1, T2). Correct \
      the accommodation or the date of birth.
      """,
      fails: "OC3 ACCOM=T1 DOB=02/04/2007", passes: "OC3 ACCOM=T1 DOB=01/04/2007"
    ) { leaver, child in
      (leaver[.ACCOM] == "T1" || leaver[.ACCOM] == "T2")
        && leaver.day(.DOB).adding(years: 18) > child.start
    }

    SSDA903Rule(
      "3001", of: OC3Column.self, [.ACCOM], needs: [.table(.header)],
      """
      Living with former foster carers (Z1, Z2) is not a code for a young person who turned 17 \
      this year. Enter another accommodation, or correct the date of birth.
      """,
      fails: "OC3 ACCOM=Z1\nHeader DOB=31/03/2009", passes: "OC3 ACCOM=Z1\nHeader DOB=31/03/2008"
    ) { leaver, child in
      (leaver[.ACCOM] == "Z1" || leaver[.ACCOM] == "Z2")
        && child.header.contains {
          $0.day(.DOB).adding(years: 17).isWithin(child.start, child.end)
        }
    }

    SSDA903Rule(
      "1007", of: OC3Column.self, OC3Column.careLeaverBlock, needs: [.table(.episodes)],
      """
      The young person was still looked after on their 17th or 18th birthday, so nothing is asked \
      about leaving care this year. Clear the entries or correct the episodes.
      """,
      fails: """
        OC3 DOB=01/09/2008 IN_TOUCH=YES
        Episodes DECOM=01/09/2025 DEC=02/09/2025
        OC3 CHILD=2 DOB=01/09/2008 IN_TOUCH=YES
        Episodes CHILD=2 DECOM=01/01/2020
        """,
      passes: """
        OC3 DOB=01/09/2008 IN_TOUCH=YES
        Episodes DECOM=01/01/2020 DEC=01/09/2025
        OC3 CHILD=2 DOB=01/09/2006 IN_TOUCH=YES
        Episodes CHILD=2 DECOM=01/01/2020
        """
    ) { leaver, child in
      guard leaver.isFilled else { return false }
      let birthday = leaver.birthdayAt17Or18(by: child.end)
      return child.episodes.contains {
        $0.day(.DECOM) <= birthday && ($0.day(.DEC) > birthday || !$0.day(.DEC).isKnown)
      }
    }

    SSDA903Rule(
      "1016", years: .from(2024), of: OC3Column.self, OC3Column.careLeaverBlock,
      needs: [.table(.episodes)],
      """
      The young person was looked after until their 17th or 18th birthday or later, so nothing is \
      asked about leaving care this year. Clear the entries or correct the dates.
      """,
      fails: "OC3 DOB=01/09/2008 IN_TOUCH=YES\nEpisodes DECOM=01/01/2020 DEC=01/09/2025",
      passes: "OC3 DOB=01/09/2008 IN_TOUCH=YES\nEpisodes DECOM=01/01/2020 DEC=31/08/2025"
    ) { leaver, child in
      guard leaver.isFilled else { return false }
      let birthday = leaver.birthdayAt17Or18(by: child.end)
      return child.episodes.contains { $0.day(.DEC) >= birthday }
    }
  }

  private static let inTouch: CodeList = ["YES", "NO", "DIED", "REFU", "NREQ", "RHOM"]

  private static let activities: CodeList = [
    "F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5", "G4", "G5", "G6", "0",
  ]

  /// No fixed abode (S) and custody (X) are never suitable.
  private static let accommodation: CodeList = [
    "B1", "B2", "C1", "C2", "D1", "D2", "E1", "E2", "G1", "G2", "H1", "H2", "K1", "K2", "R1", "R2",
    "S2", "T1", "T2", "U1", "U2", "V1", "V2", "W1", "W2", "X2", "Y1", "Y2", "Z1", "Z2", "0",
  ]
}
