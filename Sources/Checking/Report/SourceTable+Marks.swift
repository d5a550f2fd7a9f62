import Returns

extension CheckReport.SourceTable {
  /// Whether a row holds this value in a field, so that no cell is marked that the finding does not
  /// mean.
  ///
  /// Fields that the table does not show, such as the identifier that stands for a whole group, are
  /// left to the words of the finding.
  func holds(_ value: String?, in field: String, ofRow row: Int) -> Bool {
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
