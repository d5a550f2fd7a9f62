import Returns

extension SSDA903RuleBook {
  /// Health and offending of children looked after for the whole year (OC2).
  @SSDA903RuleBuilder
  static var health: [SSDA903Rule] {
    SSDA903Rule(
      "181", of: OC2Column.self, OC2Column.healthBlock,
      "Health and offending are answered with 0 (no) or 1 (yes). Correct the other answers.",
      fails: "OC2 TEETH_CHECK=Y", passes: "OC2 TEETH_CHECK=1 CONVICTED=0"
    ) { health, _ in
      OC2Column.healthBlock.contains {
        health[$0].isGiven && health[$0] != "0" && health[$0] != "1"
      }
    }

    SSDA903Rule(
      "182", of: OC2Column.self, OC2Column.healthBlock,
      """
      Immunisations, dental check, health assessment or substance misuse is not answered, \
      although other health items are. Answer these four, or clear all.
      """,
      fails: "OC2 CONVICTED=0 IMMUNISATIONS=1 TEETH_CHECK=1 HEALTH_ASSESSMENT=1",
      passes: """
        OC2 CONVICTED=0 IMMUNISATIONS=1 TEETH_CHECK=1 HEALTH_ASSESSMENT=1 SUBSTANCE_MISUSE=0
        OC2 CHILD=2 IMMUNISATIONS=1
        """
    ) { health, _ in
      !health.isAlwaysWantedComplete
        && health.hasAny(.CONVICTED, .HEALTH_CHECK, .INTERVENTION_RECEIVED, .INTERVENTION_OFFERED)
    }

    SSDA903Rule(
      "190", of: OC2Column.self, OC2Column.healthBlock, needs: [.table(.episodes)],
      """
      Health and offending are only asked of children looked after for the whole year, and by the \
      episodes this child was not. Clear the answers or correct the episodes.
      """,
      fails: "OC2 TEETH_CHECK=1\nEpisodes DECOM=02/04/2025 RNE=S LS=C2",
      passes: "OC2 TEETH_CHECK=1\nEpisodes DECOM=01/04/2025 RNE=S LS=C2"
    ) { health, child in !child.journey.isContinuous && health.isHealthFilled }

    SSDA903Rule(
      "191",
      flags: [
        .of(OC2Column.self, OC2Column.alwaysWanted), .of(EpisodeColumn.self, [.CHILD]),
      ],
      """
      This child was looked after for the whole year, so immunisations, dental check, health \
      assessment and substance misuse must all be answered. Answer them, adding a row in OC2 if \
      there is none.
      """,
      fails: """
        Episodes DECOM=01/04/2025 DEC=01/09/2025 REC=X1 RNE=S LS=C2 !
        Episodes DECOM=01/09/2025 RNE=P LS=C2
        Episodes CHILD=2 DECOM=01/04/2025 RNE=S LS=C2
        OC2 CHILD=2 IMMUNISATIONS=1 TEETH_CHECK=1 HEALTH_ASSESSMENT=1 !
        """,
      passes: """
        Episodes DECOM=02/04/2025 RNE=S LS=C2
        Episodes CHILD=2 DECOM=01/04/2025 RNE=S LS=C2
        OC2 CHILD=2 IMMUNISATIONS=1 TEETH_CHECK=1 HEALTH_ASSESSMENT=1 SUBSTANCE_MISUSE=0
        """
    ) { child, found in
      guard child.journey.isContinuous else { return }
      for health in child.oc2 where !health.isAlwaysWantedComplete { found.flag(health) }
      if child.oc2.isEmpty, let first = child.journey.first { found.flag(first) }
    }
  }

