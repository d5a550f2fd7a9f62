import Returns

extension SSDA903RuleBook {
  /// Decisions to place a child for adoption, beside the child’s episodes.
  @SSDA903RuleBuilder
  static var adoptionPlans: [SSDA903Rule] {
    SSDA903Rule(
      "1003",
      flags: [
        .of(PlacedAdoptionColumn.self, [.DATE_PLACED]), .of(EpisodeColumn.self, [.DECOM, .RNE]),
      ],
      "The decision to place the child for adoption is dated before the child started to be looked"
        + " after. Correct the date of the decision or the start of care.",
      fails: """
        PlacedAdoption DATE_PLACED=30/04/2025 !
        Episodes DECOM=01/05/2025 RNE=S !
        Episodes DECOM=01/09/2025 RNE=S
        """,
      passes: """
        PlacedAdoption DATE_PLACED=01/05/2025
        Episodes DECOM=01/05/2025 RNE=S
        Episodes DECOM=01/09/2025 RNE=S
        """
    ) { child, found in
      guard !child.placedAdoption.isEmpty,
        let start = child.episodes.earliest(.DECOM, where: { $0[.RNE] == "S" })
      else { return }
      for decision in child.placedAdoption where decision.day(.DATE_PLACED) < start.day(.DECOM) {
        found.flag(decision)
        found.flag(start)
      }
    }

    SSDA903Rule(
      "117",
      flags: [
        .of(PlacedAdoptionColumn.self, [.DATE_PLACED, .DATE_PLACED_CEASED]),
        .of(EpisodeColumn.self, [.DEC, .REC, .DECOM]),
      ],
      "A decision about adoption is dated after the child stopped being looked after or after 31 March"
        + " of this year. Correct the date of the decision or the end of the episode.",
      fails: """
        PlacedAdoption DATE_PLACED=02/09/2025 !
        Episodes DECOM=01/05/2025 DEC=01/09/2025 REC=E4A !
        PlacedAdoption CHILD=2 DATE_PLACED_CEASED=01/04/2026 !
        Episodes CHILD=2 DECOM=01/05/2025 !
        """,
      passes: """
        PlacedAdoption DATE_PLACED=01/09/2025
        Episodes DECOM=01/05/2025 DEC=01/09/2025 REC=E4A
        PlacedAdoption CHILD=2 DATE_PLACED_CEASED=31/03/2026
        Episodes CHILD=2 DECOM=01/05/2025
        """
    ) { child, found in
      guard !child.placedAdoption.isEmpty,
        let last = child.episodes.latest(.DECOM, where: { $0[.REC] != "X1" })
      else { return }
      let end = last.day(.DEC)
      for decision in child.placedAdoption {
        let (made, ended) = (decision.day(.DATE_PLACED), decision.day(.DATE_PLACED_CEASED))
        if made > child.end || made > end || ended > child.end || ended > end {
          found.flag(decision)
          found.flag(last)
        }
      }
    }

    SSDA903Rule(
      "118",
      flags: [
        .of(PlacedAdoptionColumn.self, [.DATE_PLACED_CEASED]),
        .of(EpisodeColumn.self, [.DECOM, .LS]),
      ],
      "Adoption stopped being the plan before this year or before the child came into care. Correct"
        + " the date on which the plan ended.",
      fails: """
        PlacedAdoption DATE_PLACED_CEASED=31/03/2025 !
        Episodes DECOM=01/01/2020 LS=V3
        Episodes DECOM=01/05/2022 LS=E1 !
        PlacedAdoption CHILD=2 DATE_PLACED_CEASED=30/04/2025 !
        Episodes CHILD=2 DECOM=01/05/2025 LS=C2 !
        """,
      passes: """
        PlacedAdoption DATE_PLACED_CEASED=01/04/2025
        Episodes DECOM=01/05/2022 LS=E1
        PlacedAdoption CHILD=2 DATE_PLACED_CEASED=01/05/2025
        Episodes CHILD=2 DECOM=01/05/2025 LS=C2
        """
    ) { child, found in
      guard !child.placedAdoption.isEmpty,
        let first = child.episodes.earliest(.DECOM, where: { !$0.isShortBreak })
      else { return }
      for decision in child.placedAdoption {
        let ended = decision.day(.DATE_PLACED_CEASED)
        if ended < first.day(.DECOM) || ended < child.start {
          found.flag(decision)
          found.flag(first)
        }
      }
    }

    SSDA903Rule(
      "551", flags: [.of(EpisodeColumn.self, [.PLACE])], needs: [.table(.placedAdoption)],
      "The child is placed for adoption, but the date of the decision to do so is missing. Enter the"
        + " date of the decision.",
      fails: """
        Episodes PLACE=A3
        PlacedAdoption
        Episodes CHILD=2 PLACE=A6
        """,
      passes: "Episodes PLACE=A3\nPlacedAdoption DATE_PLACED=01/05/2025"
    ) { child, found in
      for episode in child.episodes
      where episode[.PLACE].isOne(of: .adoptionPlacements)
        && (child.placedAdoption.isEmpty
          || child.placedAdoption.contains { $0[.DATE_PLACED].isNone })
      {
        found.flag(episode)
      }
    }

    SSDA903Rule(
      "552",
      flags: [
        .of(PlacedAdoptionColumn.self, [.DATE_PLACED]), .of(EpisodeColumn.self, [.DECOM]),
      ],
      "The child was placed for adoption before the decision to do so. Correct the date of the decision"
        + " or the start of the placement.",
      fails: """
        PlacedAdoption DATE_PLACED=02/05/2025 !
        Episodes PLACE=A4 DECOM=01/05/2025 !
        Episodes PLACE=A4 DECOM=01/06/2025
        """,
      passes: "PlacedAdoption DATE_PLACED=01/05/2025\nEpisodes PLACE=A4 DECOM=01/05/2025"
    ) { child, found in
      guard let decision = child.placedAdoption.latest(.DATE_PLACED),
        let placement = child.episodes.earliest(
          .DECOM, where: { $0[.PLACE].isOne(of: .adoptionPlacements) }),
        placement.day(.DECOM) < decision.day(.DATE_PLACED)
      else { return }
      found.flag(decision)
      found.flag(placement)
    }

    planInForce("553", order: "E1", "placement order")

    SSDA903Rule(
      "554",
      flags: [
        .of(PlacedAdoptionColumn.self, [.DATE_PLACED]), .of(EpisodeColumn.self, [.DECOM, .LS]),
      ],
      "The decision to place the child for adoption is dated after the placement order (E1) started."
        + " Correct one of the two dates.",
      fails: """
        PlacedAdoption DATE_PLACED=02/05/2025 !
        Episodes LS=E1 DECOM=01/05/2025 !
        Episodes LS=E1 DECOM=01/06/2025
        """,
      passes: "PlacedAdoption DATE_PLACED=01/05/2025\nEpisodes LS=E1 DECOM=01/05/2025"
    ) { child, found in
      guard !child.placedAdoption.isEmpty,
        let order = child.episodes.earliest(.DECOM, where: { $0[.LS] == "E1" })
      else { return }
      for decision in child.placedAdoption where decision.day(.DATE_PLACED) > order.day(.DECOM) {
        found.flag(decision)
        found.flag(order)
      }
    }

    planInForce("555", years: .until(2024), order: "D1", "freeing order")

    SSDA903Rule(
      "556", years: .until(2024), flags: [.of(EpisodeColumn.self, [.DECOM])],
      needs: [.table(.placedAdoption)],
      "The decision to place the child for adoption is dated after the freeing order (D1) started."
        + " Correct one of the two dates.",
      fails: "PlacedAdoption DATE_PLACED=02/05/2023\nEpisodes LS=D1 DECOM=01/05/2023",
      passes: "PlacedAdoption DATE_PLACED=01/05/2023\nEpisodes LS=D1 DECOM=01/05/2023"
    ) { child, found in
      guard !child.placedAdoption.isEmpty else { return }
      for episode in child.episodes
      where episode[.LS] == "D1"
        && child.placedAdoption.contains(where: { $0.day(.DATE_PLACED) > episode.day(.DECOM) })
      {
        found.flag(episode)
      }
    }

    planWithoutAdoption(.until(2024), orders: ["D1", "E1"], fails: "D1", passes: "C2")
    planWithoutAdoption(.from(2025), orders: ["E1"], fails: "E1", passes: "D1")

    SSDA903Rule(
      "558", flags: [.of(EpisodeColumn.self, [.REC])], needs: [.table(.placedAdoption)],
      "The child was adopted, but the latest decision to place the child for adoption has an end."
        + " Clear the end of the decision, or correct the reason that the episode ended.",
      fails: """
        Episodes DECOM=01/05/2025 REC=E11 DEC=01/09/2025 !
        Episodes DECOM=01/05/2024 REC=X1 DEC=01/05/2025
        PlacedAdoption DATE_PLACED=01/04/2025 DATE_PLACED_CEASED=01/06/2025
        """,
      passes: """
        Episodes DECOM=01/05/2025 REC=E11 DEC=01/09/2025
        PlacedAdoption DATE_PLACED=01/04/2025
        PlacedAdoption DATE_PLACED=01/04/2023 DATE_PLACED_CEASED=01/06/2024
        """
    ) { child, found in
      guard let latest = child.journey.latest, latest.isAdoption,
        let decision = child.placedAdoption.latestDecision,
        decision[.DATE_PLACED_CEASED].isGiven
      else { return }
      found.flag(latest)
    }
  }

