import Returns

extension SSDA903RuleBook {
  /// What kind of placement a child can be in.
  @SSDA903RuleBuilder
  static var placements: [SSDA903Rule] {
    SSDA903Rule(
      "217", of: EpisodeColumn.self, [.PLACE, .DECOM, .RNE],
      """
      A child placed for adoption with the current foster carers (A3, A5) keeps the same carers, \
      so the reason for the new episode is S, T or U. Correct the reason or the placement type.
      """,
      fails: "Episodes PLACE=A3 DECOM=01/04/2015 RNE=P",
      passes: """
        Episodes CHILD=1 PLACE=A3 DECOM=01/04/2015 RNE=T
        Episodes CHILD=2 PLACE=A3 DECOM=31/03/2015 RNE=P
        """
    ) { episode, _ in
      (episode[.PLACE] == "A3" || episode[.PLACE] == "A5")
        && episode.day(.DECOM) >= .sameCarerReasonsBegan
        && !episode[.RNE].isOne(of: .sameCarerReasons)
    }

    SSDA903Rule(
      "217t", years: .only(2024), of: EpisodeColumn.self, [.PLACE, .DECOM],
      """
      Independent living (P2) cannot go on after 28 October 2023. End the episode by then and use \
      the placement type that applies since.
      """,
      fails: """
        Episodes CHILD=1 PLACE=P2 DEC=29/10/2023
        Episodes CHILD=2 PLACE=P2
        """,
      passes: "Episodes PLACE=P2 DEC=28/10/2023"
    ) { episode, _ in
      episode[.PLACE] == "P2" && !(episode.day(.DEC) <= .unregisteredAccommodationEnded)
    }

    SSDA903Rule(
      "336", flags: [.of(EpisodeColumn.self, [.PLACE])],
      """
      The child is placed for adoption with the current foster carers (A3, A5), but was not with \
      foster carers before. Check the types of both placements.
      """,
      fails: """
        Episodes DECOM=01/05/2025 PLACE=K2
        Episodes DECOM=01/06/2025 PLACE=A5 !
        """,
      passes: """
        Episodes DECOM=01/05/2025 PLACE=U5
        Episodes DECOM=01/06/2025 PLACE=A5
        """
    ) { child, found in
      guard child.journey.first != nil else { return }
      for (before, episode) in child.journey.sequence.neighbours
      where (episode[.PLACE] == "A3" || episode[.PLACE] == "A5")
        && !before[.PLACE].isOne(of: .familyPlacements)
      {
        found.flag(episode)
      }
    }

    youngest("370", years: .only(2023), "P2", "Independent living (P2)", age: 15)
    youngest("370", years: .only(2024), "P2", "Independent living (P2)", age: 16)
    youngest("371", years: .only(2023), "H5", "Semi-independent accommodation (H5)", age: 14)
    youngest("371", years: .only(2024), "H5", "Semi-independent accommodation (H5)", age: 16)
    youngest("371", years: .from(2025), "K3", "Supported accommodation (K3)", age: 16)
    youngest("372", "R5", "A young offender institution or prison (R5)", age: 10)
    youngest("373", "S1", "A residential school (S1)", age: 4)
    youngest("374", "P3", "Residential employment (P3)", age: 14)
  }

  /// A rule on how old a child must be when a placement of a type starts.
  private static func youngest(
    _ code: String, years: ClosedRange<CollectionYear> = .everyRuleBook, _ type: CellText,
    _ name: String, age: Int
  ) -> SSDA903Rule {
    let year = years == .everyRuleBook ? 2025 : years.lowerBound.endYear - 1
    return SSDA903Rule(
      code, years: years, of: EpisodeColumn.self, [.DECOM, .PLACE], needs: [.table(.header)],
      """
      \(name) is for those aged \(age) or over, and the child was younger at the start. Check the \
      date of birth, the start of the episode and the placement type.
      """,
      fails: """
        Header DOB=02/06/\(year - age)
        Episodes PLACE=\(type) DECOM=01/06/\(year)
        """,
      passes: """
        Header DOB=01/06/\(year - age)
        Episodes PLACE=\(type) DECOM=01/06/\(year)
        """
    ) { episode, child in
      episode[.PLACE] == type && child.isYounger(than: age, on: episode.day(.DECOM))
    }
  }
}

extension CodeList {
  /// Foster care and placements for adoption.
  static let familyPlacements = fosterPlacements + adoptionPlacements
  /// Reasons for a new episode with the same carers.
  fileprivate static let sameCarerReasons: CodeList = ["S", "T", "U"]
}
