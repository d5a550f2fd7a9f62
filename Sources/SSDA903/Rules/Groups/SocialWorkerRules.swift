import CivilTime
import Returns

extension SSDA903RuleBook {
  private static let changeReasons: CodeList = [
    "MANAGE", "FCONTA", "LEFTRL", "ORGRST", "TSPROC", "ABSENC", "CHCHAN", "PCCHAN", "SWDIED",
    "OTHERS",
  ]

  /// Social workers were first asked for from this day on.
  private static let firstAsked = CellDay(Day(year: 2023, month: 4, day: 1) ?? .unset)

  /// Social workers: whether everything is there and can be read.
  @SSDA903RuleBuilder
  static var socialWorkers: [SSDA903Rule] {
    SSDA903Rule(
      "SW01aSTG1", years: .from(2025), of: SWEpisodeColumn.self, [.SW_DECOM, .SW_ID],
      "The start of the social worker’s time with the child is missing, or it is before 1 April 2023 and"
        + " the social worker’s identifier is missing. Enter what is missing.",
      fails: "SWEpisodes SW_ID=SW123\nSWEpisodes SW_DECOM=31/03/2023",
      passes: "SWEpisodes SW_DECOM=31/03/2023 SW_ID=SW123\nSWEpisodes SW_DECOM=01/04/2023"
    ) { worker, _ in
      let start = worker.day(.SW_DECOM)
      return !start.isKnown || (start < firstAsked && worker[.SW_ID].isNone)
    }

    SSDA903Rule(
      "SW01bSTG1", years: .from(2025), of: SWEpisodeColumn.self, [.SW_DECOM, .SW_ID, .SW_REASON],
      "The start of the social worker’s time with the child is missing, or it is on or after 1 April"
        + " 2023 and the social worker’s identifier or the reason for the change is missing. Enter what"
        + " is missing.",
      fails: """
        SWEpisodes SW_ID=SW123 SW_REASON=MANAGE
        SWEpisodes SW_DECOM=01/04/2023 SW_ID=SW123
        """,
      passes: """
        SWEpisodes SW_DECOM=01/04/2023 SW_ID=SW123 SW_REASON=MANAGE
        SWEpisodes SW_DECOM=31/03/2023
        """
    ) { worker, _ in
      let start = worker.day(.SW_DECOM)
      return !start.isKnown || (start >= firstAsked && !worker.hasAll(.SW_ID, .SW_REASON))
    }

    SSDA903Rule(
      "SW02STG1", years: .from(2024), of: SWEpisodeColumn.self, [.SW_ID],
      "The social worker’s identifier is missing or does not begin with SW, or with XX where the worker"
        + " has none. Enter or correct it.",
      fails: "SWEpisodes SW_ID=123SW\nSWEpisodes",
      passes: "SWEpisodes SW_ID=SW123\nSWEpisodes SW_ID=XX01"
    ) { worker, _ in !worker[.SW_ID].starts(with: "SW") && !worker[.SW_ID].starts(with: "XX") }

    SSDA903Rule(
      "SW03STG1", years: .only(2024), of: SWEpisodeColumn.self, [.SW_ID, .SW_DECOM, .SW_REASON],
      "The social worker’s identifier, their start with the child, or the reason for the change is"
        + " missing. Enter what is missing.",
      fails: "SWEpisodes SW_ID=SW123 SW_DECOM=01/05/2023",
      passes: "SWEpisodes SW_ID=SW123 SW_DECOM=01/05/2023 SW_REASON=MANAGE"
    ) { worker, _ in !worker.hasAll(.SW_ID, .SW_DECOM, .SW_REASON) }

    SSDA903Rule(
      "SW04STG1", years: .from(2024), of: SWEpisodeColumn.self, [.SW_DECOM],
      "The start of the social worker’s time with the child is not a date. Enter it as day/month/year.",
      fails: "SWEpisodes SW_DECOM=31/06/2025", passes: "SWEpisodes SW_DECOM=ZZ/06/2025\nSWEpisodes"
    ) { worker, _ in
      worker.isUnreadable(.SW_DECOM) && worker.partialDay(.SW_DECOM) == nil
    }

    SSDA903Rule(
      "SW05STG1", years: .from(2024), of: SWEpisodeColumn.self, [.SW_DEC],
      "The end of the social worker’s time with the child is not a date. Enter it as day/month/year, or"
        + " leave it empty if they still work with the child.",
      fails: "SWEpisodes SW_DEC=31/06/2025", passes: "SWEpisodes SW_DEC=30/06/2025\nSWEpisodes"
    ) { worker, _ in worker.isUnreadable(.SW_DEC) && worker.partialDay(.SW_DEC) == nil }

    SSDA903Rule(
      "SW13STG1", years: .only(2024), of: SWEpisodeColumn.self, [.SW_REASON],
      "The reason for the change of social worker is missing or is not a code. Choose one of the list.",
      fails: "SWEpisodes SW_REASON=LEFT\nSWEpisodes", passes: "SWEpisodes SW_REASON=LEFTRL"
    ) { worker, _ in !worker[.SW_REASON].isOne(of: changeReasons) }

    SSDA903Rule(
      "SW13STG1", years: .from(2025), of: SWEpisodeColumn.self, [.SW_REASON],
      "The reason for the change of social worker is not a code, or is missing for a social worker who"
        + " started on or after 1 April 2023. Choose one of the list.",
      fails: "SWEpisodes SW_REASON=LEFT\nSWEpisodes SW_DECOM=01/04/2023",
      passes: "SWEpisodes SW_REASON=LEFTRL\nSWEpisodes SW_DECOM=31/03/2023\nSWEpisodes"
    ) { worker, _ in
      let reason = worker[.SW_REASON]
      return reason.isNone
        ? worker.day(.SW_DECOM) >= firstAsked : !reason.isOne(of: changeReasons)
    }
  }

