import Returns

extension SSDA903RuleBook {
  /// Who provides a placement (PR0 to PR5).
  @SSDA903RuleBuilder
  static var placementProviders: [SSDA903Rule] {
    SSDA903Rule(
      "178", years: .until(2025), of: EpisodeColumn.self, [.PLACE_PROVIDER],
      """
      The placement provider is not a code that we know, or the placement is temporary or Z1 and \
      has none. Correct the provider or clear it.
      """,
      fails: """
        Episodes CHILD=1 PLACE_PROVIDER=PR6 PLACE=U4
        Episodes CHILD=2 PLACE_PROVIDER=PR4 PLACE=Z1
        """,
      passes: "Episodes PLACE_PROVIDER=PR5 PLACE=U4"
    ) { episode, _ in
      episode[.PLACE_PROVIDER].isGiven
        && (!episode[.PLACE_PROVIDER].isOne(of: .placementProviders)
          || episode[.PLACE].isOne(of: .withoutProviderUntil2025))
    }

    SSDA903Rule(
      "178", years: .from(2026), of: EpisodeColumn.self, [.PLACE_PROVIDER],
      """
      The placement provider is not a code that we know, or the placement is temporary or one of \
      Z11 to Z14 and has none. Correct the provider or clear it.
      """,
      fails: """
        Episodes CHILD=1 PLACE_PROVIDER=PR6 PLACE=U4
        Episodes CHILD=2 PLACE_PROVIDER=PR4 PLACE=Z12
        """,
      passes: "Episodes PLACE_PROVIDER=PR5 PLACE=T4"
    ) { episode, _ in
      episode[.PLACE_PROVIDER].isGiven
        && (!episode[.PLACE_PROVIDER].isOne(of: .placementProviders)
          || (episode[.PLACE].isOne(of: .withoutProviderFrom2026) && episode[.PLACE] != "T4"))
    }

    SSDA903Rule(
      "213", years: .until(2025), of: EpisodeColumn.self, [.PLACE_PROVIDER],
      "A temporary placement has no placement provider. Clear it.",
      fails: "Episodes PLACE=T4 PLACE_PROVIDER=PR1", passes: "Episodes PLACE=T4"
    ) { episode, _ in episode[.PLACE_PROVIDER].isGiven && episode.isTemporary }

    SSDA903Rule(
      "213", years: .from(2026), of: EpisodeColumn.self, [.PLACE_PROVIDER],
      "A temporary placement, and one of Z11 to Z14, has no placement provider. Clear it.",
      fails: "Episodes PLACE=Z14 PLACE_PROVIDER=PR1", passes: "Episodes PLACE=Z14"
    ) { episode, _ in
      episode[.PLACE_PROVIDER].isGiven && episode[.PLACE].isOne(of: .withoutProviderFrom2026)
    }

    missingProvider(years: .until(2025), .withoutProviderUntil2025, but: "Z1")
    missingProvider(years: .from(2026), .withoutProviderFrom2026, but: "Z11")

    never(
      "527", "PR1", "The authority itself (PR1)", ["P1", "R2", "R5"],
      "a placement with parents (P1), in a hospital or health establishment (R2) or in custody (R5)"
    )
    never(
      "528", "PR2", "Another authority (PR2)", ["P1", "R2", "R5"],
      "a placement with parents (P1), in a hospital or health establishment (R2) or in custody (R5)"
    )
    never(
      "529", "PR3", "Another public body (PR3)", .familyPlacements + ["P1", "K1", "K2"],
      """
      a placement with parents (P1), in foster care (U1 to U6), for adoption (A3 to A6) or in a \
      children's home (K1, K2)
      """)
    never("530", "PR4", "A private provider (PR4)", ["P1"], "a placement with parents (P1)")
    never("531", "PR5", "A voluntary provider (PR5)", ["P1"], "a placement with parents (P1)")

    SSDA903Rule(
      "550", of: EpisodeColumn.self, [.PLACE, .PLACE_PROVIDER],
      """
      Parents are the provider (PR0) of nothing but a placement with them (P1). Correct the \
      provider or the placement type.
      """,
      fails: "Episodes PLACE=U4 PLACE_PROVIDER=PR0", passes: "Episodes PLACE=P1 PLACE_PROVIDER=PR0"
    ) { episode, _ in episode[.PLACE_PROVIDER] == "PR0" && episode[.PLACE] != "P1" }

    SSDA903Rule(
      "1015", of: EpisodeColumn.self, [], extra: ["PL_LA"],
      needs: [.reference(.postcodes), .reference(.authorities), .authority],
      """
      The placement is the authority's own (PR1), but its postcode is in another area or is not \
      known. Check the provider and the postcode of the placement.
      """,
      fails: "Episodes PLACE_PROVIDER=PR1 LS=C2 PLACE=K2 PL_LA=E09000001",
      passes: """
        Episodes CHILD=1 PLACE_PROVIDER=PR1 LS=C2 PLACE=K2 PL_LA=E08000035
        Episodes CHILD=2 PLACE_PROVIDER=PR1 LS=C2 PLACE=U4 PL_LA=E09000001
        """
    ) { episode, child in
      episode[.PLACE_PROVIDER] == "PR1" && episode[.LS].isGiven && !episode.isShortBreak
        && episode[.PLACE].isGiven && !episode[.PLACE].isOne(of: .familyPlacements)
        && episode.PL_LA != child.setting.authority
    }
  }

  /// The rule that every placement has a provider but these.
  ///
  /// - Parameter exception: One of them, for the example.
  private static func missingProvider(
    years: ClosedRange<CollectionYear>, _ exempt: CodeList, but exception: CellText
  ) -> SSDA903Rule {
    SSDA903Rule(
      "526", years: years, of: EpisodeColumn.self, [.PLACE, .PLACE_PROVIDER],
      "It is not said who provides the placement. Give the placement provider.",
      fails: """
        Episodes CHILD=1 PLACE=U4
        Episodes CHILD=2
        """,
      passes: """
        Episodes CHILD=1 PLACE=U4 PLACE_PROVIDER=PR1
        Episodes CHILD=2 PLACE=\(exception)
        """
    ) { episode, _ in episode[.PLACE_PROVIDER].isNone && !exempt.contains(episode[.PLACE]) }
  }

  /// A rule that a provider does not provide some types of placement.
  private static func never(
    _ code: String, _ provider: CellText, _ name: String, _ types: CodeList, _ typeNames: String
  ) -> SSDA903Rule {
    SSDA903Rule(
      code, of: EpisodeColumn.self, [.PLACE, .PLACE_PROVIDER],
      """
      \(name) does not provide \(typeNames). Correct the provider or the placement type.
      """,
      fails: "Episodes PLACE=P1 PLACE_PROVIDER=\(provider)",
      passes: "Episodes PLACE=R1 PLACE_PROVIDER=\(provider)"
    ) { episode, _ in
      episode[.PLACE_PROVIDER] == provider && types.contains(episode[.PLACE])
    }
  }
}

extension CodeList {
  fileprivate static let placementProviders: CodeList = ["PR0", "PR1", "PR2", "PR3", "PR4", "PR5"]
  /// Placement types that have no provider.
  fileprivate static let withoutProviderUntil2025 = temporaryPlacements + ["Z1"]
  fileprivate static let withoutProviderFrom2026 = temporaryPlacements + otherPlacements
}
