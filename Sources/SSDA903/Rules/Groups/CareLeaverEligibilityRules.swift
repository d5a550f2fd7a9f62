import Returns

extension SSDA903RuleBook {
  /// Who is a care leaver, by the episodes of this year and last year.
  @SSDA903RuleBuilder
  static var careLeaverEligibility: [SSDA903Rule] {
    SSDA903Rule(
      "1000", of: OC3Column.self, OC3Column.careLeaverBlock, needs: [.table(.episodes)],
      """
      An episode says that this young person died in care (E2), so nothing is asked about leaving \
      care. Clear the entries or correct the reason.
      """,
      fails: "OC3 IN_TOUCH=YES\nEpisodes REC=E2",
      passes: "OC3 IN_TOUCH=YES\nEpisodes REC=E4A\nOC3 CHILD=2\nEpisodes CHILD=2 REC=E2"
    ) { leaver, child in
      leaver.isFilled
        && (child.episodes.contains { $0[.REC] == "E2" }
          || child.last.episodes.contains { $0[.REC] == "E2" })
    }

    SSDA903Rule(
      "1001", flags: [.of(OC3Column.self, OC3Column.careLeaverBlock)],
      needs: [.table(.episodes), .lastYear(.episodes), .table(.header)],
      """
      By the episodes of this year and last year this young person was adopted, or was not looked \
      after for 13 weeks since the age of 14 and for a day since 16. If earlier care makes them a \
      care leaver say so when asked; otherwise clear the entries.
      """,
      fails: """
        Header DOB=01/06/2008
        OC3 IN_TOUCH=YES !
        Episodes DECOM=01/01/2025 DEC=31/03/2025 LS=C2
        Episodes_last DECOM=01/01/2025 LS=C2
        Header CHILD=2 DOB=01/06/2007
        OC3 CHILD=2 IN_TOUCH=YES !
        Episodes CHILD=2 DECOM=01/01/2020 DEC=01/05/2025 REC=E11 LS=C2
        """,
      passes: """
        Header DOB=01/06/2008
        OC3 IN_TOUCH=YES
        Episodes DECOM=01/01/2025 DEC=02/04/2025 LS=C2
        Episodes_last DECOM=01/01/2025 LS=C2
        Header CHILD=2 DOB=31/03/2006
        OC3 CHILD=2 IN_TOUCH=YES
        """
    ) { child, found in
      guard child.isCareLeaver, child.isAdoptedAtLast || child.isShortOfCareForLeaver else {
        return
      }
      for leaver in child.oc3 where leaver.isFilled { found.flag(leaver) }
    }

    SSDA903Rule(
      "1002", of: OC3Column.self, OC3Column.careLeaverBlock,
      needs: [.table(.episodes), .lastYear(.episodes)],
      """
      This young person has no episodes this year or last year. Check the child identifier; if \
      their care ended longer ago, say so when asked.
      """,
      fails: "OC3 IN_TOUCH=YES\nEpisodes *\nEpisodes_last CHILD=2",
      passes: "OC3 IN_TOUCH=YES\nEpisodes *\nEpisodes_last DECOM=01/04/2024"
    ) { _, child in child.episodes.isEmpty && child.last.episodes.isEmpty }

    SSDA903Rule(
      "1010", of: OC3Column.self, OC3Column.careLeaverBlock,
      needs: [.table(.episodes), .lastYear(.episodes)],
      """
      Last year's return left this child in care with an open episode, and this year's has no \
      episodes. Add them, with how the care ended.
      """,
      fails: "OC3 IN_TOUCH=YES\nEpisodes *\nEpisodes_last DECOM=01/04/2024",
      passes: "OC3 IN_TOUCH=YES\nEpisodes *\nEpisodes_last DECOM=01/04/2024 DEC=31/03/2025"
    ) { _, child in
      guard child.episodes.isEmpty,
        let latest = child.journeyLast.sequence.last(where: { $0.day(.DECOM).isKnown })
      else { return false }
      return latest[.DEC].isNone
    }

    SSDA903Rule(
      "1011", of: OC3Column.self, OC3Column.careLeaverBlock, needs: [.table(.episodes)],
      """
      The last episode says that another authority took over the care (E3), so that one reports \
      the young person as a care leaver. Clear the entries or correct the reason.
      """,
      fails: "OC3 IN_TOUCH=YES\nEpisodes DECOM=01/04/2025 REC=E3",
      passes: """
        OC3 IN_TOUCH=YES
        Episodes DECOM=01/04/2025 REC=E3
        Episodes DECOM=01/06/2025 REC=E4A
        """
    ) { leaver, child in
      leaver.isFilled && child.journey.latest?[.REC] == "E3"
    }
  }

