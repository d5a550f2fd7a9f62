public import CivilTime
public import Statistics

/// Homes needed against homes there are.
public struct Sufficiency: Hashable, Sendable {
  public let home: HomeKind
  public let month: Day
  public let needed: Estimate
  public let available: Int
  /// How likely more are needed than there are.
  public let chanceOfShortage: Double
  /// Homes to find so that the chance of a shortage is no more than one in ten; 0 where it is not.
  public let toFind: Int
}

extension CareForecast {
  /// Sufficiency for each kind of home of which the places are known, month by month.
  ///
  /// - Parameter available: places now; a scenario's further ones are added from its beginning.
  public func sufficiency(available: [HomeKind: Int], level: Double = 0.8) -> [Sufficiency] {
    var found: [Sufficiency] = []
    for (place, month) in months.enumerated() {
      let isOn = place >= scenario.beginsAfterMonths
      for home in HomeKind.allCases {
        guard var places = available[home], let count = month.byHome[home] else { continue }
        if isOn, home == .fostering { places += scenario.moreFosteringHomes }
        if isOn, home == .childrensHome { places += scenario.newChildrensHomePlaces }
        found.append(
          Sufficiency(
            home: home, month: month.end, needed: count.interval(level: level), available: places,
            chanceOfShortage: count.chance(above: Double(places)),
            toFind: max(0, Int(count.quantile(0.9).rounded(.up)) - places)))
      }
    }
    return found
  }
}
