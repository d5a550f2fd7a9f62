import Returns

extension SSDA903RuleBook {
  /// Ofsted's number of the provider (URN): where one is wanted, and what Ofsted's list says of it.
  @SSDA903RuleBuilder
  static var ofstedNumbers: [SSDA903Rule] {
    SSDA903Rule(
      "214", of: EpisodeColumn.self, [.PL_POST, .URN],
      "Short breaks (V3, V4) have no placement postcode and no Ofsted number. Clear them.",
      fails: """
        Episodes CHILD=1 LS=V3 URN=SC123456
        Episodes CHILD=2 LS=V4 PL_POST="AB1 2CD"
        """,
      passes: "Episodes LS=V2 URN=SC123456"
    ) { episode, _ in episode.isShortBreak && episode.hasAny(.PL_POST, .URN) }

    wanted(years: .until(2024), .unregistered2023, "PLACE=H5") { $0.isOutsideOrUnknown }
    wanted(years: .only(2025), .unregistered2025, "PLACE=Z1") { $0.isOutsideOrUnknown }
    wanted(years: .from(2026), .unregistered2026, "PLACE=Z11") {
      $0.PL_LA.isOne(of: .placesOutsideEngland)
    }

    unwanted(years: .only(2023), .unregistered2023, fails: "H5", passes: "K2")
    unwanted(years: .only(2024), .unregistered2024, fails: "P2", passes: "H5")
    unwanted(years: .only(2025), .unregistered2025, fails: "Z1", passes: "P2")
    unwanted(years: .from(2026), .unregistered2026, fails: "Z14", passes: "K3")

    SSDA903Rule(
      "230", years: .only(2024), of: EpisodeColumn.self, [.PLACE, .DEC, .URN],
      needs: [.reference(.postcodes), .reference(.authorities)],
      """
      Semi-independent accommodation (H5) in England has to be registered with Ofsted since 28 \
      October 2023, so a placement that went on after that needs a real Ofsted number. Give it.
      """,
      fails: """
        Episodes CHILD=1 PLACE=H5 DEC=29/10/2023 PL_LA=E08000035
        Episodes CHILD=2 PLACE=H5 URN=XXXXXXX PL_LA=E08000035
        """,
      passes: """
        Episodes CHILD=1 PLACE=H5 DEC=28/10/2023 PL_LA=E08000035
        Episodes CHILD=2 PLACE=H5 PL_LA=WAL
        """
    ) { episode, _ in
      episode[.PLACE] == "H5" && !episode.hasProviderNumber
        && !(episode.day(.DEC) <= .unregisteredAccommodationEnded)
        && !episode.isOutsideOrUnknown(but: UInt8(ascii: "C"))
    }
  }

  /// The rule that a placement in England has a number, these types of placement apart.
  private static func wanted(
    years: ClosedRange<CollectionYear>, _ exempt: CodeList, _ exception: String,
    isOutside: @escaping @Sendable (CheckedRow<EpisodeColumn>) -> Bool
  ) -> SSDA903Rule {
    let start = years.lowerBound.endYear - 1
    return SSDA903Rule(
      "218", years: years, of: EpisodeColumn.self, [.URN],
      needs: [.reference(.postcodes), .reference(.authorities)],
      "This kind of placement needs an Ofsted number. Look it up in Ofsted's list and give it.",
      fails: "Episodes PLACE=K2 PL_LA=E08000035",
      passes: """
        Episodes CHILD=1 \(exception) PL_LA=E08000035
        Episodes CHILD=2 PLACE=K2 PL_LA=WAL
        Episodes CHILD=3 PLACE=K2 PL_LA=E08000035 DEC=31/03/\(start)
        """
    ) { episode, child in
      episode[.URN].isNone && !exempt.contains(episode[.PLACE])
        && (episode[.DEC].isNone || episode.day(.DEC) >= child.start) && !isOutside(episode)
    }
  }

  /// The rule that these types of placement have no number.
  private static func unwanted(
    years: ClosedRange<CollectionYear>, _ types: CodeList, fails: String, passes: String
  ) -> SSDA903Rule {
    SSDA903Rule(
      "222", years: years, of: EpisodeColumn.self, [.URN],
      """
      Ofsted does not register this type of placement, so there is no Ofsted number. Clear it, or \
      correct the placement type.
      """,
      fails: "Episodes PLACE=\(fails) URN=SC123456",
      passes: """
        Episodes CHILD=1 PLACE=\(passes) URN=SC123456
        Episodes CHILD=2 PLACE=\(fails) URN=XXXXXXX
        """
    ) { episode, _ in episode.hasProviderNumber && types.contains(episode[.PLACE]) }
  }
}

