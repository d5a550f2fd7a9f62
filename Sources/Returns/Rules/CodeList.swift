/// A few codes that a rule names together, such as the temporary placements.
public struct CodeList: Sendable, ExpressibleByArrayLiteral, Sequence {
  private let codes: [CellText]
  /// A bit for each code, by its first bytes: nearly every other text is told apart by it alone.
  private let marks: UInt64

  public init(_ codes: [CellText]) {
    self.codes = codes
    marks = codes.reduce(0) { $0 | CodeList.mark($1) }
  }

  public init(arrayLiteral codes: CellText...) {
    self.init(codes)
  }

  /// Whether the text is one of the codes; an empty cell is none.
  @inline(__always)
  public func contains(_ text: CellText) -> Bool {
    guard marks & CodeList.mark(text) != 0 else { return false }
    for code in codes where code == text { return true }
    return false
  }

  public func makeIterator() -> IndexingIterator<[CellText]> { codes.makeIterator() }

  public static func + (left: CodeList, right: CodeList) -> CodeList {
    CodeList(left.codes + right.codes)
  }

  public static func - (left: CodeList, right: CodeList) -> CodeList {
    CodeList(left.codes.filter { !right.contains($0) })
  }

  @inline(__always)
  private static func mark(_ text: CellText) -> UInt64 {
    1 << ((text.low ^ text.low >> 8 &* 7 ^ text.low >> 16 &* 13) & 63)
  }
}

extension CellText {
  /// Whether the text is one of the codes; an empty cell is none.
  @inline(__always)
  public func isOne(of codes: CodeList) -> Bool { codes.contains(self) }
}
