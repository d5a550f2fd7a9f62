/// The codes that one item of a return may hold, year by year.
///
/// A set never rejects a code: what is not in it is simply unknown, and whoever holds the code
/// keeps it as received.
public struct CodeSet: Sendable {
  /// Return and item, such as `ssda903.PLACE` or `cin.ReferralSource`.
  public let name: String

  /// Every code with every meaning it has had, in the order of the source.
  public let meanings: [CodeMeaning]

  private let places: [String: [Int]]

  public init(name: String, meanings: [CodeMeaning]) {
    self.name = name
    self.meanings = meanings
    self.places = Dictionary(grouping: meanings.indices) { meanings[$0].code }
  }

  /// What the code means in a collection year, named by the calendar year it ends in; nil where
  /// that year does not have it.
  public func meaning(of code: String, in year: Int) -> String? {
    places[code]?.first { meanings[$0].isValid(in: year) }.map { meanings[$0].meaning }
  }

  /// What the code meant last, whether or not it is still in use; nil where it never was a code.
  public func latestMeaning(of code: String) -> String? {
    places[code]?.last.map { meanings[$0].meaning }
  }

  /// The codes of a collection year, in the order of the source.
  public func codes(in year: Int) -> [CodeMeaning] {
    meanings.filter { $0.isValid(in: year) }
  }

  /// The first collection year, 2022-23, for which the returns' code lists are known.
  public static let earliestYear = 2023
}
