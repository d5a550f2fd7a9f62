import Returns

/// What rules on one episode ask again and again.
extension CheckedRow<EpisodeColumn> {
  /// The day the episode ended; where the cell is empty it is open, and goes on to `end` at least.
  ///
  /// None where the cell holds something that is no date.
  @inline(__always)
  func ended(orOpenUntil end: CellDay) -> CellDay { self[.DEC].isNone ? end : day(.DEC) }

  /// Whether a number of Ofsted's is given that can be looked up.
  ///
  /// `XXXXXXX` says that there is none to give.
  @inline(__always)
  var hasProviderNumber: Bool { self[.URN].isGiven && self[.URN] != "XXXXXXX" }

  /// The entries of the list of providers under the number of this episode.
  func providers(in setting: CheckSetting) -> [Provider] {
    setting.reference.providers?[self[.URN].withoutSpaces] ?? []
  }

  /// Whether type, postcode, Ofsted number and provider of the placement are all those of another
  /// episode; two empty cells are the same.
  @inline(__always)
  func hasSamePlacement(as other: CheckedRow) -> Bool {
    self[.PLACE] == other[.PLACE] && self[.PL_POST] == other[.PL_POST]
      && self[.URN] == other[.URN] && self[.PLACE_PROVIDER] == other[.PLACE_PROVIDER]
  }
}
