import Returns

extension SSDA903Rule {
  /// A rule that the stretches of time in a table do not overlap.
  ///
  /// They are taken in order of their end, an open one by its start, and each is compared with the one
  /// in front of it.
  init<Column: CheckedTableColumn>(
    _ code: String, years: ClosedRange<CollectionYear> = .everyRuleBook,
    overlapsIn table: Column.Type, from start: Column, to end: Column, _ message: String
  ) {
    let (name, from, to) = (Column.layout.name, start.name, end.name)
    self.init(
      code, years: years, flags: [.of(table, [start, end])], message,
      fails: """
        \(name) \(from)=01/05/2026 \(to)=10/05/2026
        \(name) \(from)=09/05/2026 \(to)=11/05/2026 !
        \(name) CHILD=2 \(from)=01/05/2026
        \(name) CHILD=2 \(from)=02/05/2026 \(to)=03/05/2026 !
        """,
      passes: """
        \(name) \(from)=10/05/2026 \(to)=11/05/2026
        \(name) \(from)=01/05/2026 \(to)=10/05/2026
        \(name) \(from)=11/05/2026
        """
    ) { child, found in
      let rows = Column.rows(of: child)
      guard rows.count > 1 else { return }
      found.flag(overlapsIn: rows.absences(from: start, to: end), from: start, to: end)
    }
  }

  /// A rule that the stretches of time in a table end while the child is looked after, and are open
  /// only while the child still is.
  init<Column: CheckedTableColumn>(
    _ code: String, years: ClosedRange<CollectionYear> = .everyRuleBook,
    endsOutsideCareIn table: Column.Type, from start: Column, to end: Column, _ message: String
  ) {
    let (name, from, to) = (Column.layout.name, start.name, end.name)
    self.init(
      code, years: years, flags: [.of(table, [end])], needs: [.table(.episodes)], message,
      fails: """
        \(name) \(from)=20/05/2025
        \(name) \(from)=20/05/2025 \(to)=02/06/2025
        Episodes DECOM=01/05/2025 DEC=01/06/2025
        """,
      passes: """
        \(name) \(from)=20/05/2025 \(to)=01/06/2025
        \(name)
        Episodes DECOM=01/05/2025 DEC=01/06/2025
        \(name) CHILD=2 \(from)=20/05/2025
        Episodes CHILD=2 DECOM=01/05/2025 DEC=01/06/2025
        Episodes CHILD=2 DECOM=01/06/2025
        \(name) CHILD=3 \(from)=20/05/2025
        """
    ) { child, found in
      let rows = Column.rows(of: child)
      guard !rows.isEmpty else { return }
      let care = PeriodsOfCare(child.journey)
      guard !care.isEmpty else { return }
      for row in rows where row.day(start).isKnown {
        let isInCare =
          row.day(end).isKnown
          ? care.contains(row.day(end)) : care.openSince <= row.day(start)
        if !isInCare { found.flag(row) }
      }
    }
  }
}