  /// Convictions and the health check of the youngest, which are asked at some ages only.
  @SSDA903RuleBuilder
  static var healthByAge: [SSDA903Rule] {
    SSDA903Rule(
      "542", of: OC2Column.self, [.CONVICTED],
      """
      Convictions are only asked of children aged 10 or over on 31 March. Clear the answer or \
      correct the date of birth.
      """,
      fails: "OC2 CONVICTED=0 DOB=01/04/2016",
      passes: "OC2 CONVICTED=0 DOB=31/03/2016\nOC2 CHILD=2 DOB=01/04/2016"
    ) { health, child in
      health[.CONVICTED].isGiven && health.day(.DOB).adding(years: 10) > child.end
    }

    SSDA903Rule(
      "543", of: OC2Column.self, [.DOB, .CONVICTED], needs: [.table(.episodes)],
      """
      This child was 10 or over on 31 March and looked after for the whole year, so convictions \
      must be answered. Enter 0 or 1.
      """,
      fails: "OC2 DOB=31/03/2016\nEpisodes DECOM=01/04/2025 LS=C2",
      passes: "OC2 DOB=01/04/2016\nEpisodes DECOM=01/04/2025 LS=C2"
    ) { health, child in
      health[.CONVICTED].isNone && child.journey.isContinuous
        && health.day(.DOB).adding(years: 10) <= child.end
    }

    SSDA903Rule(
      "544", of: OC2Column.self, [.CONVICTED] + OC2Column.alwaysWanted,
      """
      A conviction is recorded, but immunisations, dental check, health assessment or substance \
      misuse is not answered. Answer all four.
      """,
      fails: "OC2 CONVICTED=1 IMMUNISATIONS=1 TEETH_CHECK=1 HEALTH_ASSESSMENT=1",
      passes: """
        OC2 CONVICTED=1 IMMUNISATIONS=1 TEETH_CHECK=1 HEALTH_ASSESSMENT=1 SUBSTANCE_MISUSE=0
        OC2 CHILD=2 CONVICTED=0
        """
    ) { health, _ in health[.CONVICTED] == "1" && !health.isAlwaysWantedComplete }

    SSDA903Rule(
      "545", of: OC2Column.self, [.DOB, .HEALTH_CHECK], needs: [.table(.episodes)],
      """
      This child was under 5 on 31 March and looked after for the whole year, so it must be said \
      whether health checks are up to date. Enter 0 or 1.
      """,
      fails: "OC2 DOB=01/04/2021\nEpisodes DECOM=01/04/2025 LS=C2",
      passes: "OC2 DOB=31/03/2021\nEpisodes DECOM=01/04/2025 LS=C2"
    ) { health, child in
      health[.HEALTH_CHECK].isNone && child.journey.isContinuous
        && health.day(.DOB).adding(years: 5) > child.end
    }

    SSDA903Rule(
      "546", of: OC2Column.self, [.DOB, .HEALTH_CHECK], needs: [.table(.episodes)],
      """
      Health checks are only asked of children under 5 on 31 March. Clear the answer or correct \
      the date of birth.
      """,
      fails: "OC2 HEALTH_CHECK=1 DOB=31/03/2021\nEpisodes DECOM=01/04/2025 LS=C2",
      passes: "OC2 HEALTH_CHECK=1 DOB=01/04/2021\nEpisodes DECOM=01/04/2025 LS=C2"
    ) { health, child in
      health[.HEALTH_CHECK].isGiven && child.journey.isContinuous
        && health.day(.DOB).adding(years: 5) <= child.end
    }

    SSDA903Rule(
      "547", of: OC2Column.self, [.HEALTH_CHECK] + OC2Column.alwaysWanted,
      """
      Health checks are recorded, but immunisations, dental check, health assessment or substance \
      misuse is not answered. Answer all four.
      """,
      fails: "OC2 HEALTH_CHECK=1 IMMUNISATIONS=1 TEETH_CHECK=1 HEALTH_ASSESSMENT=1",
      passes: """
        OC2 HEALTH_CHECK=1 IMMUNISATIONS=1 TEETH_CHECK=1 HEALTH_ASSESSMENT=1 SUBSTANCE_MISUSE=0
        OC2 CHILD=2 HEALTH_CHECK=0
        """
    ) { health, _ in health[.HEALTH_CHECK] == "1" && !health.isAlwaysWantedComplete }
  }

