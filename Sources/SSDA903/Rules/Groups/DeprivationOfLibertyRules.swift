import Returns

extension SSDA903RuleBook {
  private static let placesUnderAnOrder: CodeList = ["K2", "Z12", "Z13"]
  private static let placesNeverUnderAnOrder: CodeList = ["K1", "P1", "R5", "K3"]

  /// Orders that deprive a child of liberty, asked for from 2026-27.
  @SSDA903RuleBuilder
  static var deprivationOfLiberty: [SSDA903Rule] {
    SSDA903Rule(
      "700", years: .from(2027), of: DoLoColumn.self, [.DOLO_START],
      "The start of the deprivation of liberty order is missing or is not a date. Enter it as"
        + " day/month/year.",
      fails: "DoLo DOLO_START=31/06/2026\nDoLo", passes: "DoLo DOLO_START=30/06/2026"
    ) { order, _ in !order.day(.DOLO_START).isKnown }

    SSDA903Rule(
      "701", years: .from(2027), of: DoLoColumn.self, [.DOLO_END],
      "The end of the deprivation of liberty order is not a date. Enter it as day/month/year, or leave"
        + " it empty if the order is still in force.",
      fails: "DoLo DOLO_END=31/06/2026", passes: "DoLo DOLO_END=30/06/2026\nDoLo"
    ) { order, _ in order.isUnreadable(.DOLO_END) }

    SSDA903Rule(
      "702", years: .from(2027), of: DoLoColumn.self, [.DOLO_START, .DOLO_END],
      "The deprivation of liberty order ends on the day on which it starts, or before. Correct one of"
        + " the two dates.",
      fails: "DoLo DOLO_START=01/06/2026 DOLO_END=01/06/2026",
      passes: "DoLo DOLO_START=01/06/2026 DOLO_END=02/06/2026\nDoLo DOLO_START=01/06/2026"
    ) { order, _ in order.day(.DOLO_END) <= order.day(.DOLO_START) }

    SSDA903Rule(
      "703", years: .from(2027), of: DoLoColumn.self, [.DOLO_START],
      "The deprivation of liberty order starts after 31 March of this year. Correct the date, or leave"
        + " the order for next year’s return.",
      fails: "DoLo DOLO_START=01/04/2027", passes: "DoLo DOLO_START=31/03/2027"
    ) { order, child in order.day(.DOLO_START) > child.end }

    SSDA903Rule(
      "704", years: .from(2027), of: DoLoColumn.self, [.DOLO_END],
      "The deprivation of liberty order ends outside this year. Correct the date, leave it empty if the"
        + " order was still in force on 31 March, or remove the order if it ended before the year.",
      fails: "DoLo DOLO_END=31/03/2026\nDoLo DOLO_END=01/04/2027",
      passes: "DoLo DOLO_END=01/04/2026\nDoLo DOLO_END=31/03/2027\nDoLo"
    ) { order, child in order.day(.DOLO_END) < child.start || order.day(.DOLO_END) > child.end }

    SSDA903Rule(
      "705", years: .from(2027), overlapsIn: DoLoColumn.self, from: .DOLO_START, to: .DOLO_END,
      "This deprivation of liberty order starts before the one in front of it has ended. Enter the end"
        + " of the earlier order, or correct the dates.")

    SSDA903Rule(
      "706", years: .from(2027), flags: [.of(DoLoColumn.self, [.DOLO_START])],
      needs: [.lastYear(.dolo)],
      "Last year’s return left this deprivation of liberty order open, but this year’s has no order with"
        + " the same start. Return the order again with the start that it had.",
      fails: """
        DoLo DOLO_START=02/03/2026
        DoLo_last DOLO_START=01/03/2026 !
        DoLo_last CHILD=2 DOLO_START=01/03/2026 !
        """,
      passes: """
        DoLo DOLO_START=01/05/2026
        DoLo DOLO_START=1/3/2026
        DoLo_last DOLO_START=01/03/2026
        DoLo_last CHILD=2 DOLO_START=01/03/2026 DOLO_END=02/03/2026
        """
    ) { child, found in
      for before in child.last.dolo
      where before[.DOLO_END].isNone
        && !child.dolo.contains(where: { $0.isSameDate(.DOLO_START, as: before, .DOLO_START) })
      {
        found.flag(before)
      }
    }

    SSDA903Rule(
      "707", years: .from(2027), endsOutsideCareIn: DoLoColumn.self, from: .DOLO_START,
      to: .DOLO_END,
      "The deprivation of liberty order has no end although the child left care, or ends on a day on"
        + " which the child was not looked after. Enter or correct the end of the order.")

    SSDA903Rule(
      "708", years: .from(2027), of: DoLoColumn.self, [.DOLO_START],
      "The deprivation of liberty order starts on the child’s date of birth or before it. Correct one"
        + " of the two dates.",
      fails: "DoLo DOB=01/05/2026 DOLO_START=01/05/2026",
      passes: "DoLo DOB=01/05/2026 DOLO_START=02/05/2026"
    ) { order, _ in order.day(.DOLO_START) <= order.day(.DOB) }

    placement(
      "709",
      "A child under a deprivation of liberty order is in a kind of placement in which that is not"
        + " expected. Check the placement and the dates of the order.",
      fails: "U1", passes: "K2"
    ) { !$0.isOne(of: placesUnderAnOrder) }

    placement(
      "710",
      "A child under a deprivation of liberty order cannot be in a secure home, with parents, in a young"
        + " offender institution or in supported accommodation. Correct the placement or the dates of"
        + " the order.",
      fails: "K1", passes: "K2"
    ) { $0.isOne(of: placesNeverUnderAnOrder) }
  }

  /// Placements in which a child is not expected while an order is in force; an order without an end
  /// is in force to the end of the year.
  private static func placement(
    _ code: String, _ message: String, fails: String, passes: String,
    where isWrong: @escaping @Sendable (CellText) -> Bool
  ) -> SSDA903Rule {
    SSDA903Rule(
      code, years: .from(2027),
      flags: [.of(DoLoColumn.self, [.DOLO_START]), .of(EpisodeColumn.self, [.PLACE])], message,
      fails: """
        DoLo DOLO_START=01/05/2026 DOLO_END=01/06/2026 !
        DoLo DOLO_START=20/05/2026 !
        Episodes PLACE=\(fails) DECOM=01/04/2026 DEC=01/05/2026 !
        Episodes PLACE=\(passes) DECOM=01/05/2026 DEC=01/06/2026
        Episodes PLACE=\(fails) DECOM=01/06/2026 !
        """,
      passes: """
        DoLo DOLO_START=02/05/2026 DOLO_END=31/05/2026
        Episodes PLACE=\(fails) DECOM=01/04/2026 DEC=01/05/2026
        Episodes PLACE=\(passes) DECOM=01/05/2026 DEC=01/06/2026
        Episodes PLACE=\(fails) DECOM=01/06/2026
        """
    ) { child, found in
      guard !child.dolo.isEmpty else { return }
      for episode in child.episodes where isWrong(episode[.PLACE]) {
        let (began, ended) = (episode.day(.DECOM), episode.day(.DEC))
        for order in child.dolo where order[.DOLO_START].isGiven {
          let end = order[.DOLO_END].isNone ? child.end : order.day(.DOLO_END)
          if end >= began && (order.day(.DOLO_START) <= ended || !ended.isKnown) {
            found.flag(order)
            found.flag(episode)
          }
        }
      }
    }
  }
}
