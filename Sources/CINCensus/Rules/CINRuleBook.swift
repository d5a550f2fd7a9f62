public import Returns

/// All rules of the children in need census, every version, grouped by what they are about.
///
/// Next year's change is a version added, or ended, in the group that it belongs to.
public enum CINRuleBook {
  public static let all: [CINRule] =
    wholeReturn + identity + pupilNumbers + disability + referral + closure + assessment + enquiry
    + plans + protectionPlans

  /// The years for which there are rules, of their own or provisional.
  public static var years: ClosedRange<CollectionYear> { .everyRuleBook }

  /// Whether the year's own rules are not known yet, so that the last known ones are used.
  public static func isProvisional(_ year: CollectionYear) -> Bool {
    year > ClosedRange<CollectionYear>.everyCINBook.upperBound
  }

  /// The rules of one year's book, in the order of their codes; for a later year those of the last
  /// book that is known.
  public static func rules(of year: CollectionYear) -> [CINRule] {
    books[min(year, ClosedRange<CollectionYear>.everyCINBook.upperBound)] ?? []
  }

  private static let books: [CollectionYear: [CINRule]] = {
    var books: [CollectionYear: [CINRule]] = [:]
    var year: CollectionYear? = ClosedRange<CollectionYear>.everyCINBook.lowerBound
    while let book = year, ClosedRange<CollectionYear>.everyCINBook.contains(book) {
      books[book] = all.filter { $0.card.years.contains(book) }
        .sorted { $0.card.code.isRuleCodeBefore($1.card.code) }
      year = book.next
    }
    return books
  }()
}
