import CXLSXWriter
import CivilTime
public import Returns

extension CheckReport {
  /// Writes the report as a spreadsheet: what was found, what did not run, and a sheet for each table
  /// with the cells that were found marked.
  ///
  /// - Throws: `WorkbookError` where the file cannot be written; nothing is left behind then.
  public func writeWorkbook(to path: String) throws(WorkbookError) {
    // Rows go to the file as they are written, so that memory does not grow with them.
    var options = lxw_workbook_options()
    options.constant_memory = 1
    guard let workbook = workbook_new_opt(path, &options) else {
      throw WorkbookError(path: path, reason: "it cannot be made")
    }
    let formats = WorkbookFormats(workbook)
    // Every table goes through them, so they are put into words once.
    let findings = Array(findings)
    write(findings, workbook, formats)
    writeRules(workbook, formats)
    for table in tables { write(table, with: findings, workbook, formats) }
    let result = workbook_close(workbook)
    guard result == LXW_NO_ERROR else {
      throw WorkbookError(path: path, reason: String(cString: lxw_strerror(result)))
    }
  }

  private func write(
    _ findings: [Finding], _ workbook: UnsafeMutablePointer<lxw_workbook>,
    _ formats: WorkbookFormats
  ) {
    var sheet = WorkbookSheet(
      workbook, "Findings", formats,
      columns: [
        ("Rule", 10), ("Severity", 10), ("What is wrong and what to do", 70), ("Child", 14),
        ("Return", 10), ("Table", 18), ("Row", 7), ("File", 20), ("Line", 7), ("Cells", 50),
      ])
    for finding in findings {
      let card = outcomes[finding.rule].card
      let places: [Place?] = finding.places.isEmpty ? [nil] : finding.places.map { $0 }
      for place in places {
        sheet.begin()
        sheet.write(card.code)
        sheet.write(card.severity.spoken)
        sheet.write(card.message)
        sheet.write(finding.child)
        sheet.write(place.map { $0.isPrevious ? "Last year" : "This year" })
        sheet.write(place?.table)
        sheet.write(number: place?.row)
        sheet.write(place?.origin?.file)
        sheet.write(number: place?.origin?.line)
        sheet.write(
          place.map { place in
            zip(place.fields, place.values).map { "\($0): \($1 ?? "empty")" }
              .joined(separator: ", ")
          })
      }
    }
    sheet.finish()
  }

  private func writeRules(
    _ workbook: UnsafeMutablePointer<lxw_workbook>, _ formats: WorkbookFormats
  ) {
    var sheet = WorkbookSheet(
      workbook, "Rules", formats,
      columns: [
        ("Rule", 10), ("Severity", 10), ("What it says", 70), ("Came of it", 16), ("Findings", 10),
        ("Why it did not run", 50),
      ])
    for outcome in outcomes {
      sheet.begin()
      sheet.write(outcome.card.code)
      sheet.write(outcome.card.severity.spoken)
      sheet.write(outcome.card.message)
      sheet.write(outcome.status.spoken)
      sheet.write(number: outcome.findings)
      sheet.write(outcome.reason)
    }
    sheet.finish()
  }

  private func write(
    _ table: SourceTable, with findings: [Finding],
    _ workbook: UnsafeMutablePointer<lxw_workbook>, _ formats: WorkbookFormats
  ) {
    let marked = table.marks(of: findings, outcomes)
    let columns =
      [("Row", 7.0), ("Line", 7.0)] + table.columns.map { ($0, 14.0) } + [("Rules", 30.0)]
    var sheet = WorkbookSheet(
      workbook, table.isPrevious ? table.name + " last year" : table.name, formats,
      columns: columns)
    // A spreadsheet ends at a million rows; the findings name the rest.
    for row in 0..<min(table.rowCount, 1_048_000) {
      let marks = marked[row] ?? [:]
      sheet.begin()
      sheet.write(number: row + 1)
      sheet.write(number: table.origin(row)?.line)
      for (column, value) in zip(table.columns, table.values(row)) {
        let isMarked = marks[column] != nil
        if table.dates.contains(column), let day = value.flatMap(WorkbookSheet.day) {
          sheet.write(day: day, isMarked: isMarked)
        } else {
          sheet.write(value, isMarked: isMarked)
        }
      }
      let codes = Set(marks.values.joined())
      sheet.write(codes.sorted { $0.isRuleCodeBefore($1) }.joined(separator: ", "))
    }
    sheet.finish()
  }
}

extension CheckReport.Outcome.Status {
  /// As people read it.
  public var spoken: String {
    switch self {
    case .ran: "Ran"
    case .notRun: "Did not run"
    case .couldNotRun: "Could not be decided"
    }
  }
}

/// A spreadsheet that could not be written.
public struct WorkbookError: Error, CustomStringConvertible {
  public let path: String
  public let reason: String

  public var description: String {
    "\(path) could not be written: \(reason). Check that the folder exists and has room."
  }
}
