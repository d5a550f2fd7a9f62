import Returns

/// What was found in one piece of a file, with what its numbers count from.
struct CINFoundPiece: Sendable {
  let found: CINFindings
  let file: String
  /// How many rows of each module stand before the piece.
  let rowsBefore: [Int32]
  /// Whether the lines are those of a file that people have.
  let hasLines: Bool

  /// A finding in words.
  func finding(at place: Int) -> CheckReport.Finding {
    let entry = found.entries[place]
    return CheckReport.Finding(
      rule: Int(entry.rule), child: entry.identifier < 0 ? nil : found.texts[Int(entry.identifier)],
      places: entry.places.map { self.place(found.places[Int($0)]) })
  }

  private func place(_ place: CINFindings.PlaceEntry) -> CheckReport.Place {
    let names = place.module.names(of: place.fields)
    return CheckReport.Place(
      table: place.module.name, row: Int(place.row + rowsBefore[place.module.rawValue]) + 1,
      origin: hasLines ? RowOrigin(file: file, line: Int(place.line)) : nil, fields: names,
      values: names.indices.map { found.texts[place.firstText + $0] })
  }
}
