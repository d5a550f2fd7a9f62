/// The place of a rule's code in a list: numbers by their size, then letters.
public struct RuleCodeOrder: Comparable {
  private let number: Int
  private let code: String

  public init(_ code: String) {
    self.code = code
    let digits = code.utf8.prefix { $0 &- 0x30 < 10 }
    number =
      digits.isEmpty || digits.count > 9
      ? .max : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  public static func < (left: RuleCodeOrder, right: RuleCodeOrder) -> Bool {
    left.number == right.number ? left.code < right.code : left.number < right.number
  }
}

extension String {
  /// Whether a rule's code stands before another's in a list.
  public func isRuleCodeBefore(_ other: String) -> Bool {
    RuleCodeOrder(self) < RuleCodeOrder(other)
  }
}
