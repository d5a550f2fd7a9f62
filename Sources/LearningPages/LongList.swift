package import HTML

/// A page of a list that may be long, with the way to its other pages.
struct LongList<Row> {
  /// As long as the pages of other lists.
  private static var longest: Int { 50 }

  /// Those of this page.
  let rows: ArraySlice<Row>
  /// How many there are on all pages.
  let count: Int
  private let page: Int
  private let base: Link
  private var pageCount: Int { max(1, (count + Self.longest - 1) / Self.longest) }

  /// - Parameters:
  ///   - page: from 1; past the end it is the last one.
  ///   - base: the address of the list without the number of the page.
  init(_ all: [Row], page: Int, at base: Link) {
    count = all.count
    self.base = base
    let last = max(1, (all.count + Self.longest - 1) / Self.longest)
    self.page = min(max(1, page), last)
    rows = all.dropFirst((self.page - 1) * Self.longest).prefix(Self.longest)
  }

  /// "1 action.", "120 actions. Page 2 of 3."
  func words(_ noun: String, plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun)."
      + (pageCount > 1 ? " Page \(page) of \(pageCount)." : "")
  }

  var pages: Pagination { Pagination(page: page, of: pageCount, at: base) }
}

extension FormState {
  /// Which page of a list the address asks for; the first where it does not say.
  package var pageNumber: Int { min(max(1, self["page"].flatMap { Int($0) } ?? 1), 1_000_000) }
}
