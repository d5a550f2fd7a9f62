/// A part of an XML file that a thread can read on its own: some of the records, with what opens
/// before them and closes behind them put in.
struct XMLPiece: Sendable {
  /// Where it is among the bytes of the file.
  var range: Range<Int>
  var opening: [UInt8] = []
  var closing: [UInt8] = []
  /// How many lines of the file stand before it.
  var linesBefore = 0
}

extension XMLRecords {
  /// Cuts a file before so many records of the last path that its parts are about equal.
  ///
  /// Where a cut really lies between two records is only known when the part before it has been read
  /// and closes as it should: in a comment the same bytes mean nothing.
  func pieces(of file: SourceFile, count: Int) -> [XMLPiece] {
    let whole = XMLPiece(range: file.textStart..<file.bytes.count)
    guard count > 1, let path = paths.last, let name = path.last else { return [whole] }
    let tag = Array("<\(name)>".utf8)
    let outer = [root] + path.dropLast()
    let opening = Array(outer.map { "<\($0)>" }.joined().utf8)
    let closing = Array(outer.reversed().map { "</\($0)>" }.joined().utf8)
    var pieces = [whole]
    let size = whole.range.count / count
    for number in 1..<count {
      let last = pieces[pieces.count - 1]
      let target = max(whole.range.lowerBound + number * size, last.range.lowerBound + 1)
      guard target < whole.range.upperBound,
        let cut = file.bytes[target...].firstRange(of: tag)?.lowerBound
      else { break }
      let before = last.range.lowerBound..<cut
      let lines = file.bytes.withUnsafeBufferPointer { bytes in
        bytes[before].reduce(into: 0) { $0 += $1 == UInt8(ascii: "\n") ? 1 : 0 }
      }
      pieces[pieces.count - 1].range = before
      pieces[pieces.count - 1].closing = closing
      pieces.append(
        XMLPiece(
          range: cut..<whole.range.upperBound, opening: opening,
          linesBefore: last.linesBefore + lines))
    }
    return pieces
  }
}
