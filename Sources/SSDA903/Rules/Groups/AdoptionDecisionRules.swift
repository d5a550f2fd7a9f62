import Returns

extension SSDA903RuleBook {
  private static let reversalReasons: CodeList = ["RD1", "RD2", "RD3", "RD4"]

  /// Decisions that a child should be placed for adoption, and those that end them.
  @SSDA903RuleBuilder
  static var adoptionDecisions: [SSDA903Rule] {
    SSDA903Rule(
      "115", of: PlacedAdoptionColumn.self, [.DATE_PLACED],
      "The date of the decision to place the child for adoption is not a date. Enter it as"
        + " day/month/year.",
      fails: "PlacedAdoption DATE_PLACED=2025-05-01",
      passes: "PlacedAdoption DATE_PLACED=01/05/2025\nPlacedAdoption"
    ) { decision, _ in decision.isUnreadable(.DATE_PLACED) }

    SSDA903Rule(
      "116", of: PlacedAdoptionColumn.self, [.DATE_PLACED_CEASED],
      "The date on which adoption was no longer the plan is not a date. Enter it as day/month/year.",
      fails: "PlacedAdoption DATE_PLACED_CEASED=29/02/2025",
      passes: "PlacedAdoption DATE_PLACED_CEASED=28/02/2025\nPlacedAdoption"
    ) { decision, _ in decision.isUnreadable(.DATE_PLACED_CEASED) }

    SSDA903Rule(
      "119", of: PlacedAdoptionColumn.self, [.DATE_PLACED_CEASED, .REASON_PLACED_CEASED],
      "Only one of the date on which adoption was no longer the plan and the reason for it is filled"
        + " in. Fill in both, or clear both.",
      fails: """
        PlacedAdoption DATE_PLACED_CEASED=01/05/2025
        PlacedAdoption REASON_PLACED_CEASED=RD1
        """,
      passes: """
        PlacedAdoption DATE_PLACED_CEASED=01/05/2025 REASON_PLACED_CEASED=RD1
        PlacedAdoption
        """
    ) { decision, _ in
      decision[.DATE_PLACED_CEASED].isGiven != decision[.REASON_PLACED_CEASED].isGiven
    }

    SSDA903Rule(
      "120", of: PlacedAdoptionColumn.self, [.REASON_PLACED_CEASED],
      "The reason that adoption is no longer the plan is not a code. Use RD1, RD2, RD3 or RD4.",
      fails: "PlacedAdoption REASON_PLACED_CEASED=RD5",
      passes: "PlacedAdoption REASON_PLACED_CEASED=RD4\nPlacedAdoption"
    ) { decision, _ in
      let reason = decision[.REASON_PLACED_CEASED]
      return reason.isGiven && !reason.isOne(of: reversalReasons)
    }

    SSDA903Rule(
      "522", of: PlacedAdoptionColumn.self, [.DATE_PLACED, .DATE_PLACED_CEASED],
      "Adoption stopped being the plan before it was decided on. Correct one of the two dates.",
      fails: "PlacedAdoption DATE_PLACED=02/05/2025 DATE_PLACED_CEASED=01/05/2025",
      passes: "PlacedAdoption DATE_PLACED=02/05/2025 DATE_PLACED_CEASED=02/05/2025"
    ) { decision, _ in decision.day(.DATE_PLACED_CEASED) < decision.day(.DATE_PLACED) }

    SSDA903Rule(
      "523",
      flags: [
        .of(PlacedAdoptionColumn.self, [.DATE_PLACED]), .of(AD1Column.self, [.DATE_INT]),
      ],
      "The latest decision to place the child for adoption and the decision that adoption is in the"
        + " child’s best interests have different dates. They should be the same: correct one of them.",
      fails: """
        PlacedAdoption DATE_PLACED=01/05/2025 !
        PlacedAdoption DATE_PLACED=01/06/2024
        AD1 DATE_INT=02/05/2025 !
        """,
      passes: """
        PlacedAdoption DATE_PLACED=01/06/2024 DATE_PLACED_CEASED=01/08/2024
        PlacedAdoption DATE_PLACED=01/05/2025
        AD1 DATE_INT=01/05/2025
        """
    ) { child, found in
      guard !child.ad1.isEmpty, let decision = child.placedAdoption.latest(.DATE_PLACED)
      else { return }
      for adoption in child.ad1
      where adoption.day(.DATE_INT).isKnown
        && adoption.day(.DATE_INT) != decision.day(.DATE_PLACED)
      {
        found.flag(decision)
        found.flag(adoption)
      }
    }

    SSDA903Rule(
      "525",
      flags: [
        .of(PlacedAdoptionColumn.self, [.DATE_PLACED_CEASED]),
        .of(AD1Column.self, AD1Column.details),
      ],
      "Adoption stopped being the plan, but there are adoption details. Clear the details, or the date"
        + " on which the plan ended.",
      fails: """
        PlacedAdoption DATE_PLACED_CEASED=01/05/2025 REASON_PLACED_CEASED=RD2
        AD1 FOSTER_CARE=0
        """,
      passes: """
        PlacedAdoption DATE_PLACED_CEASED=01/05/2025 REASON_PLACED_CEASED=RD2
        AD1
        """
    ) { child, found in
      guard !child.ad1.isEmpty else { return }
      for decision in child.placedAdoption where decision[.DATE_PLACED_CEASED].isGiven {
        for adoption in child.ad1 where adoption.isFilled {
          found.flag(decision)
          found.flag(adoption)
        }
      }
    }

    SSDA903Rule(
      "563", of: PlacedAdoptionColumn.self,
      [.DATE_PLACED, .REASON_PLACED_CEASED, .DATE_PLACED_CEASED],
      "The plan for adoption ended, but the date on which it was decided is missing. Enter the date of"
        + " the decision.",
      fails: "PlacedAdoption DATE_PLACED_CEASED=01/05/2025 REASON_PLACED_CEASED=RD1",
      passes: """
        PlacedAdoption DATE_PLACED=01/04/2025 DATE_PLACED_CEASED=01/05/2025 \
        REASON_PLACED_CEASED=RD1
        PlacedAdoption DATE_PLACED_CEASED=01/05/2025
        """
    ) { decision, _ in
      decision[.DATE_PLACED].isNone && decision.hasAll(.DATE_PLACED_CEASED, .REASON_PLACED_CEASED)
    }

    SSDA903Rule(
      "579",
      flags: [.of(PlacedAdoptionColumn.self, [.DATE_PLACED, .DATE_PLACED_CEASED])],
      "This decision to place the child for adoption was made while the one before it still stood."
        + " Enter the end of the earlier decision, or correct the dates.",
      fails: """
        PlacedAdoption DATE_PLACED=01/06/2025 !
        PlacedAdoption DATE_PLACED=01/04/2025 DATE_PLACED_CEASED=02/06/2025
        PlacedAdoption CHILD=2 DATE_PLACED=01/04/2025
        PlacedAdoption CHILD=2 DATE_PLACED=01/06/2025 !
        """,
      passes: """
        PlacedAdoption DATE_PLACED=01/06/2025
        PlacedAdoption DATE_PLACED=01/04/2025 DATE_PLACED_CEASED=01/06/2025
        """
    ) { child, found in
      guard child.placedAdoption.count > 1 else { return }
      found.flag(
        overlapsIn: child.placedAdoption.sequence { DayOrder($0.day(.DATE_PLACED)) },
        from: .DATE_PLACED, to: .DATE_PLACED_CEASED)
    }

    SSDA903Rule(
      "583",
      flags: [.of(PlacedAdoptionColumn.self, [.DATE_PLACED, .DATE_PLACED_CEASED])],
      "A later decision to place the child for adoption was made, but this one has no end. Enter the"
        + " date on which it ended.",
      fails: """
        PlacedAdoption DATE_PLACED=31/01/2025 !
        PlacedAdoption DATE_PLACED=01/03/2025
        """,
      passes: """
        PlacedAdoption DATE_PLACED=31/01/2025 DATE_PLACED_CEASED=01/02/2025
        PlacedAdoption DATE_PLACED=01/03/2025
        PlacedAdoption CHILD=2 DATE_PLACED=01/03/2025
        """
    ) { child, found in
      let decisions = child.placedAdoption
      guard decisions.count > 1, let latest = decisions.latestDecision else { return }
      for decision in decisions
      where decision[.DATE_PLACED_CEASED].isNone && decision.number != latest.number {
        found.flag(decision)
      }
    }
  }

