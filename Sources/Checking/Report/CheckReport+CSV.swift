public import Returns

extension CheckReport {
  /// The findings as CSV that a spreadsheet opens: one line for each cell of each place.
  public func csv() -> [UInt8] {
    var bytes: [UInt8] = []
    writeCSV { bytes += $0 }
    return bytes
  }

  /// Writes the findings as CSV a piece at a time, so that a hundred thousand need no memory.
  public func writeCSV(_ write: ([UInt8]) -> Void) {
    var csv = SpreadsheetCSV()
    csv.append([
      "Rule", "Severity", "Message", "Child", "Finding", "Table", "Return", "Row", "File", "Line",
      "Field", "Value",
    ])
    for (number, finding) in findings.enumerated() {
      let card = outcomes[finding.rule].card
      let start = [
        card.code, card.severity.spoken, card.message, finding.child, String(number + 1),
      ]
      if finding.places.isEmpty {
        csv.append(start + ["", "This year", "", "", "", "", ""])
      }
      for place in finding.places {
        let row = [
          place.table, place.isPrevious ? "Last year" : "This year", String(place.row),
          place.origin?.file, place.origin.map { String($0.line) },
        ]
        if place.fields.isEmpty { csv.append(start + row + ["", ""]) }
        for (field, value) in zip(place.fields, place.values) {
          csv.append(start + row + [field, value])
        }
      }
      if csv.count > 1 << 16 { write(csv.take()) }
    }
    write(csv.take())
  }
}
