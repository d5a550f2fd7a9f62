/// The areas that homes are told apart by: named ones, and what is in none of them.
///
/// An area has a place, counted from 0: the named ones first, then `elsewhere`, then `notRecorded`.
public struct Areas: Hashable, Sendable {
  /// One postcode district or several.
  public struct Area: Hashable, Sendable {
    public let name: String
    /// Such as LS8; or letters alone, such as LS, for every district that begins with them and is not
    /// named by itself.
    public let districts: [String]

    public init(_ name: String, districts: [String]) {
      self.name = name
      self.districts = districts
    }
  }

  public let named: [Area]
  private let places: [String: Int]

  /// - Parameter named: a district that is in two belongs to the first.
  public init(_ named: [Area]) {
    self.named = named
    places = Dictionary(
      named.enumerated().flatMap { place, area in area.districts.map { ($0, place) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The districts that most children in care on the last day known came from, in their order.
  ///
  /// - Parameter fewest: a district that fewer came from is left to the others.
  public init(whereMostComeFromIn history: CareHistory, atMost most: Int = 8, fewest: Int = 5) {
    var counts: [District: Int] = [:]
    for child in history.children {
      if let stay = child.stay(at: history.last) { counts[stay.cameFrom, default: 0] += 1 }
    }
    counts[.notRecorded] = nil
    let chosen = counts.filter { $0.value >= fewest }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most)
    self.init(chosen.map(\.key).sorted().map { Area($0.name, districts: [$0.name]) })
  }

  /// Districts that are in no area.
  public var elsewhere: Int { named.count }
  /// Children of whom it is not recorded where they came from, as of those who came to this country alone.
  public var notRecorded: Int { named.count + 1 }
  public var count: Int { named.count + 2 }

  public func name(of place: Int) -> String {
    if place < named.count { return named[place].name }
    return place == elsewhere
      ? (named.isEmpty ? "All districts" : "Other districts") : "Not recorded"
  }

  func place(of district: District) -> Int {
    if district == .notRecorded { return notRecorded }
    return places[district.name] ?? places[String(district.letters)] ?? elsewhere
  }
}
