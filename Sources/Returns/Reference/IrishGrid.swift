import Foundation

/// Turns places on the Irish grid, in which the Office for National Statistics gives the postcodes
/// of Northern Ireland, into places on the British grid.
///
/// Without this, a placement in Belfast would be as far from Leeds as one in the Midlands. The two
/// surveys lie about a hundred metres apart, which is left out: distances count in
/// tenths of a mile. Source: Ordnance Survey, "A guide to coordinate systems in Great Britain",
/// annex C (the transverse Mercator projection).
enum IrishGrid {
  /// The place on the British grid, or the same one where it is there already: all of Northern
  /// Ireland lies below 460 km on the Irish grid and above that on the British one.
  static func british(easting: Int32, northing: Int32) -> (easting: Int32, northing: Int32) {
    guard northing < 460_000 else { return (easting, northing) }
    let place = irish.angles(easting: Double(easting), northing: Double(northing))
    let moved = british.metres(latitude: place.latitude, longitude: place.longitude)
    return (Int32(moved.easting.rounded()), Int32(moved.northing.rounded()))
  }

  private static let british = Projection(
    major: 6_377_563.396, minor: 6_356_256.909, scale: 0.999_601_271_7, latitude: 49,
    longitude: -2, easting: 400_000, northing: -100_000)

  private static let irish = Projection(
    major: 6_377_340.189, minor: 6_356_034.447, scale: 1.000_035, latitude: 53.5, longitude: -8,
    easting: 200_000, northing: 250_000)
}

/// A transverse Mercator projection; angles in radians, lengths in metres.
private struct Projection {
  let major: Double
  let scale: Double
  let latitude: Double
  let longitude: Double
  let easting: Double
  let northing: Double
  private let minor: Double
  private let eccentricity: Double

  init(
    major: Double, minor: Double, scale: Double, latitude: Double, longitude: Double,
    easting: Double, northing: Double
  ) {
    self.major = major
    self.minor = minor
    self.scale = scale
    self.latitude = latitude * .pi / 180
    self.longitude = longitude * .pi / 180
    self.easting = easting
    self.northing = northing
    eccentricity = 1 - (minor * minor) / (major * major)
  }

  /// The length of the meridian from the true origin.
  private func arc(_ to: Double) -> Double {
    let n = (major - minor) / (major + minor)
    let difference = to - latitude
    let sum = to + latitude
    let first = (1 + n + 1.25 * n * n + 1.25 * n * n * n) * difference
    let second = (3 * n + 3 * n * n + 2.625 * n * n * n) * sin(difference) * cos(sum)
    let third = (1.875 * n * n + 1.875 * n * n * n) * sin(2 * difference) * cos(2 * sum)
    let fourth = 35.0 / 24 * n * n * n * sin(3 * difference) * cos(3 * sum)
    return minor * scale * (first - second + third - fourth)
  }

  /// The radii of curvature across and along the meridian.
  private func radii(_ at: Double) -> (across: Double, along: Double) {
    let root = 1 - eccentricity * sin(at) * sin(at)
    let across = major * scale / root.squareRoot()
    return (across, across * (1 - eccentricity) / root)
  }

  func metres(latitude at: Double, longitude east: Double) -> (easting: Double, northing: Double) {
    let (across, along) = radii(at)
    let eta = across / along - 1
    let tangent = tan(at) * tan(at)
    let away = (east - longitude) * cos(at)
    let north =
      northing + arc(at) + across * tan(at) * away * away / 2
      * (1 + away * away / 12 * (5 - tangent + 9 * eta))
    let towardsEast =
      easting + across * away
      * (1 + away * away / 6 * (across / along - tangent)
        + away * away * away * away / 120
        * (5 - 18 * tangent + tangent * tangent + 14 * eta - 58 * tangent * eta))
    return (towardsEast, north)
  }

  func angles(easting east: Double, northing north: Double)
    -> (latitude: Double, longitude: Double)
  {
    var foot = latitude + (north - northing) / (major * scale)
    for _ in 0..<5 { foot += (north - northing - arc(foot)) / (major * scale) }
    let (across, along) = radii(foot)
    let eta = across / along - 1
    let tangent = tan(foot) * tan(foot)
    let away = (east - easting) / across
    let up =
      foot - tan(foot) * across / along * away * away / 2
      * (1 - away * away / 12 * (5 + 3 * tangent + eta - 9 * tangent * eta))
    let sideways =
      away / cos(foot)
      * (1 - away * away / 6 * (across / along + 2 * tangent)
        + away * away * away * away / 120 * (5 + 28 * tangent + 24 * tangent * tangent))
    return (up, longitude + sideways)
  }
}