  /// Decisions to place a child for adoption, beside those of last year’s return.
  @SSDA903RuleBuilder
  static var adoptionDecisionsYearOnYear: [SSDA903Rule] {
    SSDA903Rule(
      "559", of: PlacedAdoptionColumn.self, [.DATE_PLACED], needs: [.lastYear(.placedAdoption)],
      "The decision to place the child for adoption was made before this year, but was not in last"
        + " year’s return. Correct the date, or check last year’s return.",
      fails: """
        PlacedAdoption DATE_PLACED=31/03/2025
        PlacedAdoption CHILD=2 DATE_PLACED=31/03/2025
        PlacedAdoption_last CHILD=2
        """,
      passes: """
        PlacedAdoption DATE_PLACED=01/04/2025
        PlacedAdoption CHILD=2 DATE_PLACED=31/03/2025
        PlacedAdoption_last CHILD=2 DATE_PLACED=31/03/2025
        """
    ) { decision, child in
      decision.day(.DATE_PLACED) < child.start
        && (child.last.placedAdoption.isEmpty
          || child.last.placedAdoption.contains { !$0.day(.DATE_PLACED).isKnown })
    }

    SSDA903Rule(
      "560", of: PlacedAdoptionColumn.self, [.DATE_PLACED, .DATE_PLACED_CEASED],
      needs: [.lastYear(.placedAdoption)],
      "Last year’s decision to place the child for adoption still stood, but this year’s has another"
        + " date. Return the date of last year’s decision.",
      fails: """
        PlacedAdoption DATE_PLACED=02/05/2024 !
        PlacedAdoption_last DATE_PLACED=01/05/2024
        """,
      passes: """
        PlacedAdoption DATE_PLACED=1/5/2024
        PlacedAdoption_last DATE_PLACED=01/05/2024
        PlacedAdoption CHILD=2 DATE_PLACED=02/05/2025
        PlacedAdoption_last CHILD=2 DATE_PLACED=01/05/2024 DATE_PLACED_CEASED=01/12/2024
        """
    ) { decision, child in
      child.last.placedAdoption.contains { before in
        before[.DATE_PLACED].isGiven && before[.DATE_PLACED_CEASED].isNone
          && !decision.isSameDate(.DATE_PLACED, as: before, .DATE_PLACED)
      }
    }

    SSDA903Rule(
      "561", of: PlacedAdoptionColumn.self, [.DATE_PLACED], needs: [.lastYear(.placedAdoption)],
      "Last year’s return said that this decision to place the child for adoption had ended. Remove"
        + " it, or enter the date of a new decision.",
      fails: """
        PlacedAdoption DATE_PLACED=1/5/2024 !
        PlacedAdoption_last DATE_PLACED=01/05/2024 REASON_PLACED_CEASED=RD1
        """,
      passes: """
        PlacedAdoption DATE_PLACED=01/05/2024
        PlacedAdoption_last DATE_PLACED=01/05/2024
        PlacedAdoption CHILD=2 DATE_PLACED=01/05/2025
        PlacedAdoption_last CHILD=2 DATE_PLACED=01/05/2024 DATE_PLACED_CEASED=01/12/2024
        """
    ) { decision, child in
      decision[.DATE_PLACED].isGiven
        && child.last.placedAdoption.contains { before in
          before.hasAny(.DATE_PLACED_CEASED, .REASON_PLACED_CEASED)
            && decision.isSameDate(.DATE_PLACED, as: before, .DATE_PLACED)
        }
    }

    SSDA903Rule(
      "584", of: PlacedAdoptionColumn.self, [.DATE_PLACED], needs: [.lastYear(.placedAdoption)],
      "Last year’s return said that the decision to place the child for adoption had ended, so this"
        + " year’s must be a later one. Enter or correct its date.",
      fails: """
        PlacedAdoption DATE_PLACED=01/05/2024 !
        PlacedAdoption !
        PlacedAdoption_last DATE_PLACED=01/05/2024 REASON_PLACED_CEASED=RD1
        """,
      passes: """
        PlacedAdoption DATE_PLACED=02/05/2024
        PlacedAdoption_last DATE_PLACED=01/05/2024 REASON_PLACED_CEASED=RD1
        PlacedAdoption CHILD=2 DATE_PLACED=01/05/2024
        PlacedAdoption_last CHILD=2 DATE_PLACED=01/05/2024
        """
    ) { decision, child in
      child.last.placedAdoption.contains { before in
        before.hasAny(.DATE_PLACED_CEASED, .REASON_PLACED_CEASED)
          && (decision[.DATE_PLACED].isNone
            || decision.day(.DATE_PLACED) <= before.day(.DATE_PLACED))
      }
    }
  }
}
