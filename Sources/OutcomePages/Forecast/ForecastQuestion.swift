public import Forecast
public import HTML

extension Link {
  public static let forecast: Link = "/forecast"
  public static let forecastAsCSV: Link = "/forecast.csv"
}

/// What is to be foretold and what is assumed: read from the address and written to it again.
public struct ForecastQuestion: Hashable, Sendable {
  static let choicesOfMonths = [12, 24, 36, 60]
  /// What an address has room for, in bytes.
  static let longestList = 4_000

  public private(set) var months = 36
  /// In a hundred.
  private(set) var fewerStarts = 0.0
  private(set) var soonerHome = 0.0
  private(set) var moreFosteringHomes = 0
  private(set) var newHomePlaces = 0
  private(set) var beginsAfterMonths = 0
  /// Pounds for a child for a week.
  private(set) var prices: [HomeKind: Double] = [:]
  private(set) var ownPlacePrice = 0.0
  private(set) var available: [HomeKind: Int] = [:]
  /// Homes there are, area by area.
  private(set) var listed = ListedHomes()
  /// The answers as they were given, with what is wrong with them.
  let form: FormState

  /// Reads the query of an address; what cannot be reckoned with is refused on its field.
  public init(_ query: FormState = FormState()) {
    var form = query
    func number(_ name: String, _ what: String, atMost most: Double) -> Double? {
      guard let asked = query[name], !asked.allSatisfy(\.isWhitespace) else { return nil }
      let plain = asked.filter { !"£, %".contains($0) }
      guard plain.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
        let value = Double(plain), value <= most
      else {
        form.refuse(
          name,
          "\(what) must be a number from 0 to \(Spoken.number(most)), not “\(asked.prefix(40))”")
        return nil
      }
      return value
    }
    func whole(_ name: String, _ what: String, atMost most: Double) -> Int? {
      guard let value = number(name, what, atMost: most) else { return nil }
      if let whole = Int(exactly: value) { return whole }
      form.refuse(name, "\(what) must be a whole number")
      return nil
    }
    if let asked = query[Name.months], !asked.isEmpty {
      if let value = Int(asked), Self.choicesOfMonths.contains(value) {
        months = value
      } else {
        form.refuse(Name.months, "Choose how far ahead from the list")
      }
    }
    fewerStarts = number(Name.fewerStarts, "How many fewer come into care", atMost: 100) ?? 0
    soonerHome = number(Name.soonerHome, "How much likelier going home is", atMost: 400) ?? 0
    moreFosteringHomes = whole(Name.fosteringHomes, "More fostering homes", atMost: 10_000) ?? 0
    newHomePlaces = whole(Name.homePlaces, "Places in a new children’s home", atMost: 1_000) ?? 0
    beginsAfterMonths = whole(Name.begins, "Months until it begins", atMost: 60) ?? 0
    for home in HomeKind.allCases {
      prices[home] = number(Name.price(home), "The price of a week", atMost: 100_000)
      available[home] = whole(Name.available(home), "How many homes there are", atMost: 100_000)
    }
    ownPlacePrice = number(Name.ownPlace, "The price of a place", atMost: 100_000) ?? 0
    let list = query[Name.areas] ?? ""
    if list.utf8.count > Self.longestList {
      form.refuse(
        Name.areas,
        "Homes by area must be \(Spoken.number(Self.longestList)) characters or fewer; kith forecast takes longer lists from a file"
      )
    } else {
      listed = ListedHomes(list)
      for refusal in listed.refusals { form.refuse(Name.areas, refusal.description) }
    }
    if form[Name.months] == nil { form[Name.months] = String(months) }
    self.form = form
  }

  enum Name {
    static let months = "months"
    static let fewerStarts = "fewer-starts"
    static let soonerHome = "sooner-home"
    static let fosteringHomes = "fostering-homes"
    static let homePlaces = "home-places"
    static let begins = "begins"
    static let ownPlace = "price-own-place"
    static let areas = "areas"

    static func price(_ home: HomeKind) -> String { "price-" + home.key }
    static func available(_ home: HomeKind) -> String { "available-" + home.key }
  }

  public var isRefused: Bool { !form.errors.isEmpty }

  /// All goes on as it does, then each thing that is done otherwise, then all of them together.
  public var scenarios: [Scenario] {
    var others: [Scenario] = []
    if fewerStarts > 0 {
      others.append(
        Scenario(
          name: "\(Self.plain(fewerStarts)) in 100 fewer come into care",
          startsFactor: 1 - fewerStarts / 100, beginsAfterMonths: beginsAfterMonths))
    }
    if soonerHome > 0 {
      others.append(
        Scenario(
          name: "\(Self.plain(soonerHome)) in 100 likelier each month to go home to parents",
          reunificationFactor: 1 + soonerHome / 100, beginsAfterMonths: beginsAfterMonths))
    }
    if moreFosteringHomes > 0 {
      others.append(
        Scenario(
          name: Spoken.counted(
            moreFosteringHomes, "more fostering home", "more fostering homes"),
          moreFosteringHomes: moreFosteringHomes, beginsAfterMonths: beginsAfterMonths))
    }
    if newHomePlaces > 0 {
      others.append(
        Scenario(
          name: "A new children’s home of \(Spoken.counted(newHomePlaces, "place", "places"))",
          newChildrensHomePlaces: newHomePlaces, beginsAfterMonths: beginsAfterMonths))
    }
    if others.count > 1 {
      others.append(
        Scenario(
          name: "All of these together", startsFactor: 1 - fewerStarts / 100,
          reunificationFactor: 1 + soonerHome / 100, moreFosteringHomes: moreFosteringHomes,
          newChildrensHomePlaces: newHomePlaces, beginsAfterMonths: beginsAfterMonths))
    }
    return [.asNow] + others
  }

  /// Nil where no price was given: a cost of nothing would be a wrong one.
  public var costs: HomeCosts? {
    prices.isEmpty && ownPlacePrice == 0
      ? nil : HomeCosts(poundsPerWeek: prices, ownPlacePoundsPerWeek: ownPlacePrice)
  }

  /// The areas to tell homes apart by: those listed, or where most children come from.
  public func areas(for history: CareHistory) -> Areas {
    listed.areas ?? Areas(whereMostComeFromIn: history)
  }

  private static func plain(_ value: Double) -> String {
    Spoken.number(value, decimals: value == value.rounded() ? 0 : 1)
  }

  /// The address that shows this again, whole.
  func link(at page: Link = .forecast) -> Link {
    var link = page.adding(Name.months, String(months))
    func add(_ name: String, _ value: Double) {
      if value > 0 { link = link.adding(name, Self.exact(value)) }
    }
    add(Name.fewerStarts, fewerStarts)
    add(Name.soonerHome, soonerHome)
    add(Name.fosteringHomes, Double(moreFosteringHomes))
    add(Name.homePlaces, Double(newHomePlaces))
    add(Name.begins, Double(beginsAfterMonths))
    for home in HomeKind.allCases {
      if let price = prices[home] { link = link.adding(Name.price(home), Self.exact(price)) }
      if let places = available[home] { link = link.adding(Name.available(home), "\(places)") }
    }
    add(Name.ownPlace, ownPlacePrice)
    if let list = form[Name.areas], !listed.isEmpty { link = link.adding(Name.areas, list) }
    return link
  }

  private static func exact(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}
