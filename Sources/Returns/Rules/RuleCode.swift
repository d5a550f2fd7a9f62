extension String {
  /// Whether a rule's code stands before another's in a list: numbers by their size, then letters.
  public func isRuleCodeBefore(_ other: String) -> Bool {
    let (one, two) = (leadingNumber, other.leadingNumber)
    return one == two ? self < other : one < two
  }

  private var leadingNumber: Int { Int(prefix { $0.isNumber }) ?? .max }
}