  /// An order that goes with a plan for adoption: there must be a decision, and no end of it while the
  /// order is in force.
  private static func planInForce(
    _ code: String, years: ClosedRange<CollectionYear> = .everyRuleBook, order: CellText,
    _ name: String
  ) -> SSDA903Rule {
    SSDA903Rule(
      code, years: years,
      flags: [
        .of(EpisodeColumn.self, [.CHILD]),
        .of(
          PlacedAdoptionColumn.self, [.DATE_PLACED, .DATE_PLACED_CEASED, .REASON_PLACED_CEASED]),
      ],
      "There is a \(name) (\(order)), but no decision to place the child for adoption, or one that has"
        + " ended. Enter the decision, clear its end, or correct the legal status.",
      fails: """
        Episodes LS=\(order) !
        Episodes CHILD=2 LS=\(order)
        PlacedAdoption CHILD=2 REASON_PLACED_CEASED=RD1 !
        """,
      passes: """
        Episodes LS=\(order)
        PlacedAdoption DATE_PLACED=01/05/2023
        Episodes CHILD=2 LS=\(order) DEC=01/06/2023
        PlacedAdoption CHILD=2 REASON_PLACED_CEASED=RD1
        """
    ) { child, found in
      for episode in child.episodes where episode[.LS] == order {
        if child.placedAdoption.isEmpty { found.flag(episode) }
        guard episode[.DEC].isNone else { continue }
        for decision in child.placedAdoption
        where decision.hasAny(.DATE_PLACED_CEASED, .REASON_PLACED_CEASED) {
          found.flag(decision)
        }
      }
    }
  }

