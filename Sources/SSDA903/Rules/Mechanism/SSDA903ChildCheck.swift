public import Returns

/// Checks one child's rows at once, again and again for one child after another: which rules can be
/// decided from them is worked out once.
///
/// ```swift
/// let check = SSDA903ChildCheck(year: year, ruleSet: year, authority: nil, reference: reference)
/// let flagged = check.flagged(rows, previous: rowsOfLastYear)
/// ```
///
/// It finds in a child what `SSDA903Check` finds in a whole return, but for the rules in
/// `undecided`.
public struct SSDA903ChildCheck: Sendable {
  /// A row that a rule flags.
  public struct Flag: Hashable, Sendable {
    /// The place of the rule among `rules`.
    public let rule: Int
    public let table: SSDA903Table
    /// Whether it is a row of last year's submission.
    public let isPrevious: Bool
    /// The number of the row among the child's rows of its table, from 0.
    public let row: Int
  }

  /// The rules that run, in the order of their codes.
  public let rules: [RuleCard]
  /// The rules of the year that cannot be decided from one child's rows, and why.
  public let undecided: [(card: RuleCard, reason: String)]

  private let checks: [SSDA903Rule.Check]
  private let setting: CheckSetting
  private let places: PlacementPlaces

  /// - Parameters:
  ///   - year: The collection year, which sets the dates.
  ///   - ruleSet: The year of the rule book.
  ///   - authority: The code of the authority that the return is from, such as `E08000035`.
  public init(
    year: CollectionYear, ruleSet: CollectionYear, authority: CellText?, reference: ReferenceData
  ) {
    // A return that Kith writes has every table of its year, if only with a heading.
    let setting = CheckSetting(
      year: year, ruleSet: ruleSet, authority: authority, reference: reference, isXML: false,
      given: SSDA903TableSet(SSDA903Table.tables(in: year)),
      givenLast: SSDA903TableSet(SSDA903Table.tables(in: year.previous ?? year)),
      hasAsylumMarker: true,
      hasAsylumMarkerLast: true, givenPlacement: false)
    self.setting = setting
    places = PlacementPlaces(
      authority: authority, reference: reference, given: [false, false, false])
    var rules: [RuleCard] = []
    var checks: [SSDA903Rule.Check] = []
    var undecided: [(card: RuleCard, reason: String)] = []
    for rule in SSDA903RuleBook.rules(of: ruleSet) {
      switch rule.kind {
      case .unique:
        undecided.append((rule.card, "it compares children, so it needs the whole return"))
      case .child(let check):
        if let reason = setting.missing(rule.card.needs) ?? rule.obstacle(setting) {
          undecided.append((rule.card, reason))
        } else {
          rules.append(rule.card)
          checks.append(check)
        }
      }
    }
    self.rules = rules
    self.checks = checks
    self.undecided = undecided
  }

  /// What the rules flag among a child's rows.
  ///
  /// - Parameter previous: The child's rows of last year's submission, as they were sent.
  /// - Returns: The flagged rows by rule, this year's before last year's.
  public func flagged(_ child: SSDA903Child, previous: SSDA903Child) -> [Flag] {
    let room = ChildRoom(child, previous)
    let checked = room.child(child, previous, in: setting, places: places)
    var findings = RuleFindings()
    findings.begin(rows: room.rowCount)
    return withExtendedLifetime(room) {
      for (place, check) in checks.enumerated() {
        findings.begin(rule: place, child: 0)
        check(checked, &findings)
      }
      return findings.flagged.sorted().compactMap { found in
        SSDA903Table(rawValue: Int(found.table.number)).map {
          Flag(
            rule: Int(found.rule), table: $0, isPrevious: found.table.isPrevious,
            row: Int(found.row))
        }
      }
    }
  }
}

/// Where the cells of one child lie while it is checked.
private struct ChildRoom {
  private let arena = CellArena()
  private let orders = EpisodeOrders()

  init(_ child: SSDA903Child, _ previous: SSDA903Child) {
    var cells = 0
    var rows = 0
    for table in SSDA903Table.allCases {
      let count = child.rowCount(of: table) + previous.rowCount(of: table)
      rows += count
      cells += count * (table.extras.count + table.layout.columns.count)
    }
    arena.begin(cells: cells, rows: rows)
    orders.begin(episodes: child.episodes.count + previous.episodes.count)
  }

  var rowCount: Int { arena.rowCount }

  func child(
    _ child: SSDA903Child, _ previous: SSDA903Child, in setting: CheckSetting,
    places: PlacementPlaces
  ) -> CheckedChild {
    CheckedChild(
      at: 0, setting: setting, now: tables(child, isPrevious: false, places),
      last: tables(previous, isPrevious: true, places), orders: orders)
  }

  private func tables(
    _ child: SSDA903Child, isPrevious: Bool, _ places: PlacementPlaces
  ) -> CheckedTables {
    let isUnaccompanied: CellText = child.uasc.isEmpty ? "0" : "1"
    func rows<Column: CheckedTableColumn>(
      _ rows: [Row<Column>], complete: (UnsafeMutablePointer<Cell>) -> Void = { _ in }
    ) -> CheckedRows<Column> {
      CheckedRows(
        arena.take(rows, extras: Column.table.extras.count, complete: complete),
        of: CheckedTable(Column.table.rawValue, isPrevious: isPrevious))
    }
    return CheckedTables(
      header: rows(child.header) { $0[-1].text = isUnaccompanied },
      episodes: rows(child.episodes) { places.locate($0) }, reviews: rows(child.reviews),
      uasc: rows(child.uasc), oc2: rows(child.oc2), oc3: rows(child.oc3), ad1: rows(child.ad1),
      placedAdoption: rows(child.placedAdoption), prevPerm: rows(child.prevPerm),
      missing: rows(child.missing), swEpisodes: rows(child.swEpisodes), dolo: rows(child.dolo))
  }
}

extension SSDA903Child {
  /// How many rows the child has in a table.
  public func rowCount(of table: SSDA903Table) -> Int {
    switch table {
    case .header: header.count
    case .episodes: episodes.count
    case .reviews: reviews.count
    case .uasc: uasc.count
    case .oc2: oc2.count
    case .oc3: oc3.count
    case .ad1: ad1.count
    case .placedAdoption: placedAdoption.count
    case .prevPerm: prevPerm.count
    case .missing: missing.count
    case .swEpisodes: swEpisodes.count
    case .dolo: dolo.count
    }
  }

  /// Whether there is no row in any table.
  public var isWithoutRows: Bool { SSDA903Table.allCases.allSatisfy { rowCount(of: $0) == 0 } }

  /// The values of one row of a table, in the order of its columns.
  public func values(of table: SSDA903Table, row: Int) -> [String?] { values(of: table)[row] }
}
