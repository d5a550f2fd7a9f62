/// Finds where the cells of each record of a CSV text begin and end, without copying any of them.
///
/// Follows RFC 4180: a cell that begins with a quote ends at the next quote that is not doubled,
/// and may hold separators and line breaks; a quote elsewhere in a cell is an ordinary character.
/// Lines end with LF, CRLF or CR.
struct CSVScanner {
  /// What is wrong with a record.
  enum Fault {
    case none, blank, openQuote, textAfterQuote
  }

  /// One record: a row of cells on one or more lines.
  struct Record {
    var start: Int
    /// Where the record ends, before its line break.
    var end: Int
    var line: Int
    var cells: Int
    var fault: Fault
  }

  private let text: UnsafeBufferPointer<UInt8>
  private let separator: UInt8
  private let lineLimit: Int
  private(set) var position: Int
  private(set) var line: Int

  private let separatorPattern: BytePattern
  private let lineFeedPattern = BytePattern(UInt8(ascii: "\n"))
  private let carriageReturnPattern = BytePattern(UInt8(ascii: "\r"))

  init(
    _ text: UnsafeBufferPointer<UInt8>, dialect: CSVDialect, from position: Int, line: Int,
    lineLimit: Int
  ) {
    self.text = text
    self.separator = dialect.rawValue
    self.lineLimit = lineLimit
    self.position = position
    self.line = line
    self.separatorPattern = BytePattern(dialect.rawValue)
  }

  /// Reads one record and writes where each of its first `width` cells ends to `ends`; nil at the
  /// end of the text.
  ///
  /// After a broken quote the scanner goes on at the next line, so that one slip costs one line
  /// and not the rest of the file.
  @inline(__always)
  mutating func next(_ ends: UnsafeMutablePointer<UInt32>, width: Int) -> Record? {
    guard position < text.count else { return nil }
    var record = Record(start: position, end: position, line: line, cells: 0, fault: .none)
    var place = position
    var linesInside = 0
    while true {
      if place < text.count, text[place] == Byte.quote || text[place] == Byte.space {
        let opening = firstNonSpace(from: place)
        if opening < text.count, text[opening] == Byte.quote {
          guard let closing = closingQuote(of: opening, record.start, &linesInside) else {
            return recover(from: record, .openQuote)
          }
          place = firstNonSpace(from: closing + 1)
          guard place == text.count || isCellEnd(text[place]) else {
            return recover(from: record, .textAfterQuote)
          }
        }
      }
      place = cellEnd(from: place)
      if record.cells < width { ends[record.cells] = UInt32(truncatingIfNeeded: place) }
      record.cells += 1
      guard place < text.count, text[place] == separator else { break }
      place += 1
    }
    record.end = place
    position = afterBreak(place)
    line += linesInside + 1
    if isBlank(record) { record.fault = .blank }
    return record
  }

  /// Where the line that `place` stands in ends, before its line break.
  func lineEnd(from place: Int) -> Int {
    var place = place
    while place < text.count, text[place] != Byte.lineFeed, text[place] != Byte.carriageReturn {
      place += 1
    }
    return place
  }

  private mutating func recover(from record: Record, _ fault: Fault) -> Record {
    var record = record
    record.end = lineEnd(from: record.start)
    record.fault = fault
    position = afterBreak(record.end)
    line = record.line + 1
    return record
  }

  /// The next separator or line break, or the end of the text.
  ///
  /// Looks at eight bytes at a time.
  @inline(__always)
  private func cellEnd(from start: Int) -> Int {
    var place = start
    let raw = UnsafeRawBufferPointer(text)
    while place + 8 <= text.count {
      let word = UInt64(
        littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let found =
        separatorPattern.first(in: word) | lineFeedPattern.first(in: word)
        | carriageReturnPattern.first(in: word)
      if found != 0 { return place + found.trailingZeroBitCount >> 3 }
      place += 8
    }
    while place < text.count, !isCellEnd(text[place]) { place += 1 }
    return place
  }

  private func firstNonSpace(from start: Int) -> Int {
    var place = start
    while place < text.count, text[place] == Byte.space { place += 1 }
    return place
  }

  /// The quote that closes the cell whose quote opens at `opening`; nil where there is none before
  /// the text ends or the record grows beyond the limit.
  private func closingQuote(of opening: Int, _ recordStart: Int, _ lines: inout Int) -> Int? {
    let end = min(text.count, recordStart + lineLimit)
    var place = opening + 1
    while place < end {
      switch text[place] {
      case Byte.quote:
        guard place + 1 < text.count, text[place + 1] == Byte.quote else { return place }
        place += 2
        continue
      case Byte.lineFeed: lines += 1
      case Byte.carriageReturn:
        if place + 1 == text.count || text[place + 1] != Byte.lineFeed { lines += 1 }
      default: break
      }
      place += 1
    }
    return nil
  }

  private func isCellEnd(_ byte: UInt8) -> Bool {
    byte == separator || byte == Byte.lineFeed || byte == Byte.carriageReturn
  }

  private func afterBreak(_ place: Int) -> Int {
    guard place < text.count else { return place }
    let isPair =
      text[place] == Byte.carriageReturn && place + 1 < text.count
      && text[place + 1] == Byte.lineFeed
    return place + (isPair ? 2 : 1)
  }

  /// Whether no cell of the record holds anything: an empty line, or separators only, as
  /// spreadsheets write empty rows.
  private func isBlank(_ record: Record) -> Bool {
    guard record.start < record.end else { return true }
    let first = text[record.start]
    guard first == separator || first.isBlank else { return false }
    return text[record.start..<record.end].allSatisfy { $0 == separator || $0.isBlank }
  }
}

/// Bytes that matter.
private enum Byte {
  static let quote = UInt8(ascii: "\"")
  static let space = UInt8(ascii: " ")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