  /// Substance misuse, and the help offered and received.
  @SSDA903RuleBuilder
  static var substanceMisuse: [SSDA903Rule] {
    SSDA903Rule(
      "192", of: OC2Column.self, [.SUBSTANCE_MISUSE, .INTERVENTION_RECEIVED],
      "The child misuses substances, and it is not said whether they received help. Enter 0 or 1.",
      fails: "OC2 SUBSTANCE_MISUSE=1",
      passes: "OC2 SUBSTANCE_MISUSE=1 INTERVENTION_RECEIVED=0\nOC2 CHILD=2 SUBSTANCE_MISUSE=0"
    ) { health, _ in
      health[.SUBSTANCE_MISUSE] == "1" && health[.INTERVENTION_RECEIVED].isNone
    }

    SSDA903Rule(
      "193", of: OC2Column.self,
      [.SUBSTANCE_MISUSE, .INTERVENTION_RECEIVED, .INTERVENTION_OFFERED],
      """
      Help with substance misuse is answered, although the child is not said to misuse \
      substances. Clear those answers, or set substance misuse to 1.
      """,
      fails: "OC2 SUBSTANCE_MISUSE=0 INTERVENTION_RECEIVED=0\nOC2 CHILD=2 INTERVENTION_OFFERED=1",
      passes: "OC2 SUBSTANCE_MISUSE=1 INTERVENTION_RECEIVED=0\nOC2 CHILD=2 SUBSTANCE_MISUSE=0"
    ) { health, _ in
      health.hasAny(.INTERVENTION_RECEIVED, .INTERVENTION_OFFERED)
        && (health[.SUBSTANCE_MISUSE].isNone || health[.SUBSTANCE_MISUSE] == "0")
    }

    SSDA903Rule(
      "158", of: OC2Column.self, [.INTERVENTION_RECEIVED, .INTERVENTION_OFFERED],
      """
      The child received help with substance misuse, so whether it was offered is not asked. \
      Clear that answer.
      """,
      fails: "OC2 INTERVENTION_RECEIVED=1 INTERVENTION_OFFERED=0",
      passes: "OC2 INTERVENTION_RECEIVED=0 INTERVENTION_OFFERED=1"
    ) { health, _ in
      health[.INTERVENTION_RECEIVED] == "1" && health[.INTERVENTION_OFFERED].isGiven
    }

    SSDA903Rule(
      "159", of: OC2Column.self,
      [.SUBSTANCE_MISUSE, .INTERVENTION_RECEIVED, .INTERVENTION_OFFERED],
      """
      The child misuses substances and received no help, and it is not said whether help was \
      offered. Enter 1 if it was offered and refused, 0 if it was not offered.
      """,
      fails: "OC2 SUBSTANCE_MISUSE=1 INTERVENTION_RECEIVED=0",
      passes: "OC2 SUBSTANCE_MISUSE=1 INTERVENTION_RECEIVED=0 INTERVENTION_OFFERED=0"
    ) { health, _ in
      health[.SUBSTANCE_MISUSE] == "1" && health[.INTERVENTION_RECEIVED] == "0"
        && health[.INTERVENTION_OFFERED].isNone
    }
  }
}

extension OC2Column {
  /// What is asked of every child looked after for the whole year.
  static let alwaysWanted: [OC2Column] = [
    .IMMUNISATIONS, .TEETH_CHECK, .HEALTH_ASSESSMENT, .SUBSTANCE_MISUSE,
  ]

  /// All that is asked about health and offending, the strengths and difficulties score apart.
  static let healthBlock: [OC2Column] = [
    .CONVICTED, .HEALTH_CHECK, .IMMUNISATIONS, .TEETH_CHECK, .HEALTH_ASSESSMENT,
    .SUBSTANCE_MISUSE, .INTERVENTION_RECEIVED, .INTERVENTION_OFFERED,
  ]
}

extension CheckedRow<OC2Column> {
  /// Whether all is answered that is asked of every child.
  fileprivate var isAlwaysWantedComplete: Bool {
    hasAll(.IMMUNISATIONS, .TEETH_CHECK, .HEALTH_ASSESSMENT, .SUBSTANCE_MISUSE)
  }
}
