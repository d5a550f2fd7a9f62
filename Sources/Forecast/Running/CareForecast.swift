public import CivilTime
public import Statistics

/// Children in care foretold, month by month, with how sure that is.
///
/// Rates are learned from the history: of coming into care (with season, trend and wandering, where the
/// past carries them), of leaving it and of moving between kinds of home. Each child in care then grows
/// older month by month and leaves, moves or stays. The expected numbers are reckoned exactly for
/// each of many draws of the rates; chance among children is added as its variance. The same seed gives
/// the same forecast.
public struct CareForecast: Sendable {
  public let scenario: Scenario
  /// The end of the last month known.
  public let origin: Day
  public let inCareAtOrigin: Int
  public let months: [ForecastMonth]
  /// How the children spread over areas; nil where none were asked for.
  public let shares: AreaShares?

  /// Nil where there is less than a year of months to learn from.
  public init?(
    _ history: CareHistory, scenario: Scenario = .asNow, costs: HomeCosts? = nil,
    settings: ForecastSettings = ForecastSettings()
  ) {
    guard let learned = LearnedRates(history, settings: settings) else { return nil }
    self.init(learned, scenario: scenario, costs: costs)
  }

  /// Several scenarios from the same draws of the same rates, so that they differ by nothing else.
  ///
  /// Empty where there is less than a year of months to learn from.
  public static func sideBySide(
    _ history: CareHistory, scenarios: [Scenario], costs: HomeCosts? = nil, areas: Areas? = nil,
    settings: ForecastSettings = ForecastSettings()
  ) -> [CareForecast] {
    guard let learned = LearnedRates(history, settings: settings) else { return [] }
    let shares = areas.map { AreaShares(history, learned, by: $0) }
    return scenarios.map { CareForecast(learned, scenario: $0, costs: costs, shares: shares) }
  }

  init(
    _ learned: LearnedRates, scenario: Scenario = .asNow, costs: HomeCosts? = nil,
    shares: AreaShares? = nil
  ) {
    self.scenario = scenario
    self.shares = shares
    origin = learned.last.end
    inCareAtOrigin = Int(learned.stock.reduce(0, +))
    let count = learned.settings.months
    var sums = (0..<count).map { _ in MonthSums() }
    for path in learned.paths {
      learned.propagation.run(from: learned.stock, path: path, scenario: scenario) { month, cells in
        sums[month].add(cells)
      }
    }
    let variances = learned.variances
    months = (0..<count).map { month in
      ForecastMonth(
        end: (learned.last + (month + 1)).end, sums: sums[month], variance: variances[month],
        costs: costs,
        ownPlaces: month >= scenario.beginsAfterMonths ? scenario.newChildrensHomePlaces : 0)
    }
  }
}

extension CareForecast {
  /// How many more or fewer in care at the end than in another, from the same draws.
  public func difference(fromTotalOf other: CareForecast) -> Estimate? {
    guard let last = months.last?.total, let usual = other.months.last?.total else { return nil }
    return last.difference(from: usual, value: last.middle - usual.middle)
  }

  /// Pounds over some months together, counted from the first; nil where no prices were given.
  ///
  /// Chance is taken to move all the months together, so the interval is rather too wide than too
  /// narrow.
  public func cost(ofMonths range: Range<Int>) -> ForecastCount? {
    let costs = months[range.clamped(to: months.indices)].compactMap(\.cost)
    guard let first = costs.first else { return nil }
    var means = [Double](repeating: 0, count: first.means.count)
    var deviation = 0.0
    for cost in costs {
      for draw in means.indices { means[draw] += cost.means[draw] }
      deviation += cost.variance.squareRoot()
    }
    return ForecastCount(means: means, variance: deviation * deviation)
  }

  /// How much dearer or cheaper than another, from the same draws; nil where no prices were given.
  public func difference(
    fromCostOf other: CareForecast, ofMonths range: Range<Int>
  ) -> Estimate? {
    guard let cost = cost(ofMonths: range), let usual = other.cost(ofMonths: range) else {
      return nil
    }
    return cost.difference(from: usual, value: cost.mean - usual.mean)
  }

