/// Where every postcode is.
public protocol PostcodeDirectory: Sendable {
  /// Looks up a postcode in capitals without spaces.
  func place(of postcode: CellText) -> PostcodePlace?
}

/// Where a postcode is.
public struct PostcodePlace: Hashable, Sendable {
  /// The code of its district, such as `E07000041`; none where the directory gives none.
  public var district: CellText
  /// Metres east and north of the origin of the British national grid; -1 where they are not known.
  public var easting: Int32
  public var northing: Int32

  public init(district: CellText, easting: Int32, northing: Int32) {
    self.district = district
    self.easting = easting
    self.northing = northing
  }

  /// A postcode of which the district is known at most, such as one in Jersey.
  public init(district: CellText) {
    self.init(district: district, easting: -1, northing: -1)
  }

  /// Whether it is known where on the map the postcode is.
  public var isOnGrid: Bool { easting >= 0 && northing >= 0 }

  /// Miles as the crow flies; nil where one of the two is not on the grid.
  public func miles(to other: PostcodePlace) -> Double? {
    guard isOnGrid, other.isOnGrid else { return nil }
    let east = Double(easting) - Double(other.easting)
    let north = Double(northing) - Double(other.northing)
    // The return counts 1.6093 kilometres to the mile.
    return (east * east + north * north).squareRoot() / 1000 / 1.6093
  }
}
