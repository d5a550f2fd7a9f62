import Returns

extension SSDA903RuleBook {
  /// Whether a girl is a mother, and when her first child was born.
  @SSDA903RuleBuilder
  static var mother: [SSDA903Rule] {
    WrittenSex.all.flatMap { motherBySex($0) }

    SSDA903Rule(
      "171", of: HeaderColumn.self, [.MC_DOB],
      "The date of birth of the mother's child is not a date. Give it as day/month/year.",
      fails: "Header MC_DOB=29/02/2025", passes: "Header MC_DOB=28/02/2025\nHeader CHILD=2"
    ) { child, _ in child[.MC_DOB].isGiven && !child.day(.MC_DOB).isKnown }

    SSDA903Rule(
      "611", of: HeaderColumn.self, [.MOTHER, .MC_DOB],
      "She is recorded as a mother, but her first child's date of birth is missing. Add it.",
      fails: "Header MOTHER=1", passes: "Header MOTHER=1 MC_DOB=01/05/2025\nHeader CHILD=2 MOTHER=0"
    ) { child, _ in child[.MOTHER] == "1" && child[.MC_DOB].isNone }

    SSDA903Rule(
      "620", of: HeaderColumn.self, [.DOB, .MOTHER],
      """
      She is recorded as a mother, but was under 11 when the collection year began. Correct the \
      date of birth or the mother marker.
      """,
      fails: "Header MOTHER=1 DOB=02/04/2014", passes: "Header MOTHER=1 DOB=01/04/2014"
    ) { child, checked in
      child[.MOTHER] == "1" && child.day(.DOB).adding(years: 11) > checked.start
    }

    SSDA903Rule(
      "621", of: HeaderColumn.self, [.DOB, .MC_DOB],
      """
      Her first child's date of birth is not after her own, or her own is missing. Correct the \
      one that is wrong.
      """,
      fails: "Header DOB=01/05/2008 MC_DOB=01/05/2008\nHeader CHILD=2 MC_DOB=01/05/2025",
      passes: "Header DOB=01/05/2008 MC_DOB=02/05/2008\nHeader CHILD=2 DOB=01/05/2008"
    ) { child, _ in
      child.day(.MC_DOB).isKnown && !(child.day(.MC_DOB) > child.day(.DOB))
    }

    SSDA903Rule(
      "625", flags: [.of(HeaderColumn.self, [.MC_DOB]), .of(EpisodeColumn.self, [.DEC])],
      """
      Her first child's date of birth is after the end of the collection year, or after her last \
      episode ended. Correct that date or the end of the episode.
      """,
      fails: """
        Header MC_DOB=02/09/2025 !
        Episodes DECOM=01/04/2025 DEC=01/06/2025
        Episodes DECOM=01/06/2025 DEC=01/09/2025 !
        Header CHILD=2 MC_DOB=01/04/2026 !
        Episodes CHILD=2 DECOM=01/04/2025
        """,
      passes: """
        Header MC_DOB=02/09/2025
        Episodes DECOM=01/04/2025 DEC=01/06/2025
        Episodes DECOM=01/06/2025
        """
    ) { child, found in
      for header in child.header where header.day(.MC_DOB).isKnown {
        let birth = header.day(.MC_DOB)
        let latest = child.journey.latest ?? child.episodes.lastToEnd
        let ended = latest.flatMap { $0.day(.DEC).isKnown ? $0 : nil }
        guard birth > child.end || ended.map({ birth > $0.day(.DEC) }) ?? false else { continue }
        found.flag(header)
        if let ended { found.flag(ended) }
      }
    }

    SSDA903Rule(
      "628", of: HeaderColumn.self, [.MOTHER], needs: [.table(.episodes), .table(.oc3)],
      """
      She is in the return as a care leaver only, so whether she is a mother is not asked. Clear \
      the mother marker, or add the episodes of this year.
      """,
      fails: "Header MOTHER=0\nOC3 IN_TOUCH=YES\nEpisodes *",
      passes: """
        Header MOTHER=0
        OC3 IN_TOUCH=YES
        Episodes DECOM=01/04/2025
        Header CHILD=2 MOTHER=0
        OC3 CHILD=2
        """
    ) { header, child in
      header[.MOTHER].isGiven && child.episodes.isEmpty && child.isCareLeaver
    }

    SSDA903Rule(
      "399",
      flags: [
        .of(HeaderColumn.self, [.MOTHER]), .of(EpisodeColumn.self, [.LS]),
        .of(ReviewColumn.self, [.REVIEW, .REVIEW_CODE]),
      ],
      """
      This child only had short breaks (V3, V4), for which reviews and the mother marker are not \
      asked. Clear them, or correct the legal status.
      """,
      fails: """
        Header MOTHER=0 !
        Episodes LS=V3 !
        Episodes LS=V4 !
        Reviews !
        Header CHILD=2 !
        Episodes CHILD=2 LS=V4 !
        Reviews CHILD=2 REVIEW=01/05/2025 !
        Reviews CHILD=2
        """,
      passes: """
        Header MOTHER=0
        Episodes LS=V3
        Episodes LS=C2
        Reviews REVIEW=01/05/2025
        Header CHILD=2
        Episodes CHILD=2 LS=V4
        """
    ) { child, found in
      guard !child.episodes.isEmpty, !child.episodes.isCareBeyondShortBreaks else { return }
      let hasMother = child.header.contains { $0[.MOTHER].isGiven }
      let hasReview = child.reviews.contains { $0.isFilled }
      guard hasMother || hasReview else { return }
      found.flag(all: child.episodes)
      for header in child.header where hasReview || header[.MOTHER].isGiven { found.flag(header) }
      for review in child.reviews where hasMother || review.isFilled { found.flag(review) }
    }
  }

