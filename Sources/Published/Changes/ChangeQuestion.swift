/// Which change between two years is asked about.
public struct ChangeQuestion: Hashable, Sendable {
  /// What is counted, for example `lookedAfter`.
  public var measure: String
  public var from: Int
  public var to: Int
  public var comparing: Comparing
  public var edition: Edition
  /// Of what is called more than chance, at most this share is chance, on average.
  public var falseDiscoveryRate: Double
  /// How many times as much the counts move by chance as counts of separate children would: more
  /// than 1 where brothers and sisters come into care together.
  public var dispersion: Double

  public enum Comparing: String, Hashable, CaseIterable, Sendable {
    /// How many children there are.
    case counts
    /// How many of those who live there.
    case rates

    public var other: Comparing { self == .counts ? .rates : .counts }
  }

  public init(
    measure: String = "lookedAfter", from: Int, to: Int, comparing: Comparing = .counts,
    edition: Edition = .firstPublished, falseDiscoveryRate: Double = 0.05, dispersion: Double = 1
  ) {
    self.measure = measure
    self.from = min(from, to)
    self.to = max(from, to)
    self.comparing = comparing
    self.edition = edition
    self.falseDiscoveryRate = falseDiscoveryRate
    self.dispersion = max(1, dispersion)
  }
}

/// What a comparison of two years cannot show.
public enum ChangeCaveat: Hashable, Sendable, CaseIterable {
  case notWhy, endsDecide, sameChildren, prints, population, neverJudged

  public var words: String {
    switch self {
    case .notWhy:
      "Fewer children in care can mean that families got help in time, that children left care well, or that children who needed care did not get it. These figures cannot tell which."
    case .endsDecide:
      "Two years are two days. Look at the whole path: a fall from an unusually high year, or to an unusually low one, often comes back."
    case .sameChildren:
      "Many children are in both counts, and brothers and sisters come together. The first makes counts move less than the test assumes, the second more. Each change says how much more it would bear before chance could explain it."
    case .prints:
      "First published figures are not rounded; revised ones for 2011 to 2016 are rounded to 5, so a small authority can seem to stay the same."
    case .population:
      "Populations of mid-2010 and mid-2011 are drawn in between the years beside them. Estimates since 2012 follow the census of 2021, those before do not."
    case .neverJudged:
      "What else changed there is set beside, not shown to be the cause."
    }
  }
}
