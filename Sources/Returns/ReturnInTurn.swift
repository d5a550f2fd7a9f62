public import CivilTime

/// A year's return that is laid over a record which may hold those of other years.
public struct ReturnInTurn: Sendable {
  public let year: CollectionYear
  /// The collection years whose returns the record already holds: what they gave is kept exact.
  public let held: [CollectionYear]

  public init(of year: CollectionYear, among held: [CollectionYear]) {
    self.year = year
    self.held = held
  }

  /// Whether a later return than this one is held: then this one fills in, and does not overrule.
  public var isOverruled: Bool { held.contains { $0 > year } }

  /// The years that are held, without this one.
  public var otherYears: [CollectionYear] { held.filter { $0 != year } }

  /// The end of something of which a record and this return both say something: a return shows as open
  /// what ended after its year.
  public func end(held: Day?, received: Day?) -> Day? {
    if isOverruled { return held }
    return received ?? held.flatMap { $0 > year.end ? $0 : nil }
  }
}
