import Returns

extension SSDA903RuleBook {
  /// Where the placement is, and how far from home.
  @SSDA903RuleBuilder
  static var placeAndDistance: [SSDA903Rule] {
    SSDA903Rule(
      "164", of: EpisodeColumn.self, [], extra: ["PL_DISTANCE"], needs: [.reference(.postcodes)],
      """
      The distance from home to the placement is not one that can be. Check both postcodes.
      """,
      fails: """
        Header UASC=0
        Episodes PL_DISTANCE=1000.0
        """,
      passes: """
        Header CHILD=1 UASC=0
        Episodes CHILD=1 PL_DISTANCE=999.9
        Header CHILD=2 UASC=1
        Episodes CHILD=2 PL_DISTANCE=1000.0
        """,
      obstacle: \.asylumObstacle
    ) { episode, child in
      guard let distance = episode.PL_DISTANCE, distance < 0 || distance > 9999 else {
        return false
      }
      return !child.isEverAsylum
    }

    SSDA903Rule(
      "169", of: EpisodeColumn.self, [], extra: ["PL_LA"],
      needs: [.reference(.postcodes), .reference(.authorities)],
      """
      It cannot be told which authority the placement is in. Check the postcode of the placement.
      """,
      fails: "Episodes LS=C2 PL_LA=",
      passes: """
        Episodes CHILD=1 LS=C2 PL_LA=WAL
        Episodes CHILD=2 LS=V4
        """
    ) { episode, _ in episode.PL_LA.isNone && !episode.isShortBreak }

    SSDA903Rule(
      "179", of: EpisodeColumn.self, [], extra: ["PL_LOCATION"],
      needs: [.reference(.postcodes), .reference(.authorities)],
      """
      It cannot be told whether the placement is inside the authority's area. Check the postcode \
      of the placement.
      """,
      fails: "Episodes LS=C2 PL_LOCATION=",
      passes: """
        Episodes CHILD=1 LS=C2 PL_LOCATION=OUT
        Episodes CHILD=2 LS=V4
        """,
      obstacle: \.locationObstacle
    ) { episode, _ in episode.PL_LOCATION.isNone && !episode.isShortBreak }

    SSDA903Rule(
      "392a", of: EpisodeColumn.self, [], extra: ["PL_DISTANCE"], needs: [.reference(.postcodes)],
      """
      The distance from home to the placement cannot be worked out. Give both postcodes, and check \
      that they are real.
      """,
      fails: """
        Header UASC=0
        Episodes LS=C2 PL_DISTANCE=
        """,
      passes: """
        Header CHILD=1 UASC=0
        Header_last CHILD=1 UASC=1
        Episodes CHILD=1 LS=C2 PL_DISTANCE=
        Episodes CHILD=2 LS=V4
        """,
      obstacle: \.asylumObstacle
    ) { episode, child in
      episode.PL_DISTANCE == nil && !episode.isShortBreak && !child.isEverAsylum
    }

    SSDA903Rule(
      "392b", of: EpisodeColumn.self, [.HOME_POST, .PL_POST],
      "The postcode of the home or of the placement is missing. Give both.",
      fails: "Episodes LS=C2 HOME_POST=\"AB1 2CD\"",
      passes: """
        Episodes CHILD=1 LS=V3
        Header CHILD=2 UASC=1
        Episodes CHILD=2 LS=C2 PL_POST="AB1 2CD"
        """
    ) { episode, child in
      (episode[.HOME_POST].isNone || episode[.PL_POST].isNone) && !episode.isShortBreak
        && !child.isEverAsylum
    }

    SSDA903Rule(
      "392c", of: EpisodeColumn.self, [.HOME_POST, .PL_POST], needs: [.reference(.postcodes)],
      """
      A postcode is not in the national list. Check it; a very new one may need a newer list.
      """,
      fails: """
        Postcodes POSTCODE=AB12CD
        Episodes HOME_POST="AB1 2CE" PL_POST="AB1 2CD"
        """,
      passes: """
        Postcodes POSTCODE=AB12CD
        Episodes HOME_POST="AB1 2CD"
        """,
      obstacle: { $0.reference.has(.postcodes) ? nil : ReferenceKind.postcodes.missing }
    ) { episode, child in
      // A distance that was worked out says that both postcodes were found.
      if !child.setting.givenPlacement, episode.PL_DISTANCE != nil { return false }
      return child.setting.isUnknown(episode[.HOME_POST])
        || child.setting.isUnknown(episode[.PL_POST])
    }

    SSDA903Rule(
      "392d", of: EpisodeColumn.self, [.HOME_POST, .PL_POST, .PLACE],
      """
      The placement has the postcode of the home, but the child is not placed with parents (P1). \
      Check both postcodes and the placement type.
      """,
      severity: .query,
      fails: "Episodes HOME_POST=\"AB1 2CD\" PL_POST=AB12CD PLACE=U1",
      passes: """
        Episodes CHILD=1 HOME_POST="AB1 2CD" PL_POST="AB1 2CD" PLACE=P1
        Episodes CHILD=2 PLACE=U1
        """
    ) { episode, _ in
      episode[.PLACE] != "P1" && episode[.HOME_POST].isGiven && episode[.PL_POST].isGiven
        && episode[.HOME_POST].withoutSpaces == episode[.PL_POST].withoutSpaces
    }

    SSDA903Rule(
      "398", of: EpisodeColumn.self, [.LS, .HOME_POST, .PL_POST],
      "Short breaks (V3, V4) have no postcodes in this return. Clear them.",
      fails: "Episodes LS=V3 HOME_POST=\"AB1 2CD\"",
      passes: "Episodes LS=V2 HOME_POST=\"AB1 2CD\" PL_POST=\"AB1 2CE\""
    ) { episode, _ in episode.isShortBreak && episode.hasAny(.HOME_POST, .PL_POST) }

    SSDA903Rule(
      "406", flags: [.of(EpisodeColumn.self, [], extra: ["PL_DISTANCE"])],
      needs: [.reference(.postcodes)],
      """
      The child is or was an unaccompanied asylum-seeker, so no distance from home is wanted. Take \
      out the home postcode, or correct what is said of the child's asylum.
      """,
      fails: """
        Header UASC=0
        Header_last UASC=1
        Episodes PL_DISTANCE=0.0
        """,
      passes: """
        Header CHILD=1 UASC=0
        Episodes CHILD=1 PL_DISTANCE=12.3
        Header CHILD=2 UASC=1
        Episodes CHILD=2
        """,
      obstacle: \.asylumObstacle
    ) { child, found in
      guard child.isEverAsylum else { return }
      for episode in child.episodes where episode.PL_DISTANCE != nil { found.flag(episode) }
    }

    SSDA903Rule(
      "411", of: EpisodeColumn.self, [], extra: ["PL_LOCATION"],
      needs: [.reference(.postcodes), .reference(.authorities), .authority],
      """
      The placement is said to be inside the authority's area, but is in another authority. Check \
      the postcode of the placement.
      """,
      fails: "Episodes PL_LOCATION=IN PL_LA=E09000001",
      passes: "Episodes PL_LOCATION=IN PL_LA=E08000035"
    ) { episode, child in
      episode.PL_LOCATION == "IN" && episode.PL_LA != child.setting.authority
    }

    SSDA903Rule(
      "420", of: EpisodeColumn.self, [], extra: ["PL_LA"],
      needs: [.reference(.postcodes), .reference(.authorities)],
      """
      Short breaks (V3, V4) have no authority of placement. Take out the postcode of the \
      placement, or correct the legal status.
      """,
      fails: "Episodes LS=V4 PL_LA=E08000035",
      passes: """
        Episodes CHILD=1 LS=V4
        Episodes CHILD=2 LS=V2 PL_LA=E08000035
        """
    ) { episode, _ in episode.isShortBreak && episode.PL_LA.isGiven }

    SSDA903Rule(
      "454", years: .from(2026), of: EpisodeColumn.self, [], extra: ["PL_DISTANCE"],
      needs: [.reference(.postcodes)],
      "The placement is more than 350 miles from home. Check both postcodes.",
      fails: "Episodes PL_DISTANCE=350.1",
      passes: """
        Episodes CHILD=1 PL_DISTANCE=350.0
        Episodes CHILD=2 PL_DISTANCE=999.9
        """
    ) { episode, _ in
      guard let distance = episode.PL_DISTANCE else { return false }
      return distance > 3500 && distance != 9999
    }
  }
}

extension CheckSetting {
  /// Whether a postcode is given that is not in the list.
  fileprivate func isUnknown(_ postcode: CellText) -> Bool {
    guard postcode.isGiven, let postcodes = reference.postcodes else { return false }
    return postcodes.place(of: postcode.withoutSpaces) == nil
  }

  /// Why it cannot be told what is inside the authority's area; nil where it can.
  var locationObstacle: String? {
    authority == nil && !givenPlacement
      ? "it is not known which authority the return is from" : nil
  }
}
