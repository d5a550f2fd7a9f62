import CivilTime
public import Statistics

/// One authority, or those that followed each other in one area, between two years.
public struct AuthorityChange: Hashable, Sendable {
  /// The authorities counted in the first year; several where an area was divided differently.
  public let before: [Area]
  public let after: [Area]
  public let countBefore: Double
  public let countAfter: Double
  public let populationBefore: Population?
  public let populationAfter: Population?
  /// Up, down or the same, in what was asked to be compared.
  public let direction: Direction
  /// The count after over the count before; nil where there was nobody in either year.
  public let ratioOfCounts: Estimate?
  /// The rate after over the rate before; nil where a population is not known.
  public let ratioOfRates: Estimate?
  /// How likely such a change is by chance; nil where rates were asked for and cannot be had.
  public internal(set) var pValue: Double?
  /// The same, allowing for so many authorities looked at.
  public internal(set) var adjustedPValue: Double?
  /// Whether chance is too unlikely an explanation, at the false discovery rate asked for.
  public internal(set) var isMoreThanChance = false
  /// How many times as much as separate children's counts these could move by chance before chance
  /// could explain the change; nil where it explains it already.
  public internal(set) var dispersionWithstood: Double?
  /// The verdict on rates where counts were asked for, on counts where rates were.
  ///
  /// Nil where it cannot be had.
  public internal(set) var otherVerdict: Verdict?
  /// Every year from the first to the second, as the edition asked for has them.
  public let path: [PathYear]
  /// Boundary changes in between that touched it.
  public let boundaryChanges: [BoundaryChange]
  /// What else changed.
  public let beside: [Beside]
  /// In force on 31 March of the two years, where one authority is compared with itself.
  public let judgementBefore: Judgement?
  public let judgementAfter: Judgement?
  /// Published between the two days, the oldest first, of every authority it consists of.
  public let judgementsBetween: [Judgement]

  public enum Direction: String, Hashable, CaseIterable, Sendable { case fell, same, rose }

  /// How likely a change is by chance, and what follows, all authorities taken together.
  public struct Verdict: Hashable, Sendable {
    public let pValue: Double
    /// The same, allowing for so many authorities looked at: what decides.
    public let adjustedPValue: Double
    public let isMoreThanChance: Bool
  }

  /// The verdict on what was asked to be compared.
  public var verdict: Verdict? {
    guard let pValue, let adjustedPValue else { return nil }
    return Verdict(
      pValue: pValue, adjustedPValue: adjustedPValue, isMoreThanChance: isMoreThanChance)
  }

  public struct PathYear: Hashable, Sendable {
    public let year: Int
    public let figure: Figure
  }

  /// Another measure in the same two years.
  public struct Beside: Hashable, Sendable {
    public let measure: String
    public let before: Figure
    public let after: Figure
  }

  /// −0.14 for a fall by 14 in 100; nil where there was nobody before.
  public var relativeChange: Double? {
    countBefore > 0 ? countAfter / countBefore - 1 : nil
  }

  /// In how many of the years between the two (they themselves left out) the count was below the
  /// first year's, of how many known.
  public var yearsBelowStart: (below: Int, known: Int) {
    let between = path.dropFirst().dropLast().compactMap(\.figure.number)
    return (between.count { $0 < countBefore }, between.count)
  }

  public var name: String {
    let names = after.map(\.name)
    if before.map(\.code) == after.map(\.code) { return names.joined() }
    return before.map(\.name).joined(separator: ", ") + " → " + names.joined(separator: ", ")
  }
}
