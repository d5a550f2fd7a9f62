import Returns

/// One submission, made ready for its children to be laid out.
final class CheckedSubmission: Sendable {
  /// Which rows are one child's.
  enum Child: Sendable {
    case none
    /// A child with an identifier, by its place in the return.
    case known(Int)
    /// A row without an identifier, which stands for a child of its own.
    case nameless(SSDA903Table, Int32)
  }

  let submission: SSDA903Return
  let isPrevious: Bool
  let readers: [CellReader]
  let given: SSDA903TableSet
  /// Rows that do not say whose they are.
  let nameless: [Child]

  private let hasMarkerColumn: Bool
  private let places: PlacementPlaces

  init(
    _ submission: SSDA903Return, isPrevious: Bool, authority: CellText?, reference: ReferenceData
  ) {
    self.submission = submission
    self.isPrevious = isPrevious
    let readers = SSDA903Table.allCases.map { table in
      CellReader(submission.table(table), extras: table.extras)
    }
    self.readers = readers
    given = SSDA903TableSet(submission.givenTables)
    hasMarkerColumn = readers[SSDA903Table.header.rawValue].hasExtra(0)
    places = PlacementPlaces(
      authority: authority, reference: reference,
      given: (0..<3).map { readers[SSDA903Table.episodes.rawValue].hasExtra($0) })
    nameless = SSDA903Table.allCases.flatMap { table in
      submission.rowsWithoutChild(in: table).map {
        Child.nameless(table, Int32(truncatingIfNeeded: $0))
      }
    }
  }

  /// Whether the marker of unaccompanied asylum-seekers is in Header or can be worked out.
  var hasAsylumMarker: Bool {
    given.contains(.header) && (hasMarkerColumn || given.contains(.uasc))
  }

  /// Whether the file says itself where placements are.
  var givenPlacement: Bool { places.given.contains(true) }

  func count(of table: SSDA903Table, _ child: Child) -> Int {
    switch child {
    case .none: 0
    case .known(let place): submission.rowCount(ofChildAt: place, in: table)
    case .nameless(let own, _): own == table ? 1 : 0
    }
  }

  func rows(of table: SSDA903Table, _ child: Child) -> ArraySlice<Int32> {
    switch child {
    case .none: []
    case .known(let place): submission.rows(ofChildAt: place, in: table)
    case .nameless(let own, let row): own == table ? [row] : []
    }
  }

  /// Fills in what follows from the other cells of a row.
  func complete(_ table: SSDA903Table, _ child: Child, _ cells: UnsafeMutablePointer<Cell>) {
    switch table {
    case .header where !hasMarkerColumn && given.contains(.uasc):
      cells[-1].text = count(of: .uasc, child) > 0 ? "1" : "0"
    case .episodes: places.locate(cells)
    default: break
    }
  }
}

extension SSDA903Table {
  /// The columns that a file may bring beside the table's own, and that are worked out otherwise.
  var extras: [String] { layout.derived }
}

/// This year's submission and last year's, with the children of both.
final class CheckedSubmissions: Sendable {
  typealias Child = CheckedSubmission.Child

  let now: CheckedSubmission
  let last: CheckedSubmission
  let setting: CheckSetting
  /// For each child of this year the place in last year's, or -1.
  private let placeLast: [Int32]
  /// Last year's children who are not in this year's.
  private let onlyLast: [Int32]

  init(now: CheckedSubmission, last: CheckedSubmission, setting: CheckSetting) {
    self.now = now
    self.last = last
    self.setting = setting
    placeLast = now.submission.places(in: last.submission)
    var isMet = [Bool](repeating: false, count: last.submission.children.count)
    for place in placeLast where place >= 0 { isMet[Int(place)] = true }
    onlyLast = isMet.indices.filter { !isMet[$0] }.map { Int32(truncatingIfNeeded: $0) }
  }

  /// Children with an identifier this year, rows without one, and the same for last year only.
  var count: Int { placeLast.count + now.nameless.count + onlyLast.count }

  /// The children of this year.
  var countNow: Int { placeLast.count + now.nameless.count }

  func child(at place: Int) -> (now: Child, last: Child) {
    if place < placeLast.count {
      let before = Int(placeLast[place])
      return (.known(place), before < 0 ? .none : .known(before))
    }
    let nameless = place - placeLast.count
    if nameless < now.nameless.count { return (now.nameless[nameless], .none) }
    return (.none, .known(Int(onlyLast[nameless - now.nameless.count])))
  }

  /// The identifier of a child; nil where the row has none.
  func identifier(at place: Int) -> String? {
    switch child(at: place) {
    case (.known(let place), _): now.submission.children.identifier(at: place)
    case (_, .known(let place)): last.submission.children.identifier(at: place)
    default: nil
    }
  }
}
