import Returns

/// Looks up where placements are, as far as a return does not say so itself.
struct PlacementPlaces: Sendable {
  let authority: CellText?
  let reference: ReferenceData
  /// Which of PL_LA, PL_LOCATION and PL_DISTANCE the return brings.
  let given: [Bool]

  /// Works out where a placement is.
  ///
  /// The distance is in miles as the crow flies.
  func locate(_ cells: UnsafeMutablePointer<Cell>) {
    guard let postcodes = reference.postcodes else { return }
    func place(_ column: EpisodeColumn) -> PostcodePlace? {
      let postcode = cells[column.rawValue].text
      return postcode.isNone ? nil : postcodes.place(of: postcode.withoutSpaces)
    }
    guard let placement = place(.PL_POST) else { return }
    if let authorities = reference.authorities {
      let owner = authorities.authority(of: placement.district)
      if !given[0] { cells[-1].text = owner ?? .none }
      if !given[1], let authority {
        cells[-2].text = owner == authority ? "IN" : "OUT"
      }
    }
    if !given[2], let home = place(.HOME_POST), let miles = home.miles(to: placement) {
      cells[-3].text = CellText(tenths: Int((miles * 10).rounded()))
    }
  }
}
