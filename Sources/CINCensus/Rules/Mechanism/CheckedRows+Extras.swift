import Returns

extension CheckedRows {
  /// Whether two rows have the same text here.
  func hasRepetition(of column: Column) -> Bool {
    if count < 2 { return false }
    if count > 16 {
      var met: Set<CellText> = []
      return contains { $0[column].isGiven && !met.insert($0[column]).inserted }
    }
    for one in 1..<count where self[one][column].isGiven {
      for other in 0..<one where self[other][column] == self[one][column] { return true }
    }
    return false
  }

  /// Gives each row that starts while another one runs, together with that other one.
  ///
  /// Two that start on the same day are given both ways round; one that starts on the last day of
  /// the other overlaps it.
  ///
  /// - Parameters:
  ///   - reference: The day to which one without an end runs.
  ///   - isOpen: Whether one without an end is still running.
  @inline(__always)
  func overlaps(
    from start: Column, to end: Column, until reference: CellDay,
    isOpen: (CheckedRow<Column>) -> Bool = { _ in true },
    _ body: (_ later: CheckedRow<Column>, _ earlier: CheckedRow<Column>) -> Void
  ) {
    if count < 2 { return }
    for earlier in self {
      let (began, ended) = (earlier.day(start), earlier.day(end))
      guard began.isKnown else { continue }
      guard ended.isKnown || isOpen(earlier) else { continue }
      let last = ended.isKnown ? ended : reference
      for later in self where later.place != earlier.place {
        let day = later.day(start)
        if day >= began, day <= last { body(later, earlier) }
      }
    }
  }
}