  /// Social workers: one follows on the other, and there is one at any time.
  @SSDA903RuleBuilder
  static var socialWorkerHistory: [SSDA903Rule] {
    SSDA903Rule(
      "SW06STG2", years: .from(2024), of: SWEpisodeColumn.self, [.SW_DECOM],
      "The social worker started after 31 March of this year. Correct the date, or leave them for next"
        + " year’s return.",
      fails: "SWEpisodes SW_DECOM=01/04/2026", passes: "SWEpisodes SW_DECOM=31/03/2026"
    ) { worker, child in worker.day(.SW_DECOM) > child.end }

    SSDA903Rule(
      "SW07STG2", years: .only(2024), of: SWEpisodeColumn.self, [.SW_DEC],
      "The social worker’s time with the child ended outside this year. Correct the date, or remove the"
        + " social worker.",
      fails: "SWEpisodes SW_DEC=31/03/2023\nSWEpisodes SW_DEC=01/04/2024",
      passes: "SWEpisodes SW_DEC=01/04/2023\nSWEpisodes SW_DEC=31/03/2024\nSWEpisodes"
    ) { worker, child in worker.day(.SW_DEC) < child.start || worker.day(.SW_DEC) > child.end }

    SSDA903Rule(
      "SW07STG2", years: .from(2025), of: SWEpisodeColumn.self, [.SW_DEC],
      "The social worker’s time with the child ended outside this year and the year before. Correct the"
        + " date, or remove the social worker.",
      fails: "SWEpisodes SW_DEC=31/03/2024\nSWEpisodes SW_DEC=01/04/2026",
      passes: "SWEpisodes SW_DEC=01/04/2024\nSWEpisodes SW_DEC=31/03/2026\nSWEpisodes"
    ) { worker, child in
      worker.day(.SW_DEC) < child.startOfYearBefore || worker.day(.SW_DEC) > child.end
    }

    SSDA903Rule(
      "SW08STG2", years: .from(2024), flags: [.of(SWEpisodeColumn.self, [.SW_DEC])],
      "A later social worker is recorded, but this one’s time with the child has no end. Enter it.",
      fails: "SWEpisodes SW_DECOM=01/05/2025 !\nSWEpisodes SW_DECOM=01/06/2025",
      passes: """
        SWEpisodes SW_DECOM=01/06/2025
        SWEpisodes SW_DECOM=01/05/2025 SW_DEC=01/06/2025
        """
    ) { child, found in
      guard let last = child.swEpisodes.lastStarted else { return }
      for worker in child.swEpisodes
      where worker.day(.SW_DECOM).isKnown && !worker.day(.SW_DEC).isKnown
        && worker.number != last.number
      {
        found.flag(worker)
      }
    }

    SSDA903Rule(
      "SW09STG2", years: .from(2024), of: SWEpisodeColumn.self, [.SW_DECOM, .SW_DEC],
      "The social worker’s time with the child starts and ends on the same day, which is unusual. Check"
        + " the dates.",
      fails: "SWEpisodes SW_DECOM=01/05/2025 SW_DEC=1/5/2025",
      passes: "SWEpisodes SW_DECOM=01/05/2025 SW_DEC=02/05/2025\nSWEpisodes"
    ) { worker, _ in
      worker[.SW_DECOM].isGiven && worker.isSameDate(.SW_DECOM, as: worker, .SW_DEC)
    }

    handover(.only(2024), isExempt: { _ in false }, passes: "")
    handover(
      .from(2025), isExempt: { $0[.SW_REASON] == "FCONTA" },
      passes: "\nSWEpisodes CHILD=2 SW_DECOM=10/05/2020 SW_REASON=FCONTA")

    SSDA903Rule(
      "SW11aSTG2", years: .only(2024), flags: [.of(SWEpisodeColumn.self, [.SW_DEC])],
      "The social worker before this one left the child before the last days of March, and this one did"
        + " not follow on. Correct the dates, or add the social worker between them.",
      fails: """
        SWEpisodes SW_DECOM=01/05/2023 SW_DEC=10/06/2023
        SWEpisodes SW_DECOM=16/06/2023 !
        """,
      passes: """
        SWEpisodes SW_DECOM=01/05/2023 SW_DEC=10/06/2023
        SWEpisodes SW_DECOM=15/06/2023 SW_DEC=27/03/2024
        SWEpisodes SW_DECOM=20/06/2024
        """
    ) { child, found in
      guard child.swEpisodes.count > 1 else { return }
      for (before, worker) in child.swEpisodes.byStart.neighbours {
        let end = before.day(.SW_DEC)
        if end <= child.end - 5, !worker.day(.SW_DECOM).isWithin(end - 5, end + 5) {
          found.flag(worker)
        }
      }
    }

    SSDA903Rule(
      "SW11bSTG2", years: .from(2024), flags: [.of(SWEpisodeColumn.self, [.SW_DEC])],
      "The latest social worker left the child in the last days of March, and no other followed. Add the"
        + " next social worker, or check the date.",
      fails: """
        SWEpisodes SW_DECOM=01/05/2025 SW_DEC=26/03/2026 !
        SWEpisodes SW_DECOM=01/04/2025 SW_DEC=01/05/2025
        """,
      passes: """
        SWEpisodes SW_DECOM=01/05/2025 SW_DEC=27/03/2026
        SWEpisodes SW_DECOM=27/03/2026
        SWEpisodes CHILD=2 SW_DECOM=01/05/2025 SW_DEC=25/03/2026
        """
    ) { child, found in
      guard let latest = child.swEpisodes.current,
        latest.day(.SW_DEC).isWithin(child.end - 5, child.end)
      else { return }
      found.flag(latest)
    }

    coverOfCare(.only(2024), since: { _ in .none })
    coverOfCare(.from(2025), since: \.startOfYearBefore)

    SSDA903Rule(
      "SW14STG2", years: .only(2024), flags: [.of(SWEpisodeColumn.self, [.SW_DEC])],
      "This social worker is not the last one, but their time with the child has no end. Enter it.",
      fails: "SWEpisodes SW_DECOM=01/05/2023 !\nSWEpisodes SW_DECOM=01/06/2023",
      passes: """
        SWEpisodes SW_DECOM=01/06/2023
        SWEpisodes SW_DECOM=01/05/2023 SW_DEC=01/06/2023
        """
    ) { child, found in
      guard let last = child.swEpisodes.lastStarted else { return }
      for worker in child.swEpisodes
      where !worker.day(.SW_DEC).isKnown && worker.number != last.number {
        found.flag(worker)
      }
    }

    SSDA903Rule(
      "SW17STG2", years: .from(2026), flags: [.of(SWEpisodeColumn.self, [.SW_DEC, .SW_DECOM])],
      "The latest social worker has left the child, so there is none on 31 March. Add the present social"
        + " worker, or clear the end.",
      fails: """
        SWEpisodes SW_DECOM=01/06/2025 SW_DEC=01/09/2025 !
        SWEpisodes SW_DECOM=01/05/2025 SW_DEC=01/06/2025
        """,
      passes: """
        SWEpisodes SW_DECOM=01/06/2025
        SWEpisodes SW_DECOM=01/05/2025 SW_DEC=01/06/2025
        Episodes CHILD=2 DECOM=01/05/2025 DEC=01/09/2025
        SWEpisodes CHILD=2 SW_DECOM=01/05/2025 SW_DEC=01/09/2025
        """
    ) { child, found in
      guard let latest = child.swEpisodes.current, latest[.SW_DEC].isGiven else { return }
      // Whoever left care in the year has no social worker on 31 March, as far as this return asks.
      let isInCare = child.episodes.contains { !$0[.DEC].isGiven }
      guard isInCare || child.episodes.isEmpty else { return }
      found.flag(latest)
    }
  }