extension SSDA903RuleBook {
  /// Whether an episode agrees with Ofsted's list of providers.
  @SSDA903RuleBuilder
  static var ofstedList: [SSDA903Rule] {
    SSDA903Rule(
      "219", of: EpisodeColumn.self, [.URN, .PLACE], needs: [.reference(.providers)],
      """
      Ofsted's list does not have this type of placement under this number. Check the number and \
      the placement type.
      """,
      fails: """
        Episodes URN=SC123456 PLACE=K1
        Providers URN=SC123456 PLACE_CODES=K2
        """,
      passes: """
        Episodes URN=SC123456 PLACE=K1
        Providers URN=SC123456 PLACE_CODES=K2
        Providers URN=SC123456 PLACE_CODES=R1,K1
        """
    ) { episode, child in
      episode.hasProviderNumber
        && (episode[.PLACE].isNone
          || !episode.providers(in: child.setting)
            .contains { $0.placeCodes.contains(episode[.PLACE]) })
    }

    samePostcode(years: .only(2023), ["K1", "K2", "R3", "S1"])
    samePostcode(years: .only(2024), ["K1", "K2", "R3", "S1", "H5"])
    samePostcode(years: .from(2025), ["K1", "K2", "R3", "S1", "K3"])

    SSDA903Rule(
      "224", of: EpisodeColumn.self, [.PLACE_PROVIDER], needs: [.reference(.providers)],
      """
      Ofsted's list does not have this placement provider under this number. Check the number and \
      the placement provider.
      """,
      fails: """
        Episodes URN=SC123456 PLACE_PROVIDER=PR4
        Providers URN=SC123456 PROVIDER_CODES=PR5
        """,
      passes: """
        Episodes URN=SC123456 PLACE_PROVIDER=PR4
        Providers URN=SC123456 PROVIDER_CODES=PR5
        Providers URN=SC123456 PROVIDER_CODES=PR1,PR4
        """
    ) { episode, child in
      episode.hasProviderNumber
        && (episode[.PLACE_PROVIDER].isNone
          || !episode.providers(in: child.setting)
            .contains { $0.providerCodes.contains(episode[.PLACE_PROVIDER]) })
    }

    SSDA903Rule(
      "227", of: EpisodeColumn.self, [.URN, .DECOM], needs: [.reference(.providers)],
      """
      The provider had closed by the day on which the episode starts. Check the Ofsted number and \
      the start date.
      """,
      fails: """
        Episodes URN=SC123456 DECOM=01/06/2025
        Providers URN=SC123456 REG_END=01/06/2025
        """,
      passes: """
        Episodes URN=SC123456 DECOM=01/06/2025
        Providers URN=SC123456 REG_END=02/06/2025
        """
    ) { episode, child in
      episode.hasProviderNumber
        && episode.providers(in: child.setting)
          .contains { episode.day(.DECOM) >= $0.registrationEnd }
    }

    SSDA903Rule(
      "228", of: EpisodeColumn.self, [.URN, .DEC], needs: [.reference(.providers)],
      """
      The episode goes on after the provider closed. Check the Ofsted number, or end the episode \
      by the day on which the provider closed.
      """,
      fails: """
        Episodes CHILD=1 URN=SC123456 DEC=02/06/2025
        Episodes CHILD=2 URN=SC123456
        Providers URN=SC123456 REG_END=01/06/2025
        """,
      passes: """
        Episodes URN=SC123456 DEC=01/06/2025
        Providers URN=SC123456 REG_END=01/06/2025
        """
    ) { episode, child in
      guard episode.hasProviderNumber else { return false }
      let ended = episode.day(.DEC).isKnown ? episode.day(.DEC) : child.end
      return episode.providers(in: child.setting).contains { ended > $0.registrationEnd }
    }

    SSDA903Rule(
      "229", of: EpisodeColumn.self, [.URN, .PLACE_PROVIDER],
      needs: [.reference(.providers), .authority],
      """
      The authority's own provision (PR1) should be in its area, and another authority's (PR2) \
      outside it; the provider's postcode says otherwise. Check the number and the provider.
      """,
      severity: .query,
      fails: """
        Episodes CHILD=1 URN=SC123456 PLACE_PROVIDER=PR2
        Episodes CHILD=2 URN=SC234567 PLACE_PROVIDER=PR1
        Providers URN=SC123456 AUTHORITY=E08000035
        """,
      passes: """
        Episodes CHILD=1 URN=SC123456 PLACE_PROVIDER=PR1
        Episodes CHILD=2 URN=SC234567 PLACE_PROVIDER=PR2
        Providers URN=SC123456 AUTHORITY=E08000035
        """,
      obstacle: { setting in
        setting.reference.providers?.knowsAuthorities == false
          ? "it is not known in which authority any provider is" : nil
      }
    ) { episode, child in
      guard episode.hasProviderNumber else { return false }
      if episode[.PLACE_PROVIDER] == "PR1" {
        let providers = episode.providers(in: child.setting)
        return providers.isEmpty || providers.contains { $0.authority != child.setting.authority }
      }
      return episode[.PLACE_PROVIDER] == "PR2"
        && episode.providers(in: child.setting)
          .contains { $0.authority == child.setting.authority }
    }

    SSDA903Rule(
      "1008", of: EpisodeColumn.self, [.URN], needs: [.reference(.providers)],
      """
      This number is not in Ofsted's list. Correct it, or use XXXXXXX where the guide allows it.
      """,
      fails: """
        Episodes CHILD=1 URN=SC234567
        Episodes CHILD=2 URN=XXXXXX
        Providers URN=SC123456
        """,
      passes: """
        Episodes CHILD=1 URN=SC123456
        Episodes CHILD=2 URN=XXXXXXX
        Providers URN=SC123456
        """
    ) { episode, child in
      episode.hasProviderNumber && episode.providers(in: child.setting).isEmpty
    }
  }

