import Returns

extension SSDA903RuleBook {
  /// Times when a child was missing, or away without authorisation.
  @SSDA903RuleBuilder
  static var missing: [SSDA903Rule] {
    SSDA903Rule(
      "1004", of: MissingColumn.self, [.MIS_START],
      "The start of the absence is missing or is not a date. Enter it as day/month/year.",
      fails: "Missing MIS_START=31/06/2025\nMissing", passes: "Missing MIS_START=30/06/2025"
    ) { absence, _ in !absence.day(.MIS_START).isKnown }

    SSDA903Rule(
      "1005", of: MissingColumn.self, [.MIS_END],
      "The end of the absence is not a date. Enter it as day/month/year, or leave it empty if the child"
        + " is still away.",
      fails: "Missing MIS_END=13/10/21", passes: "Missing MIS_END=13/10/2021\nMissing"
    ) { absence, _ in absence.isUnreadable(.MIS_END) }

    SSDA903Rule(
      "1006", of: MissingColumn.self, [.MISSING],
      "The kind of absence is not a code. Use M for missing or A for away without authorisation.",
      fails: "Missing MISSING=Y", passes: "Missing MISSING=M\nMissing MISSING=A\nMissing"
    ) { absence, _ in absence[.MISSING].isGiven && !absence.isOfKnownKind }

    SSDA903Rule(
      "564", of: MissingColumn.self, [.MISSING, .MIS_START],
      "The child was missing or away, but there is no start. Enter the date on which it started.",
      fails: "Missing MISSING=A", passes: "Missing MISSING=A MIS_START=01/05/2025\nMissing"
    ) { absence, _ in absence.isOfKnownKind && absence[.MIS_START].isNone }

    SSDA903Rule(
      "565", of: MissingColumn.self, [.MISSING, .MIS_START],
      "An absence has a start, but not whether the child was missing (M) or away without authorisation"
        + " (A). Choose one.",
      fails: "Missing MIS_START=01/05/2025",
      passes: "Missing MISSING=M MIS_START=01/05/2025\nMissing"
    ) { absence, _ in absence[.MIS_START].isGiven && absence[.MISSING].isNone }

    SSDA903Rule(
      "566", of: MissingColumn.self, [.MISSING, .MIS_END],
      "An absence has an end, but not whether the child was missing (M) or away without authorisation"
        + " (A). Choose one.",
      fails: "Missing MIS_END=02/05/2025", passes: "Missing MISSING=M MIS_END=02/05/2025\nMissing"
    ) { absence, _ in absence[.MIS_END].isGiven && absence[.MISSING].isNone }

    SSDA903Rule(
      "567", of: MissingColumn.self, [.MIS_START, .MIS_END],
      "The absence ends before it starts. Correct one of the two dates.",
      fails: "Missing MIS_START=02/05/2025 MIS_END=01/05/2025",
      passes: "Missing MIS_START=02/05/2025 MIS_END=02/05/2025"
    ) { absence, _ in absence.day(.MIS_START) > absence.day(.MIS_END) }

    SSDA903Rule(
      "570", of: MissingColumn.self, [.MIS_START],
      "The absence starts after 31 March of this year. Correct the date, or leave the absence for next"
        + " year’s return.",
      fails: "Missing MIS_START=01/04/2026", passes: "Missing MIS_START=31/03/2026"
    ) { absence, child in absence.day(.MIS_START) > child.end }

    SSDA903Rule(
      "571", of: MissingColumn.self, [.MIS_END],
      "The absence ends outside this year. Correct the date, leave it empty if the child was still away"
        + " on 31 March, or remove the absence if it ended before the year.",
      fails: "Missing MIS_END=31/03/2025\nMissing MIS_END=01/04/2026",
      passes: "Missing MIS_END=01/04/2025\nMissing MIS_END=31/03/2026\nMissing"
    ) { absence, child in
      absence.day(.MIS_END) < child.start || absence.day(.MIS_END) > child.end
    }

    SSDA903Rule(
      "574", overlapsIn: MissingColumn.self, from: .MIS_START, to: .MIS_END,
      "This absence starts before the one in front of it has ended. Enter the end of the earlier"
        + " absence, or correct the dates.")

    SSDA903Rule(
      "586", of: MissingColumn.self, [.MIS_START],
      "The absence starts on the child’s date of birth or before it. Correct one of the two dates.",
      fails: "Missing DOB=01/05/2025 MIS_START=01/05/2025",
      passes: "Missing DOB=01/05/2025 MIS_START=02/05/2025"
    ) { absence, _ in absence.day(.MIS_START) <= absence.day(.DOB) }
  }

