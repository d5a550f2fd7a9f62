public import Returns

/// All rules of the children in need census, every version, grouped by what they are about.
///
/// Next year's change is a version added, or ended, in the group that it belongs to.
public enum CINRuleBook {
  public static let all: [CINRule] = subjects.flatMap(\.rules)

  /// What rules are about, each with its rules.
  public static let subjects: [(title: String, rules: [CINRule])] = [
    ("The whole census", wholeReturn), ("Who the child is", identity),
    ("Pupil numbers", pupilNumbers), ("Disability", disability), ("Referrals", referral),
    ("Closing a case", closure), ("Assessments", assessment), ("Section 47 enquiries", enquiry),
    ("Child in need plans", plans), ("Child protection plans", protectionPlans),
  ]

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
