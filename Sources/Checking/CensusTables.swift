import CINCensus
import Returns

/// The modules of a census as tables, so that a report can show a child's rows.
///
/// Rows are counted as the rules count them: each element of a module, in the order of the file.
struct CensusTables {
  private var names: [String] = []
  private var columns: [String: [String]] = [:]
  private var dates: [String: Set<String>] = [:]
  private var rows: [String: [Line]] = [:]
  private var places: [String: [String: [Int]]] = [:]

  private struct Line {
    var values: [String?]
    var origin: RowOrigin?
  }

  init(_ census: CINReturn) {
    for child in census.children {
      let id = child.id ?? ""
      let file = child.origin?.file ?? ""
      if child.identifiers.origin != nil { add(child.identifiers, of: id) }
      if child.characteristics.origin != nil { add(child.characteristics, of: id) }
      add(child.disabilities, "Disabilities", "Disability", of: id, file)
      for details in child.details {
        add(details.row, of: id)
        for assessment in details.assessments {
          add(
            assessment.row, of: id,
            extra: ("AssessmentFactors", assessment.factors.map(\.text).joined(separator: " ")))
        }
        for plan in details.plans { add(plan, of: id) }
        for enquiry in details.enquiries { add(enquiry, of: id) }
        for plan in details.protectionPlans {
          add(plan.row, of: id)
          add(plan.reviews, "Reviews", "CPPreviewDate", of: id, file)
        }
        for proceedings in details.preProceedings { add(proceedings, of: id) }
      }
    }
  }

  var tables: [CheckReport.SourceTable] {
    names.map { name in
      let rows = rows[name] ?? []
      let places = places[name] ?? [:]
      return CheckReport.SourceTable(
        name: name, isPrevious: false, columns: columns[name] ?? [], rowCount: rows.count,
        dates: dates[name] ?? [], values: { rows[$0].values }, origin: { rows[$0].origin },
        rows: { places[$0] ?? [] })
    }
  }

  private mutating func add<Column: TableColumn>(
    _ row: Row<Column>, of child: String, extra: (name: String, value: String)? = nil
  ) {
    let layout = Column.layout
    begin(
      layout.name, layout.columnNames + (extra.map { [$0.name] } ?? []),
      dates: layout.columns.filter(\.format.isDate).map(\.name))
    add(
      Line(values: row.values + (extra.map { [$0.value] } ?? []), origin: row.origin),
      to: layout.name,
      of: child)
  }

  private mutating func add(
    _ texts: [ReceivedText], _ name: String, _ column: String, of child: String, _ file: String
  ) {
    for text in texts {
      begin(name, [column], dates: name == "Reviews" ? [column] : [])
      let origin = text.line.map { RowOrigin(file: file, line: $0) }
      add(Line(values: [text.text], origin: origin), to: name, of: child)
    }
  }

  private mutating func begin(_ name: String, _ columns: [String], dates: [String]) {
    guard self.columns[name] == nil else { return }
    names.append(name)
    self.columns[name] = columns
    self.dates[name] = Set(dates)
  }

  private mutating func add(_ line: Line, to name: String, of child: String) {
    places[name, default: [:]][child, default: []].append(rows[name]?.count ?? 0)
    rows[name, default: []].append(line)
  }
}
