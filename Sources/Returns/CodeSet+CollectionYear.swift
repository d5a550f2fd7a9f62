public import CodeSets

extension CodeSet {
  /// What the code means in this collection year; nil where that year does not have it.
  public func meaning(of code: String, in year: CollectionYear) -> String? {
    meaning(of: code, in: year.endYear)
  }

  /// The codes of this collection year, in the order of the source.
  public func codes(in year: CollectionYear) -> [CodeMeaning] { codes(in: year.endYear) }
}
