import Returns

extension CheckedRows {
  /// The rows, or none once where there are none: for pairing with the rows of another table that
  /// are looked at in any case.
  var orNone: some Sequence<CheckedRow<Column>?> {
    (0..<Swift.max(1, count)).lazy.map { $0 < count ? self[$0] : nil }
  }
}
