public import CivilTime
public import Measures

/// What the records of the authority say of its outcomes.
///
/// Everything is made from what is known today: a past day's figure is how it was then, as far as is
/// known now, and changes when somebody records late or corrects.
public protocol MeasureStore: Sendable {
  /// The figures of the whole authority, for those who may see figures; logged.
  ///
  /// - Parameters:
  ///   - days: those after today are left out, for nobody knows
  ///   - indicators: nil for every indicator
  /// - Returns: every indicator at every day, zeros where nobody counts: by indicator in the order of the
  ///   register, then by day. To those who may not list every child an average of fewer than six is
  ///   not shown: it would tell them what a child scored whose record is not theirs.
  /// - Throws: `ReadRefused`
  func figures(
    at days: [Day], of indicators: Set<String>?, for reading: Reading
  ) async throws -> [MeasuredFigure]

  /// Who is in a figure: those of them whom the person may list, and how many others there are; logged
  /// as a list is.
  func children(in list: MeasureList, for reading: Reading) async throws -> MeasureListPage
}

/// Whom of a figure to list, and which page of them.
public struct MeasureList: Hashable, Sendable {
  public enum Members: String, CaseIterable, Sendable {
    /// Those who make the numerator; for an average, all of whom it is made.
    case counted
    /// Those among whom they are counted, too.
    case all
  }

  /// Its name in what is published.
  public var indicator: String
  public var at: Day
  public var members = Members.counted
  public var offset = 0
  public var limit = 50

  public init(_ indicator: String, at day: Day) {
    self.indicator = indicator
    at = day
  }
}

public struct MeasureListPage: Sendable {
  public struct Line: Sendable {
    public let child: ChildHeadline
    /// Since when the child counts so.
    public let from: Day
    public let numerator: Int
    public let denominator: Int
  }

  /// By name.
  public let lines: [Line]
  /// How many children there are whom the person may list.
  public let total: Int
  /// How many more are in the figure.
  public let others: Int
}