  /// The rules that name boys or girls, for the years that write them in one way.
  @SSDA903RuleBuilder
  private static func motherBySex(_ sex: WrittenSex) -> [SSDA903Rule] {
    SSDA903Rule(
      "165", years: sex.years,
      flags: [
        .of(HeaderColumn.self, [.MOTHER, .SEX]), .of(OC3Column.self, OC3Column.careLeaverBlock),
      ], needs: [.table(.episodes)],
      """
      The mother marker does not fit. It must be 0 or 1 for a girl who was looked after this \
      year, and empty for a boy.
      """,
      fails: """
        Header SEX=\(sex.male) MOTHER=0 !
        Episodes DECOM=01/04/2020 LS=C2
        OC3 !
        Header CHILD=2 SEX=\(sex.female) !
        Episodes CHILD=2 DECOM=01/04/2020 LS=C2
        Header CHILD=3 SEX=\(sex.female) MOTHER=Y !
        Episodes CHILD=3 DECOM=01/04/2020 LS=C2
        """,
      passes: """
        Header SEX=\(sex.male)
        Episodes DECOM=01/04/2020 LS=C2
        Header CHILD=2 SEX=\(sex.female) MOTHER=0
        Episodes CHILD=2 DECOM=01/04/2020 LS=C2
        Header CHILD=3 SEX=\(sex.female)
        Episodes CHILD=3 DECOM=01/04/2020 DEC=01/05/2021 LS=C2
        OC3 CHILD=3 IN_TOUCH=YES
        """
    ) { child, found in
      for header in child.header {
        let mother = header[.MOTHER]
        let isBoyWithMarker = mother.isGiven && header[.SEX] == sex.male
        let isGirlWithout = mother.isNone && header[.SEX] == sex.female
        let isNoMarker = mother.isGiven && mother != "0" && mother != "1"
        guard isBoyWithMarker || isGirlWithout || isNoMarker,
          child.episodes.isCareBeyondShortBreaks
        else { continue }
        for leaver in child.oc3.orNone {
          // A girl may be in the return as a care leaver only; then nothing is asked.
          let isExcused =
            isGirlWithout && leaver?.isFilled == true
            && !child.episodes.contains { !$0.isShortBreak && $0.touches(child.start, child.end) }
          if isExcused { continue }
          found.flag(header)
          if let leaver { found.flag(leaver) }
        }
      }
    }

    SSDA903Rule(
      "174", years: sex.years, of: HeaderColumn.self, [.SEX, .MC_DOB],
      """
      There is a date of birth of the mother's child, but the sex is male. Clear the date or \
      correct the sex.
      """,
      fails: "Header SEX=\(sex.male) MC_DOB=01/05/2023",
      passes: "Header SEX=\(sex.female) MC_DOB=01/05/2023\nHeader CHILD=2 SEX=\(sex.male)"
    ) { child, _ in child[.MC_DOB].isGiven && child[.SEX] == sex.male }

    SSDA903Rule(
      "393", years: sex.years, of: HeaderColumn.self, [.MOTHER], needs: [.table(.episodes)],
      "It is not said whether this girl is a mother. Enter 1 if she is, 0 if she is not.",
      fails: "Header SEX=\(sex.female)\nEpisodes LS=C2",
      passes: "Header SEX=\(sex.female)\nEpisodes LS=V4\nHeader CHILD=2 SEX=\(sex.male)"
    ) { header, child in
      header[.MOTHER].isNone && header[.SEX] == sex.female
        && child.episodes.isCareBeyondShortBreaks
    }

    SSDA903Rule(
      "607", years: sex.years,
      flags: [
        .of(HeaderColumn.self, [.SEX, .MOTHER]), .of(EpisodeColumn.self, [.DEC, .REC, .LS]),
      ],
      """
      This girl left care in the year, and it is not said whether she is a mother. Enter 1 if she \
      is, 0 if she is not.
      """,
      fails: "Header SEX=\(sex.female)\nEpisodes DEC=\(lastDay(sex)) REC=E4A LS=C2",
      passes: """
        Header SEX=\(sex.female)
        Episodes DEC=\(lastDay(sex)) REC=X1 LS=C2
        Header CHILD=2 SEX=\(sex.female) MOTHER=0
        Episodes CHILD=2 DEC=\(lastDay(sex)) REC=E4A LS=C2
        """
    ) { child, found in
      for header in child.header where header[.MOTHER].isNone && header[.SEX] == sex.female {
        for episode in child.episodes
        where episode.day(.DEC).isWithin(child.start, child.end) && episode[.REC].isGiven
          && episode[.REC] != "X1" && !episode.isShortBreak
        {
          found.flag(header)
          found.flag(episode)
        }
      }
    }

    SSDA903Rule(
      "612", years: sex.years, of: HeaderColumn.self, [.SEX, .MOTHER, .MC_DOB],
      """
      There is a date of birth of her first child, but she is not marked as a mother. Set the \
      mother marker to 1 or clear the date.
      """,
      fails: "Header SEX=\(sex.female) MOTHER=0 MC_DOB=01/05/2023",
      passes: "Header SEX=\(sex.female) MOTHER=1 MC_DOB=01/05/2023"
    ) { child, _ in
      child[.MC_DOB].isGiven && child[.SEX] == sex.female
        && (child[.MOTHER] == "0" || child[.MOTHER].isNone)
    }
  }

  /// The end of the year that the examples of these years are about.
  private static func lastDay(_ sex: WrittenSex) -> String {
    sex.years.upperBound < .ending(2026) ? "31/03/2024" : "31/03/2026"
  }
}

extension CheckedRow<ReviewColumn> {
  /// Whether anything is said of a review.
  fileprivate var isFilled: Bool { hasAny(.REVIEW, .REVIEW_CODE) }
}

extension CheckedRows<EpisodeColumn> {
  /// The episode with the latest end; of equals the first in the file.
  fileprivate var lastToEnd: CheckedRow<EpisodeColumn>? {
    var latest: CheckedRow<EpisodeColumn>?
    for episode in self where episode.day(.DEC).isKnown {
      if latest.map({ $0.day(.DEC) < episode.day(.DEC) }) ?? true { latest = episode }
    }
    return latest
  }
}
