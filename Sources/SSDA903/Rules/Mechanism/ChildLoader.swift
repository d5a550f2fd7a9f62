import Returns

/// Lays out one child after another for the rules.
///
/// Not for two threads at once: each has its own.
final class ChildLoader {
  private let submissions: CheckedSubmissions
  private let arena = CellArena()
  private let orders = EpisodeOrders()

  init(_ submissions: CheckedSubmissions) { self.submissions = submissions }

  /// How many rows the child has in both years.
  var rowCount: Int { arena.rowCount }

  /// The child at a place; valid until the next one is asked for.
  func child(at place: Int) -> CheckedChild {
    let now = submissions.now
    let child = submissions.child(at: place)
    var cells = 0
    var rows = 0
    for table in SSDA903Table.allCases {
      let count = now.count(of: table, child.now) + submissions.last.count(of: table, child.last)
      rows += count
      cells += count * now.readers[table.rawValue].width
    }
    arena.begin(cells: cells, rows: rows)
    let tables = load(submissions.now, child.now)
    let last = load(submissions.last, child.last)
    orders.begin(tables.episodes, last.episodes)
    return CheckedChild(setting: submissions.setting, now: tables, last: last, orders: orders)
  }

  private func load(_ submission: CheckedSubmission, _ child: CheckedSubmission.Child)
    -> CheckedTables
  {
    CheckedTables(
      header: rows(submission, child), episodes: rows(submission, child),
      reviews: rows(submission, child), uasc: rows(submission, child),
      oc2: rows(submission, child), oc3: rows(submission, child), ad1: rows(submission, child),
      placedAdoption: rows(submission, child), prevPerm: rows(submission, child),
      missing: rows(submission, child), swEpisodes: rows(submission, child),
      dolo: rows(submission, child))
  }

  private func rows<Column: CheckedTableColumn>(
    _ submission: CheckedSubmission, _ child: CheckedSubmission.Child
  ) -> CheckedRows<Column> {
    let table = Column.table
    return arena.take(
      submission.rows(of: table, child), of: submission.readers[table.rawValue],
      table: CheckedTable(table.rawValue, isPrevious: submission.isPrevious), as: Column.self
    ) { submission.complete(table, child, $0) }
  }
}