  /// Times when a child was missing, beside the child’s episodes and last year’s return.
  @SSDA903RuleBuilder
  static var missingInCare: [SSDA903Rule] {
    SSDA903Rule(
      "575", flags: [.of(MissingColumn.self, [.MIS_END])], needs: [.table(.episodes)],
      "The episode in which the child went missing has ended, but the absence has not. Enter the end of"
        + " the absence.",
      fails: """
        Missing MIS_START=01/06/2025
        Episodes DECOM=01/05/2025 DEC=01/06/2025
        """,
      passes: """
        Missing MIS_START=02/06/2025
        Missing MIS_START=01/06/2025 MIS_END=05/06/2025
        Episodes DECOM=01/05/2025 DEC=01/06/2025
        Episodes DECOM=02/06/2025
        """
    ) { child, found in
      guard child.missing.contains(where: { $0[.MIS_END].isNone }) else { return }
      var ended = DaySpans()
      for episode in child.journey.sequence where episode.day(.DEC).isKnown {
        ended.append(from: episode.day(.DECOM), to: episode.day(.DEC))
      }
      for absence in child.missing
      where absence[.MIS_END].isNone && ended.contains(absence.day(.MIS_START)) {
        found.flag(absence)
      }
    }

    SSDA903Rule(
      "576", flags: [.of(MissingColumn.self, [.CHILD])], needs: [.lastYear(.missing)],
      "Last year’s return left an absence open, but this year’s does not begin with it. Return the"
        + " absence again with the start that it had.",
      fails: """
        Missing MIS_START=02/03/2025 !
        Missing MIS_START=02/05/2025
        Missing_last MIS_START=01/03/2025
        Missing_last CHILD=2 MIS_START=01/03/2025 !
        """,
      passes: """
        Missing MIS_START=02/05/2025
        Missing MIS_START=01/03/2025
        Missing_last MIS_START=01/03/2025
        Missing_last CHILD=2 MIS_START=01/03/2025 MIS_END=02/03/2025
        """
    ) { child, found in
      guard !child.last.missing.isEmpty else { return }
      let first = child.missing.earliest(.MIS_START) ?? child.missing.first
      for before in child.last.missing
      where before[.MIS_END].isNone && before.day(.MIS_START).isKnown {
        guard let first else {
          found.flag(before)
          continue
        }
        if first.day(.MIS_START) != before.day(.MIS_START) { found.flag(first) }
      }
    }

    SSDA903Rule(
      "577", endsOutsideCareIn: MissingColumn.self, from: .MIS_START, to: .MIS_END,
      "The absence has no end although the child left care, or ends on a day on which the child was not"
        + " looked after. Enter or correct the end of the absence.")

    SSDA903Rule(
      "578", flags: [.of(MissingColumn.self, [.MIS_START])], needs: [.table(.episodes)],
      "The absence starts outside the times when the child was looked after. Correct its start, or the"
        + " dates of the episodes.",
      fails: """
        Missing MIS_START=02/06/2025
        Episodes DECOM=01/04/2025 DEC=01/05/2025
        Episodes DECOM=01/05/2025 DEC=01/06/2025
        """,
      passes: """
        Missing MIS_START=01/06/2025
        Missing
        Episodes DECOM=01/04/2025 DEC=01/05/2025
        Episodes DECOM=01/05/2025 DEC=01/06/2025
        """
    ) { child, found in
      guard !child.missing.isEmpty else { return }
      let care = PeriodsOfCare(child.journey)
      guard !care.isEmpty else { return }
      for absence in child.missing
      where absence.day(.MIS_START).isKnown && !care.contains(absence.day(.MIS_START)) {
        found.flag(absence)
      }
    }

    SSDA903Rule(
      "581", flags: [.of(MissingColumn.self, [.MIS_START])], needs: [.table(.episodes)],
      "The absence starts on a day on which the child had no episode. Correct its start, or the dates"
        + " of the episodes.",
      fails: """
        Missing MIS_START=30/04/2025
        Missing MIS_START=02/06/2025
        Episodes DECOM=01/05/2025 DEC=01/06/2025
        """,
      passes: """
        Missing MIS_START=01/05/2025
        Missing MIS_START=01/06/2025
        Missing
        Episodes DECOM=01/05/2025 DEC=01/06/2025
        Missing CHILD=2 MIS_START=01/05/2025
        """
    ) { child, found in
      guard !child.missing.isEmpty, !child.episodes.isEmpty else { return }
      var care = DaySpans()
      for episode in child.journey.sequence {
        care.append(from: episode.day(.DECOM), to: episode.day(.DEC))
      }
      for absence in child.missing
      where absence.day(.MIS_START).isKnown && !care.contains(absence.day(.MIS_START)) {
        found.flag(absence)
      }
    }
  }
}

extension CheckedRow<MissingColumn> {
  fileprivate var isOfKnownKind: Bool { self[.MISSING] == "M" || self[.MISSING] == "A" }
}
