import Returns

extension CellText {
  /// The whole number that the text is, also where zeros follow a point: 20 for `20` and `20.0`;
  /// nil otherwise.
  var wholeNumber: Int? {
    guard count < 16, let point = (0..<count).first(where: { self[$0] == 0x2E }) else {
      return number
    }
    guard point > 0, isDigits(at: 0..<point),
      (point + 1..<count).allSatisfy({ self[$0] == 0x30 })
    else { return nil }
    return (0..<point).reduce(0) { $0 * 10 + Int(self[$1] &- 0x30) }
  }
}