  /// The rule that these types of placement are where Ofsted says that the provider is.
  private static func samePostcode(
    years: ClosedRange<CollectionYear>, _ types: CodeList
  ) -> SSDA903Rule {
    SSDA903Rule(
      "221", years: years, of: EpisodeColumn.self, [.PL_POST], needs: [.reference(.providers)],
      """
      The postcode of the placement is not the one that Ofsted has for this number. Check the \
      postcode and the number.
      """,
      fails: """
        Episodes URN=SC123456 PLACE=K2 PL_POST="AB1 2CE"
        Providers URN=SC123456 POSTCODE=AB12CD
        """,
      passes: """
        Episodes CHILD=1 URN=SC123456 PLACE=K2 PL_POST="AB1 2CD"
        Episodes CHILD=2 URN=SC123456 PLACE=K2 LS=V3 PL_POST="AB1 2CE"
        Providers URN=SC123456 POSTCODE=AB12CD
        """
    ) { episode, child in
      guard episode.hasProviderNumber, types.contains(episode[.PLACE]), !episode.isShortBreak,
        episode[.PL_POST].isGiven
      else { return false }
      let postcode = episode[.PL_POST].withoutSpaces
      let providers = episode.providers(in: child.setting)
      return providers.isEmpty
        || providers.contains { $0.postcode.isNone || $0.postcode != postcode }
    }
  }
}

extension CheckedRow<EpisodeColumn> {
  /// Whether the placement is outside England, confidential, or nowhere that is known.
  fileprivate var isOutsideOrUnknown: Bool { isOutsideOrUnknown(but: 0) }

  /// The same, by the first letters of `NIR`, `NUK`, `WAL`, `SCO` and `CON`, one of which may be
  /// left out.
  fileprivate func isOutsideOrUnknown(but exception: UInt8) -> Bool {
    guard PL_LA.isGiven else { return true }
    switch PL_LA[0] {
    case exception: return false
    case UInt8(ascii: "N"), UInt8(ascii: "W"), UInt8(ascii: "S"), UInt8(ascii: "C"): return true
    default: return false
    }
  }
}

extension CodeList {
  /// Placement types that Ofsted does not register, in the year that ends in this calendar year.
  fileprivate static let unregistered2023 = unregistered2024 + ["H5"]
  fileprivate static let unregistered2024 = unregistered2025 + ["P2"]
  fileprivate static let unregistered2025 = alwaysUnregistered + ["Z1"]
  fileprivate static let unregistered2026 = alwaysUnregistered + otherPlacements
  private static let alwaysUnregistered = temporaryPlacements + ["P1", "P3", "R1", "R2", "R5"]

  /// What stands for an authority where the placement is confidential or not in England.
  fileprivate static let placesOutsideEngland: CodeList = ["CON", "NIR", "SCO", "WAL", "NUK"]
}
