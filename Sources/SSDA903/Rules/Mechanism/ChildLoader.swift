import Returns

/// Lays out a few children at a time for the rules.
///
/// Not for two threads at once: each has its own.
final class ChildLoader {
  private let submissions: CheckedSubmissions
  private let arena = CellArena()
  private let orders = EpisodeOrders()

  init(_ submissions: CheckedSubmissions) { self.submissions = submissions }

  /// How many rows the children have in both years.
  var rowCount: Int { arena.rowCount }

  /// The children at these places; valid until the next ones are asked for.
  func children(at places: Range<Int>) -> [CheckedChild] {
    let readers = submissions.now.readers
    var cells = 0
    var rows = 0
    var episodes = 0
    for place in places {
      let child = submissions.child(at: place)
      for table in SSDA903Table.allCases {
        let count =
          submissions.now.count(of: table, child.now)
          + submissions.last.count(of: table, child.last)
        rows += count
        cells += count * readers[table.rawValue].width
        if table == .episodes { episodes += count }
      }
    }
    arena.begin(cells: cells, rows: rows)
    orders.begin(episodes: episodes)
    return places.map { place in
      let child = submissions.child(at: place)
      return CheckedChild(
        at: place, setting: submissions.setting, now: load(submissions.now, child.now),
        last: load(submissions.last, child.last), orders: orders)
    }
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
    let checked = CheckedTable(table.rawValue, isPrevious: submission.isPrevious)
    guard submission.count(of: table, child) > 0 else { return CheckedRows(.none, of: checked) }
    let rows = submission.rows(of: table, child)
    let place = arena.take(rows, of: submission.readers[table.rawValue]) {
      submission.complete(table, child, $0)
    }
    return CheckedRows(place, of: checked)
  }
}
