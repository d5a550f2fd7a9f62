import Statistics

/// Which counts of children in care on the last day known must not leave the authority: those of 1 to 5,
/// and those from which they could be worked out.
///
/// What is foretold for the first months is as good as the count that it begins with, so for eleven
/// months it does not leave either; a year ahead it tells of nobody.
public struct SmallCounts: Sendable {
  static let monthsHidden = 11

  /// Whether fewer than six are in care altogether.
  public let total: Bool
  private let homes: Set<HomeKind>
  private let bands: Set<AgeBand>
  /// Places of areas, of each kind of home.
  private let areas: [HomeKind: Set<Int>]

  public init(_ history: CareHistory, by areas: Areas? = nil) {
    let now = history.now
    func isHidden(_ counts: [Int]) -> [Bool] {
      SuppressedTable([counts]).map { ($0.cells.first ?? []).map { $0 == .hidden } }
        ?? counts.map { _ in true }
    }
    let ofHomes = HomeKind.allCases.map { home in now.values.reduce(0) { $0 + ($1[home] ?? 0) } }
    let ofBands = AgeBand.allCases.map { (now[$0] ?? [:]).values.reduce(0, +) }
    total = (1...5).contains(ofHomes.reduce(0, +))
    let homes = Set(zip(HomeKind.allCases, isHidden(ofHomes)).filter(\.1).map(\.0))
    self.homes = homes
    bands = Set(zip(AgeBand.allCases, isHidden(ofBands)).filter(\.1).map(\.0))
    var hidden: [HomeKind: Set<Int>] = [:]
    if let areas {
      for (home, counts) in history.now(by: areas) {
        let cells = isHidden(counts.map(\.children))
        hidden[home] = Set(cells.indices.filter { cells[$0] || homes.contains(home) })
      }
    }
    self.areas = hidden
  }

  public func hides(_ home: HomeKind) -> Bool { total || homes.contains(home) }

  public func hides(_ band: AgeBand) -> Bool { total || bands.contains(band) }

  public func hides(_ home: HomeKind, in place: Int) -> Bool {
    total || (areas[home] ?? []).contains(place)
  }
}
