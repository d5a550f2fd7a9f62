/// What a store still makes of its records after it was opened: lists, figures and searches that a new
/// version, other reference data, or a day on which much changes asks for.
public struct Preparation: Hashable, Sendable {
  /// The names of the projections that are not made for every record yet, or not as they are today.
  public let projections: [String]
  /// Records that were looked at, and how many there are.
  public let done: Int
  public let total: Int

  public init(_ projections: [String], done: Int, total: Int) {
    self.projections = projections
    self.done = min(done, total)
    self.total = total
  }
}

/// Thrown instead of a list, a count or a figure that would be made of some of the records only.
public struct StillPreparing: Error, Hashable, Sendable {
  /// What was asked for and is not made for every record yet.
  public let projections: [String]
  /// How far it is; nil where another program makes it.
  public let preparation: Preparation?

  public init(_ projections: [String], _ preparation: Preparation?) {
    self.projections = projections
    self.preparation = preparation
  }
}

/// A store that may be used before everything is made that its lists and figures are read from.
public protocol PreparedStore: Sendable {
  /// What is still being made; nil where everything is whole.
  var preparation: Preparation? { get }

  /// Makes what is missing, a few records at a time, so that others can write meanwhile.
  ///
  /// It may be ended at any time and goes on where it was; whatever is committed meanwhile is made by
  /// its commit. Two at once do no harm.
  func prepare() async throws
}