  /// A social worker starts within a week of the day on which the one before left.
  private static func handover(
    _ years: ClosedRange<CollectionYear>,
    isExempt: @escaping @Sendable (CheckedRow<SWEpisodeColumn>) -> Bool, passes: String
  ) -> SSDA903Rule {
    SSDA903Rule(
      "SW10STG2", years: years, flags: [.of(SWEpisodeColumn.self, [.SW_DECOM])],
      "The social worker did not start within a week of the day on which the one before left. Correct"
        + " the dates, or add the social worker between them.",
      fails: """
        SWEpisodes SW_DECOM=01/05/2023 SW_DEC=10/06/2023
        SWEpisodes SW_DECOM=18/06/2023 !
        SWEpisodes SW_DECOM=20/06/2023 !
        """,
      passes: """
        SWEpisodes SW_DECOM=17/06/2023
        SWEpisodes SW_DECOM=01/05/2023 SW_DEC=10/06/2023
        SWEpisodes CHILD=2 SW_DECOM=01/05/2020
        """ + passes
    ) { child, found in
      guard child.swEpisodes.count > 1 else { return }
      let workers = child.swEpisodes.sequence {
        DayOrder($0.day(.SW_DECOM), then: $0.day(.SW_DEC))
      }
      for (before, worker) in workers.neighbours where !isExempt(worker) {
        let end = before.day(.SW_DEC)
        if !worker.day(.SW_DECOM).isWithin(end - 7, end + 7) { found.flag(worker) }
      }
    }
  }

