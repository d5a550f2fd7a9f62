import Returns

extension SSDA903RuleBook {
  /// Whether this year's episodes go on where last year's return left off.
  @SSDA903RuleBuilder
  static var episodesYearOnYear: [SSDA903Rule] {
    SSDA903Rule(
      "199", flags: [.of(EpisodeColumn.self, [.CHILD])],
      """
      An earlier episode of this child ended with adoption, so there should be no later one. Give \
      an adopted child who comes back into care a new identifier, or correct the earlier reason.
      """,
      fails: """
        Episodes DECOM=01/05/2025 REC=E11
        Episodes DECOM=01/06/2025 !
        """,
      passes: """
        Episodes_last DECOM=01/05/2024 REC=E11
        Episodes DECOM=01/05/2024 REC=E11
        """
    ) { child, found in
      var adoptedLast = CellDay.none
      for episode in child.last.episodes where episode.isAdoption {
        adoptedLast = .earlier(adoptedLast, episode.day(.DECOM))
      }
      var isAdopted = false
      for episode in child.journey.sequence where episode.day(.DECOM).isKnown {
        if isAdopted || adoptedLast < episode.day(.DECOM) { found.flag(episode) }
        isAdopted = isAdopted || episode.isAdoption
      }
    }

    SSDA903Rule(
      "452", flags: [.of(EpisodeColumn.self, [], extra: ["PL_LA"])],
      needs: [.lastYear(.episodes), .reference(.postcodes), .reference(.authorities)],
      """
      Last year's return left this episode open, but the placement is now in another authority. \
      Check the postcode of the placement in both years.
      """,
      fails: """
        Episodes_last DECOM=01/06/2024 RNE=S PL_LA=E08000035
        Episodes DECOM=01/06/2024 RNE=S PL_LA=WAL
        """,
      passes: """
        Episodes_last DECOM=01/06/2024 RNE=S PL_LA=E08000035
        Episodes DECOM=01/06/2024 RNE=P PL_LA=WAL
        """
    ) { child, found in
      guard let last = child.journeyLast.latest, last[.DEC].isNone, last[.RNE].isGiven,
        let now = child.journey.first, now[.RNE] == last[.RNE]
      else { return }
      if now.PL_LA != last.PL_LA { found.flag(now) }
    }

    SSDA903Rule(
      "453", flags: [.of(EpisodeColumn.self, [], extra: ["PL_DISTANCE"])],
      needs: [.lastYear(.episodes), .reference(.postcodes)],
      """
      Last year's return left this episode open, but the distance from home is now another. Check \
      the postcodes of home and placement in both years.
      """,
      fails: """
        Episodes_last DECOM=01/06/2024 RNE=S PL_DISTANCE=10.0
        Episodes DECOM=01/06/2024 RNE=S PL_DISTANCE=10.2
        """,
      passes: """
        Episodes_last DECOM=01/06/2024 RNE=S PL_DISTANCE=10.0
        Episodes DECOM=01/06/2024 RNE=S PL_DISTANCE=10.1
        """
    ) { child, found in
      guard let (last, now) = child.carriedOver, last[.RNE].isGiven, now[.RNE] == last[.RNE]
      else { return }
      if now.isElsewhere(than: last) { found.flag(now) }
    }

    SSDA903Rule(
      "502", flags: [.of(EpisodeColumn.self, [.DECOM])], needs: [.lastYear(.episodes)],
      """
      Last year's return left an episode open, but this year's first episode starts on another \
      day. Return the open episode again with the start date it had.
      """,
      fails: """
        Episodes_last DECOM=01/06/2024
        Episodes DECOM=02/06/2024 !
        Episodes DECOM=01/07/2025
        """,
      passes: """
        Episodes_last CHILD=1 DECOM=01/06/2024
        Episodes CHILD=1 DECOM=01/06/2024
        Episodes_last CHILD=2 DECOM=01/06/2024 DEC=01/07/2024
        Episodes CHILD=2 DECOM=02/06/2025
        """
    ) { child, found in
      guard !child.last.episodes.isEmpty, let first = child.journey.first else { return }
      for last in child.last.episodes
      where last[.DEC].isNone && last.day(.DECOM) != first.day(.DECOM) {
        found.flag(first)
      }
    }

    SSDA903Rule(
      "562", flags: [.of(EpisodeColumn.self, [.DECOM])], needs: [.lastYear(.episodes)],
      """
      This episode began before the year, but last year's return does not end with it. Correct the \
      start date, or find out what last year's return left out.
      """,
      fails: """
        Episodes_last DECOM=01/06/2024
        Episodes DECOM=02/06/2024
        """,
      passes: """
        Episodes_last DECOM=01/05/2024
        Episodes_last DECOM=01/06/2024
        Episodes DECOM=01/06/2024
        """
    ) { child, found in
      guard let first = child.journey.first, first.day(.DECOM) < child.start else { return }
      let last = child.journeyLast.latest?.day(.DECOM) ?? .none
      if last != first.day(.DECOM) { found.flag(first) }
    }

    SSDA903Rule(
      "NoE", of: EpisodeColumn.self, [.DECOM], needs: [.lastYear(.episodes)],
      """
      The child was in care before the year began, but is not among last year's episodes. Check \
      the start date and last year's return.
      """,
      fails: """
        Episodes DECOM=31/03/2025
        Episodes_last CHILD=2
        """,
      passes: """
        Episodes CHILD=1 DECOM=31/03/2025
        Episodes_last CHILD=1
        Episodes CHILD=2 DECOM=01/04/2025
        """
    ) { episode, child in episode.day(.DECOM) < child.start && child.last.episodes.isEmpty }
  }

