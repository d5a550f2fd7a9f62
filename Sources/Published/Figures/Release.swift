/// A release of statistics: what was printed, when.
public struct Release: Hashable, Sendable {
  /// Its short name, for example `SFR41/2016`.
  public let name: String
  /// The year it came out.
  public let published: Int
  public let publisher: String
  public let title: String
  /// What it rounds authorities' figures to: 1 where it does not.
  public let roundedTo: Int

  public init(name: String, published: Int, publisher: String, title: String, roundedTo: Int) {
    self.name = name
    self.published = published
    self.publisher = publisher
    self.title = title
    self.roundedTo = roundedTo
  }
}

/// Which of several prints of the same figure is meant.
public enum Edition: Hashable, Sendable {
  /// As the earliest release held has it.
  ///
  /// That is the year's own but for 2018 to 2020 and 2022, of which a later one is the first held.
  case firstPublished
  /// As the newest release that still prints the year has it: revised, and for 2011 to 2016 rounded
  /// to 5 where only the rounded table was revised.
  case latest
  /// As somebody could have read it at the end of this year.
  case asAt(Int)
}