  /// A child with a plan for adoption who left care in another way.
  private static func planWithoutAdoption(
    _ years: ClosedRange<CollectionYear>, orders: CodeList, fails: String, passes: String
  ) -> SSDA903Rule {
    SSDA903Rule(
      "557", years: years,
      flags: [
        .of(PlacedAdoptionColumn.self, [.DATE_PLACED_CEASED, .REASON_PLACED_CEASED]),
        .of(EpisodeColumn.self, [.PLACE, .LS, .REC]),
      ],
      "The plan was adoption, but the child left care in another way, and the end of the plan is not"
        + " given. Enter the date on which adoption was no longer the plan, and the reason.",
      fails: """
        Episodes PLACE=A3 REC=E4A !
        PlacedAdoption DATE_PLACED_CEASED=01/05/2023 !
        PlacedAdoption DATE_PLACED_CEASED=01/05/2023 REASON_PLACED_CEASED=RD1
        Episodes CHILD=2 LS=\(fails) REC=E4A !
        """,
      passes: """
        Episodes PLACE=A3 REC=E4A
        PlacedAdoption DATE_PLACED_CEASED=01/05/2023 REASON_PLACED_CEASED=RD1
        Episodes CHILD=2 LS=\(passes) REC=E4A
        Episodes CHILD=2 LS=E1 REC=X1
        Episodes CHILD=2 LS=E1 REC=E12
        """
    ) { child, found in
      for episode in child.episodes {
        let reason = episode[.REC]
        guard reason.isGiven, reason != "X1", !episode.isAdoption,
          episode[.PLACE].isOne(of: .adoptionPlacements) || episode[.LS].isOne(of: orders)
        else { continue }
        if child.placedAdoption.isEmpty { found.flag(episode) }
        for decision in child.placedAdoption
        where !decision.hasAll(.DATE_PLACED_CEASED, .REASON_PLACED_CEASED) {
          found.flag(decision)
          found.flag(episode)
        }
      }
    }
  }
}

extension CheckedRows<PlacedAdoptionColumn> {
  /// The latest decision to place the child for adoption; one without a date only where none has one.
  var latestDecision: CheckedRow<PlacedAdoptionColumn>? { latest(.DATE_PLACED) ?? first }
}