  /// Care leaver entries beside entries that are for children in care or adopted.
  @SSDA903RuleBuilder
  static var careLeaverConflicts: [SSDA903Rule] {
    SSDA903Rule(
      "134", of: AD1Column.self, adoptionBlock, needs: [.table(.oc3)],
      """
      There are entries for a care leaver and for an adoption. Only one of them can be right: \
      clear the other.
      """,
      fails: "AD1 DATE_INT=01/05/2025\nOC3 IN_TOUCH=YES",
      passes: "AD1 DATE_INT=01/05/2025\nOC3\nAD1 CHILD=2\nOC3 CHILD=2 IN_TOUCH=YES"
    ) { adoption, child in child.isCareLeaver && adoption.isFilled }

    SSDA903Rule(
      "187",
      flags: [
        .of(OC3Column.self, OC3Column.careLeaverBlock), .of(AD1Column.self, adoptionBlock),
      ], needs: [.table(.episodes)],
      """
      By the episodes this child was looked after for the whole year, so there should be no \
      entries for a care leaver or an adoption. Clear them or correct the episodes.
      """,
      fails: "OC3 IN_TOUCH=YES\nAD1 DATE_INT=01/05/2025\nEpisodes DECOM=01/04/2025 RNE=S LS=C2",
      passes: """
        OC3 IN_TOUCH=YES
        AD1 DATE_INT=01/05/2025
        Episodes DECOM=01/04/2025 DEC=30/03/2026 REC=E4A LS=C2
        OC3 CHILD=2
        Episodes CHILD=2 DECOM=01/04/2025 LS=C2
        """
    ) { child, found in
      guard child.journey.isContinuous else { return }
      for leaver in child.oc3 where leaver.isFilled { found.flag(leaver) }
      for adoption in child.ad1 where adoption.isFilled { found.flag(adoption) }
    }

    SSDA903Rule(
      "215",
      flags: [
        .of(OC3Column.self, OC3Column.careLeaverBlock),
        .of(OC2Column.self, OC2Column.healthBlock),
      ],
      """
      There are entries for a care leaver and health entries for a child looked after all year. \
      Only one of them can be right: clear the other.
      """,
      fails: "OC3 IN_TOUCH=YES\nOC2 TEETH_CHECK=1",
      passes: "OC3 IN_TOUCH=YES\nOC2 SDQ_SCORE=12\nOC3 CHILD=2\nOC2 CHILD=2 TEETH_CHECK=1"
    ) { child, found in
      guard child.isCareLeaver, child.oc2.contains(where: { $0.isHealthFilled }) else { return }
      for leaver in child.oc3 where leaver.isFilled { found.flag(leaver) }
      for health in child.oc2 where health.isHealthFilled { found.flag(health) }
    }
  }

  private static let adoptionBlock: [AD1Column] = [
    .DATE_INT, .DATE_MATCH, .FOSTER_CARE, .NB_ADOPTR, .SEX_ADOPTR, .LS_ADOPTR,
  ]
}

extension CheckedChild {
  /// Whether the latest episode of both years ended with an adoption.
  fileprivate var isAdoptedAtLast: Bool {
    var latest: CheckedJourney.Episode?
    eachPooledEpisode { episode, _ in
      guard episode.day(.DECOM).isKnown else { return }
      if latest.map({ $0.day(.DECOM) < episode.day(.DECOM) }) ?? true { latest = episode }
    }
    return latest?.isAdoption ?? false
  }

  /// Whether both years together do not have the care that makes a care leaver: 13 weeks since the
  /// age of 14, and a day since 16.
  ///
  /// Two years cannot tell that of anybody who is 20 at the end of the year, or whose age is not
  /// known.
  ///
  /// Source: Children Act 1989, Schedule 2, paragraph 19B, and the Care Leavers (England)
  /// Regulations 2010, regulation 3.
  fileprivate var isShortOfCareForLeaver: Bool {
    header.contains { header in
      let birth = header.day(.DOB)
      guard birth.adding(years: 20) > end else { return false }
      let (at14, at16) = (birth.adding(years: 14), birth.adding(years: 16))
      var (since14, since16) = (0, 0)
      eachPooledEpisode { episode, ended in
        if episode.isShortBreak { return }
        since14 += ended.daysOrNone(since: .later(episode.day(.DECOM), at14))
        since16 += ended.daysOrNone(since: .later(episode.day(.DECOM), at16))
      }
      return since14 < 91 || since16 < 1
    }
  }
}
