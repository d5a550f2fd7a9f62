/// What an authority might do otherwise, to set beside what comes if it goes on as it does.
public struct Scenario: Hashable, Sendable {
  public var name: String
  /// 0.9 for one in ten fewer children who come into care.
  public var startsFactor: Double
  /// 1.2 for going home to parents a fifth sooner: the monthly chance of it is that much higher.
  public var reunificationFactor: Double
  /// Further fostering homes, filled by children who would have gone to a children's home, as they
  /// come or move.
  public var moreFosteringHomes: Int
  /// Places in a children's home of the authority's own, paid for whether filled or not, in place of
  /// places it would have bought.
  public var newChildrensHomePlaces: Int
  /// After how many months it begins.
  public var beginsAfterMonths: Int

  public init(
    name: String, startsFactor: Double = 1, reunificationFactor: Double = 1,
    moreFosteringHomes: Int = 0, newChildrensHomePlaces: Int = 0, beginsAfterMonths: Int = 0
  ) {
    self.name = name
    self.startsFactor = max(0, startsFactor)
    self.reunificationFactor = max(0, reunificationFactor)
    self.moreFosteringHomes = max(0, moreFosteringHomes)
    self.newChildrensHomePlaces = max(0, newChildrensHomePlaces)
    self.beginsAfterMonths = max(0, beginsAfterMonths)
  }

  /// All goes on as it does.
  public static let asNow = Scenario(name: "As now")
}

/// What a week in each kind of home costs.
public struct HomeCosts: Hashable, Sendable {
  /// Pounds for one child for a week; a kind without a price costs nothing and is named on the page.
  public var poundsPerWeek: [HomeKind: Double]
  /// Pounds for one place for a week in a children's home of the authority's own.
  public var ownPlacePoundsPerWeek: Double

  public init(poundsPerWeek: [HomeKind: Double], ownPlacePoundsPerWeek: Double = 0) {
    self.poundsPerWeek = poundsPerWeek
    self.ownPlacePoundsPerWeek = ownPlacePoundsPerWeek
  }
}

/// How a forecast is made.
public struct ForecastSettings: Hashable, Sendable {
  public var months: Int
  /// Draws of the rates; an even number, as each is paired with its mirror image.
  public var draws: Int
  public var seed: UInt64
  /// After how many months a move or an arrival counts half as much.
  public var halfLife: Double

  public init(months: Int = 36, draws: Int = 100, seed: UInt64 = 20, halfLife: Double = 36) {
    self.months = min(max(1, months), 120)
    self.draws = min(max(2, draws + draws % 2), 2_000)
    self.seed = seed
    self.halfLife = halfLife > 0 ? halfLife : .infinity
  }
}
