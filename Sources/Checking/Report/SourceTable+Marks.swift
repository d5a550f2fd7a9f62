import Returns

extension CheckReport.SourceTable {
  /// For each row and each of its columns the rules that point there.
  func marks(
    of findings: [CheckReport.Finding], _ outcomes: [CheckReport.Outcome]
  ) -> [Int: [String: [String]]] {
    var marks: [Int: [String: [String]]] = [:]
    for finding in findings {
      let code = outcomes[finding.rule].card.code
      for place in finding.places where place.table == name && place.isPrevious == isPrevious {
        for (field, value) in zip(place.fields, place.values)
        where holds(value, in: field, ofRow: place.row - 1) {
          marks[place.row - 1, default: [:]][field, default: []].append(code)
        }
      }
    }
    return marks
  }

  /// Whether a row holds this value in a field, so that no cell is marked that the finding does not
  /// mean.
  ///
  /// Fields that the table does not show, such as the identifier that stands for a whole group, are
  /// left to the words of the finding.
  private func holds(_ value: String?, in field: String, ofRow row: Int) -> Bool {
    guard (0..<rowCount).contains(row), let column = columns.firstIndex(of: field) else {
      return false
    }
    let values = values(row)
    guard values.indices.contains(column) else { return false }
    let held = values[column] ?? ""
    return held == (value ?? "")
      || held.split(separator: " ") == (value ?? "").split(separator: " ")
  }
}
