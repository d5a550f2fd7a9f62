/// `[.CHILD: child, .DOB: birth]` is a row; what is nil is left empty.
extension Row: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (Column, String?)...) {
    self.init()
    for (column, value) in elements { self[column] = value }
  }
}
