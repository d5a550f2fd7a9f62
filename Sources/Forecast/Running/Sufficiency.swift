public import Statistics

/// Homes needed against homes there are.
public struct Sufficiency: Hashable, Sendable {
  public let needed: Estimate
  public let available: Int
  /// How likely more are needed than there are.
  public let chanceOfShortage: Double
  /// Homes to find so that the chance of a shortage is no more than one in ten; 0 where it is not.
  public let toFind: Int

  /// - Parameter count: children foretold, one home for each.
  public init(_ count: ForecastCount, available: Int, level: Double = 0.8) {
    needed = count.interval(level: level)
    self.available = available
    chanceOfShortage = count.chance(above: Double(available))
    toFind = max(0, Int(count.quantile(0.9).rounded(.up)) - available)
  }
}

/// Children foretold in one kind of home who come from one area.
public struct AreaNeed: Sendable {
  /// Counted as `Areas` does.
  public let place: Int
  public let area: String
  public let home: HomeKind
  public let count: ForecastCount
}

extension CareForecast {
  /// Whether a kind of home is enough at the end of a month; nil where none is foretold.
  ///
  /// - Parameter available: places now; a scenario's further ones are added from its beginning.
  public func sufficiency(of home: HomeKind, available: Int, month: Int) -> Sufficiency? {
    guard months.indices.contains(month), let count = months[month].byHome[home] else { return nil }
    var places = available
    if month >= scenario.beginsAfterMonths {
      if home == .fostering { places += scenario.moreFosteringHomes }
      if home == .childrensHome { places += scenario.newChildrensHomePlaces }
    }
    return Sufficiency(count, available: places)
  }

  /// Children in the homes that an authority has to find, by the area they come from; empty where no
  /// areas were asked for.
  public func needs(month: Int) -> [AreaNeed] {
    guard let shares, months.indices.contains(month) else { return [] }
    return HomeKind.found.flatMap { home in
      (0..<shares.areas.count).compactMap { place in
        months[month].byHome[home].map { whole in
          AreaNeed(
            place: place, area: shares.areas.name(of: place), home: home,
            count: shares.part(of: whole, in: place, home: home, month: month))
        }
      }
    }
  }
}
