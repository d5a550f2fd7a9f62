extension RecordEdit {
  /// Makes the record hold exactly these rows as received of one year of a return; those that it held
  /// before and that follow from the facts by now are withdrawn.
  public mutating func keep(
    _ rows: [ReceivedRow], ofReturn returnName: String, endingIn endYear: Int
  ) {
    let keys = Set(rows.map { [$0.table, $0.key] })
    withdraw(ReceivedRow.self) {
      $0.returnName == returnName && $0.year == endYear && !keys.contains([$0.table, $0.key])
    }
    for row in rows {
      put(row) {
        $0.returnName == returnName && $0.year == endYear && $0.table == row.table
          && $0.key == row.key
      }
    }
  }
}

extension ChildRecord {
  /// The rows that are kept as received of one year of a return.
  public func receivedRows(ofReturn returnName: String, endingIn endYear: Int) -> [ReceivedRow] {
    self[ReceivedRow.self].map(\.fact).filter {
      $0.returnName == returnName && $0.year == endYear
    }
  }
}