  /// Each month's numbers as the rows of a spreadsheet, the header first.
  ///
  /// - Parameter small: what does not leave the authority; its rows say so in place of numbers.
  public static func rows(of forecasts: [CareForecast], hiding small: SmallCounts) -> [[String]] {
    var rows = [
      ["scenario", "month_end", "group", "name", "middle", "lower_80", "upper_80", "area"]
    ]
    for forecast in forecasts {
      for (place, month) in forecast.months.enumerated() {
        let mayHide = place < SmallCounts.monthsHidden
        func add(
          _ group: String, _ name: String, _ count: ForecastCount, area: String = "",
          isSmall: Bool = false
        ) {
          let interval = count.interval()
          let numbers = [interval.value, interval.lower, interval.upper].map {
            mayHide && isSmall ? "too few to show" : tenths($0)
          }
          rows.append([forecast.scenario.name, month.end.iso, group, name] + numbers + [area])
        }
        for number in month.numbers {
          add(number.group, number.name, number.count, isSmall: number.isHidden(by: small))
        }
        for need in forecast.needs(month: place) {
          add(
            "home by area", need.home.words, need.count, area: need.area,
            isSmall: small.hides(need.home, in: need.place))
        }
        if let cost = month.cost { add("cost", "Pounds in the month", cost, isSmall: small.total) }
      }
    }
    return rows
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension ForecastMonth {
  /// A number of the month with its name, for tables and files.
  public struct Number: Sendable {
    /// Whom it is of.
    public enum Children: Hashable, Sendable {
      case all
      case home(HomeKind)
      case age(AgeBand)
    }

    public let children: Children
    public let count: ForecastCount

    /// `total`, `home` or `age`.
    public var group: String {
      switch children {
      case .all: "total"
      case .home: "home"
      case .age: "age"
      }
    }

    public var name: String {
      switch children {
      case .all: "All children in care"
      case .home(let home): home.words
      case .age(let band): band.words
      }
    }

    /// Whether the count that it begins with does not leave the authority.
    public func isHidden(by small: SmallCounts) -> Bool {
      switch children {
      case .all: small.total
      case .home(let home): small.hides(home)
      case .age(let band): small.hides(band)
      }
    }
  }

  /// All children first, then by kind of home, then by age.
  public var numbers: [Number] {
    var numbers = [Number(children: .all, count: total)]
    for home in HomeKind.allCases {
      guard let count = byHome[home] else { continue }
      numbers.append(Number(children: .home(home), count: count))
    }
    for band in AgeBand.allCases {
      guard let count = byBand[band] else { continue }
      numbers.append(Number(children: .age(band), count: count))
    }
    return numbers
  }
}

/// One month of a forecast.
public struct ForecastMonth: Sendable {
  public let end: Day
  public let total: ForecastCount
  public let byHome: [HomeKind: ForecastCount]
  public let byBand: [AgeBand: ForecastCount]
  /// Expected children in each kind of home in each band of age.
  public let expected: [AgeBand: [HomeKind: Double]]
  /// Pounds for the days of the month; nil where no prices were given.
  public let cost: ForecastCount?
  /// Pounds expected for each kind of home.
  public let costByHome: [HomeKind: Double]

  init(
    end: Day, sums: MonthSums, variance: LearnedRates.Variance, costs: HomeCosts?, ownPlaces: Int
  ) {
    self.end = end
    total = ForecastCount(means: sums.totals, variance: variance.total)
    byHome = Dictionary(
      uniqueKeysWithValues: HomeKind.allCases.map { home in
        (
          home,
          ForecastCount(means: sums.homes[home.rawValue], variance: variance.homes[home.rawValue])
        )
      })
    byBand = Dictionary(
      uniqueKeysWithValues: AgeBand.allCases.map { band in
        (
          band,
          ForecastCount(means: sums.bands[band.rawValue], variance: variance.bands[band.rawValue])
        )
      })
    expected = Dictionary(
      uniqueKeysWithValues: AgeBand.allCases.map { band in
        (
          band,
          Dictionary(
            uniqueKeysWithValues: HomeKind.allCases.map { home in
              (
                home,
                sums.cells[band.rawValue * Cell.homes + home.rawValue] / Double(sums.totals.count)
              )
            })
        )
      })
    guard let costs else {
      cost = nil
      costByHome = [:]
      return
    }
    let weeks = Double(end.dayOfMonth) / 7
    let own = Double(ownPlaces)
    var means = [Double](
      repeating: own * costs.ownPlacePoundsPerWeek * weeks, count: sums.totals.count)
    var spread = 0.0
    var byHome: [HomeKind: Double] = [:]
    for home in HomeKind.allCases {
      let price = (costs.poundsPerWeek[home] ?? 0) * weeks
      var sum = 0.0
      for draw in means.indices {
        let children = sums.homes[home.rawValue][draw]
        let bought = home == .childrensHome ? max(0, children - own) : children
        means[draw] += bought * price
        sum += bought * price
      }
      byHome[home] = sum / Double(max(1, means.count))
      spread += price * price * variance.homes[home.rawValue]
    }
    if own > 0 {
      byHome[.childrensHome, default: 0] += own * costs.ownPlacePoundsPerWeek * weeks
    }
    cost = ForecastCount(means: means, variance: spread)
    costByHome = byHome
  }
}

/// Sums over the cells of one month, a value for each draw.
struct MonthSums {
  private(set) var totals: [Double] = []
  private(set) var homes = [[Double]](repeating: [], count: Cell.homes)
  private(set) var bands = [[Double]](repeating: [], count: AgeBand.allCases.count)
  /// [band][home], all draws together.
  private(set) var cells = [Double](repeating: 0, count: AgeBand.allCases.count * Cell.homes)

  mutating func add(_ children: [ByLength]) {
    var ofCell = [Double](repeating: 0, count: cells.count)
    for age in 0..<Cell.ages {
      let band = AgeBand(months: age).rawValue
      for home in 0..<Cell.homes {
        ofCell[band * Cell.homes + home] += children[age * Cell.homes + home].sum()
      }
    }
    totals.append(ofCell.reduce(0, +))
    for home in 0..<Cell.homes {
      homes[home].append(bands.indices.reduce(0) { $0 + ofCell[$1 * Cell.homes + home] })
    }
    for band in bands.indices {
      bands[band].append(ofCell[band * Cell.homes..<(band + 1) * Cell.homes].reduce(0, +))
    }
    for place in cells.indices { cells[place] += ofCell[place] }
  }
}