  /// The social workers cover the start and the end of care.
  private static func coverOfCare(
    _ years: ClosedRange<CollectionYear>, since: @escaping @Sendable (CheckedChild) -> CellDay
  ) -> SSDA903Rule {
    SSDA903Rule(
      "SW12STG2", years: years, flags: [.of(EpisodeColumn.self, [.DECOM, .DEC])],
      needs: [.table(.swEpisodes)],
      "No social worker is recorded for this part of the child’s care. Add the social workers of the"
        + " whole year.",
      fails: """
        Episodes RNE=S REC=X1 DECOM=02/05/2023
        SWEpisodes SW_DECOM=01/05/2023
        Episodes CHILD=2 RNE=P DECOM=02/05/2023
        """,
      passes: """
        Episodes RNE=S REC=X1 DECOM=01/05/2023
        Episodes RNE=P DECOM=02/05/2023
        SWEpisodes SW_DECOM=01/02/2023
        SWEpisodes SW_DECOM=01/05/2023
        Episodes CHILD=2 RNE=S LS=V4
        Episodes CHILD=2 RNE=P REC=X1
        """
    ) { child, found in
      let (start, end) = (since(child), child.end)
      for episode in child.episodes {
        let (isStart, isEnd) = (episode[.RNE] == "S", episode[.REC] != "X1")
        guard isStart || isEnd, !episode.isShortBreak else { continue }
        let ended = episode.day(.DEC)
        if start.isKnown && ended.isKnown && !ended.isWithin(start, end) { continue }
        // An episode without an end goes on to the end of the year.
        let last = ended.isKnown ? ended : end
        let isCovered = child.swEpisodes.contains { worker in
          (isEnd && worker.day(.SW_DECOM) <= last)
            || (isStart && worker.day(.SW_DECOM) >= episode.day(.DECOM))
        }
        if !isCovered { found.flag(episode) }
      }
    }
  }
}

extension CheckedRows<SWEpisodeColumn> {
  /// In order of their start, those without one last.
  fileprivate var byStart: RowSequence<SWEpisodeColumn> {
    sequence { DayOrder($0.day(.SW_DECOM)) }
  }

  /// The last of them in order of their start; one without a start counts as the last.
  fileprivate var lastStarted: CheckedRow<SWEpisodeColumn>? {
    var last = first
    for worker in self {
      guard let before = last else { break }
      if !(DayOrder(worker.day(.SW_DECOM)) < DayOrder(before.day(.SW_DECOM))) { last = worker }
    }
    return last
  }

  /// The one with the latest start; those without a start count only where there is no other.
  fileprivate var current: CheckedRow<SWEpisodeColumn>? { latest(.SW_DECOM) ?? first }
}

extension CheckedChild {
  /// 1 April of the year before the collection year.
  fileprivate var startOfYearBefore: CellDay { start.adding(years: -1) }
}
