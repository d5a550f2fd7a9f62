/// Children in care who came from one area and are in one kind of home.
public struct AreaCount: Hashable, Sendable {
  public var children = 0
  /// Of them, those whose home is in that area too; of those from other districts, in their own.
  public var livingThere = 0
  /// Of them, those of whose home no postcode is recorded.
  public var homeNotRecorded = 0

  public init() {}
}

extension CareHistory {
  /// Children in care on the last day known: for each kind of home, a count for each place of the areas.
  public func now(by areas: Areas) -> [HomeKind: [AreaCount]] { counts(at: last, by: areas) }

  func counts(at month: Month, by areas: Areas) -> [HomeKind: [AreaCount]] {
    var counts: [HomeKind: [AreaCount]] = [:]
    for child in children {
      guard let stay = child.stay(at: month), child.cell(stay, month) != nil else { continue }
      let place = areas.place(of: stay.cameFrom)
      let isThere =
        place == areas.elsewhere
        ? stay.lives == stay.cameFrom
        : place != areas.notRecorded && areas.place(of: stay.lives) == place
      var ofHome = counts[stay.home] ?? [AreaCount](repeating: AreaCount(), count: areas.count)
      ofHome[place].children += 1
      if isThere { ofHome[place].livingThere += 1 }
      if stay.lives == .notRecorded { ofHome[place].homeNotRecorded += 1 }
      counts[stay.home] = ofHome
    }
    return counts
  }
}
