import Returns

/// Reads the XML form of the return into the same tables as the CSV form.
///
/// Source: the layout that the councils' open checker reads. Beyond that checker, a row for care
/// leavers or adopted children is made if any of its items has text, so that half-filled ones are
/// seen; and UASC 0 makes no UASC row, because it says that the child is not one.
struct SSDA903XMLReader {
  private let file: String
  private var rows: [SheetBuilder]
  private var report = ElementReport()
  private var refusals: [Refusal] = []

  static func read(
    _ file: SourceFile, into set: inout TableSet, limits: ReadingLimits
  ) -> XMLRecords.Outcome {
    var reader = SSDA903XMLReader(file.name)
    var outcome = XMLRecords.Outcome()
    do throws(Refusal) {
      let records = XMLRecords(root: ReturnForm.ssda903.root, paths: [["CHILD"]])
      outcome = try records.read(file, limits: limits) { reader.read($0) }
    } catch {
      outcome.refusals.append(error)
      return outcome
    }
    for table in SSDA903Table.allCases {
      let rows = reader.rows[table.rawValue]
      let isEssential = table == .header || table == .episodes
      if !rows.isEmpty || isEssential { set.add(rows, toTableAt: table.rawValue) }
    }
    outcome.report.merge(reader.report)
    outcome.refusals += reader.refusals
    return outcome
  }

  private init(_ file: String) {
    self.file = file
    rows = SSDA903Table.allCases.map {
      SheetBuilder(file: file, layout: $0.layout, extras: $0 == .header ? ["UASC"] : [])
    }
  }

  private mutating func read(_ child: XMLPart) {
    guard let headerPart = child["HEADER"] else {
      refusals.append(
        Refusal(
          .row, file: file, line: child.line, reason: "this <CHILD> has no <HEADER>",
          expected: "a <HEADER> with the child's identifier", remedy: Refusal.mendRecord,
          text: child.xml))
      return
    }
    for part in child.children where !["HEADER", "EPISODE"].contains(part.name) {
      report.meetUnknown(part, in: "CHILD")
    }
    for extra in child.all("HEADER").dropFirst() { report.meetRepeated(extra, in: "CHILD") }
    let header = headerPart.row(
      XMLHeaderColumn.self, file: file, groups: Set(XMLGroup.allCases.map(\.rawValue)),
      report: &report)
    readHeader(header, line: headerPart.line)
    readGroups(headerPart, header)
    for part in child.all("EPISODE") {
      var episode = part.row(
        EpisodeColumn.self, file: file, renamed: ["PL": .PLACE], report: &report)
      episode[.CHILD] = header[.CHILDID]
      append(episode, .episodes, part.line)
    }
  }

  private mutating func readHeader(_ header: Row<XMLHeaderColumn>, line: Int) {
    var identity = Row<HeaderColumn>()
    identity.copy(header)
    identity[.CHILD] = header[.CHILDID]
    // The marker is a column of Header in this form only.
    rows[SSDA903Table.header.rawValue].append(identity, extras: [header[.UASC]], line: line)

    let isAsylumSeeking = header[.UASC] != nil && header.flag(.UASC) != false
    if isAsylumSeeking || header[.DUC] != nil {
      var row = Row<UASCColumn>()
      row.copy(header)
      row[.CHILD] = header[.CHILDID]
      append(row, .uasc, line)
    }
    var careLeaver = Row<OC3Column>()
    careLeaver.copy(header)
    if [.IN_TOUCH, .ACTIV, .ACCOM].contains(where: { careLeaver[$0] != nil }) {
      careLeaver[.CHILD] = header[.CHILDID]
      append(careLeaver, .oc3, line)
    }
    var adopted = Row<AD1Column>()
    adopted.copy(header)
    if AD1Column.allCases.contains(where: { $0 != .DOB && adopted[$0] != nil }) {
      adopted[.CHILD] = header[.CHILDID]
      append(adopted, .ad1, line)
    }
  }

  private mutating func readGroups(_ part: XMLPart, _ header: Row<XMLHeaderColumn>) {
    for child in part.children {
      switch XMLGroup(rawValue: child.name) {
      case .AREVIEW: read(child, ReviewColumn.self, .reviews, header)
      case .AMISSING: read(child, MissingColumn.self, .missing, header)
      case .PERMANENCE: read(child, PrevPermColumn.self, .prevPerm, header)
      case .OC2: read(child, OC2Column.self, .oc2, header)
      case .AD_PLACED: read(child, PlacedAdoptionColumn.self, .placedAdoption, header)
      case nil: break
      }
    }
  }

  /// Reads a group; empty ones, which some systems write, are passed over.
  private mutating func read<Column: TableColumn>(
    _ part: XMLPart, _ columns: Column.Type, _ table: SSDA903Table,
    _ header: Row<XMLHeaderColumn>
  ) {
    var row = part.row(columns, file: file, report: &report)
    guard !row.isEmpty else { return }
    var keys = Row<KeyColumn>()
    keys.copy(header)
    keys[.CHILD] = header[.CHILDID]
    row.copy(keys)
    append(row, table, part.line)
  }

  private mutating func append<Column: TableColumn>(
    _ row: Row<Column>, _ table: SSDA903Table, _ line: Int
  ) {
    rows[table.rawValue].append(row, line: line)
  }

  /// What every row of a group takes over from the header.
  private enum KeyColumn: Int, TableColumn {
    case CHILD, DOB

    static let layout = TableLayout("keys", KeyColumn.self)

    var format: ValueFormat { .text }
  }
}