  /// The rules of the 503 group: an episode that last year's return left open comes back unchanged.
  @SSDA903RuleBuilder
  static var carriedOverEpisodes: [SSDA903Rule] {
    unchanged("503A", .RNE, "reason for the new episode", old: "S", new: "P")
    unchanged("503B", .LS, "legal status", old: "C1", new: "C2")
    unchanged("503C", .CIN, "category of need", old: "N1", new: "N2")

    unchanged("503D", years: .only(2023), .PLACE, "placement type", old: "U4", new: "U6")
    unchanged(
      "503D", years: .years(2024, 2025), .PLACE, "placement type", old: "H5", new: "K2",
      passes: "K3"
    ) { last, now in last == "H5" && now == "K3" }
    unchanged(
      "503D", years: .only(2026), .PLACE, "placement type", old: "Z1", new: "K2", passes: "Z11"
    ) { last, now in last == "Z1" && now.isOne(of: .otherPlacements) }
    unchanged("503D", years: .only(2027), .PLACE, "placement type", old: "Z1", new: "Z11")

    unchanged("503E", .PLACE_PROVIDER, "placement provider", old: "PR1", new: "PR4")
    unchanged("503F", .URN, "Ofsted number", old: "SC123456", new: "SC234567")

    carriedOver(
      "503G", .of(EpisodeColumn.self, [], extra: ["PL_DISTANCE"]), "distance from home",
      "PL_DISTANCE", needs: [.reference(.postcodes)], old: "10.0", new: "10.2", passes: "10.1"
    ) { last, now in now.isElsewhere(than: last) }
    carriedOver(
      "503H", .of(EpisodeColumn.self, [], extra: ["PL_LA"]), "authority of the placement", "PL_LA",
      needs: [.reference(.postcodes), .reference(.authorities)], old: "WAL", new: "E08000035",
      passes: "WAL"
    ) { last, now in now.PL_LA != last.PL_LA }
    carriedOver(
      "503J", .of(EpisodeColumn.self, [], extra: ["PL_LOCATION"]),
      "location of the placement, inside or outside the area,", "PL_LOCATION",
      needs: [.reference(.postcodes), .reference(.authorities)], old: "IN", new: "OUT",
      passes: "IN", obstacle: \.locationObstacle
    ) { last, now in now.PL_LOCATION != last.PL_LOCATION }
  }

  /// A rule that a column of an episode that was left open is as it was; two empty cells are the
  /// same.
  ///
  /// - Parameter isAllowed: Whether this change, from last year's code to this year's, is allowed.
  private static func unchanged(
    _ code: String, years: ClosedRange<CollectionYear> = .everyRuleBook, _ column: EpisodeColumn,
    _ name: String, old: String, new: String, passes: String? = nil,
    unless isAllowed: @escaping @Sendable (_ last: CellText, _ now: CellText) -> Bool = { _, _ in
      false
    }
  ) -> SSDA903Rule {
    carriedOver(
      code, years: years, .of(EpisodeColumn.self, [column]), name, column.name, old: old, new: new,
      passes: passes ?? old
    ) { last, now in
      now[column] != last[column] && !isAllowed(last[column], now[column])
    }
  }

  /// - Parameters:
  ///   - field: The name of the column in the examples.
  ///   - old: What last year's return has in the examples.
  ///   - new: What this year's has in the one that fails.
  ///   - passes: What this year's has in the one that passes.
  private static func carriedOver(
    _ code: String, years: ClosedRange<CollectionYear> = .everyRuleBook, _ fields: RuleFields,
    _ name: String, _ field: String, needs: [RuleNeed] = [], old: String, new: String,
    passes: String, obstacle: @escaping @Sendable (CheckSetting) -> String? = { _ in nil },
    where isChanged:
      @escaping @Sendable (
        _ last: CheckedRow<EpisodeColumn>, _ now: CheckedRow<EpisodeColumn>
      ) -> Bool
  ) -> SSDA903Rule {
    func example(_ now: String) -> String {
      """
      Episodes_last DECOM=01/06/2021 \(field)=\(old)
      Episodes DECOM=01/06/2021 \(field)=\(now)
      """
    }
    return SSDA903Rule(
      code, years: years, flags: [fields], needs: [.lastYear(.episodes)] + needs,
      """
      Last year's return left an episode open, and the \(name) of this year's first episode is \
      not the same. Return the open episode as it was, and add a new one for what changed.
      """,
      fails: example(new), passes: example(passes), obstacle: obstacle
    ) { child, found in
      guard let (last, now) = child.carriedOver else { return }
      if isChanged(last, now) { found.flag(now) }
    }
  }
}

extension CheckedRow<EpisodeColumn> {
  /// Whether the distance differs by two tenths of a mile or more, or is known in one year only.
  fileprivate func isElsewhere(than last: CheckedRow) -> Bool {
    switch (PL_DISTANCE, last.PL_DISTANCE) {
    case (nil, nil): false
    case (let now?, let last?): abs(now - last) >= 2
    default: true
    }
  }
}
