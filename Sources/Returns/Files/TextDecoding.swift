/// Finds out how text was written, and turns it into UTF-8.
struct TextDecoding {
  var encoding: TextEncoding
  /// The text in UTF-8; nil where the received bytes already are.
  var converted: [UInt8]?
  /// Lines that were not UTF-8, at most a few of them, for the note.
  var convertedLines: [Int] = []

  /// Decodes bytes that hold text; nil where they hold something else.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      guard let text = TextDecoding.fromUTF16(bytes) else { return nil }
      self.init(encoding: .utf16, converted: text)
      return
    }
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    switch TextDecoding.survey(bytes) {
    case .binary: return nil
    case .ascii:
      self.init(encoding: .utf8, converted: nil)
    case .beyondASCII:
      if TextDecoding.isUTF8(bytes[...]) {
        self.init(encoding: hasMark ? .utf8WithMark : .utf8, converted: nil)
      } else {
        self.init(lineByLine: bytes)
      }
    }
  }

  private init(encoding: TextEncoding, converted: [UInt8]?) {
    self.encoding = encoding
    self.converted = converted
  }

  /// Keeps the lines that are UTF-8 and converts the others from Windows-1252.
  ///
  /// Two lines of one file may differ where people pasted rows from two systems.
  private init(lineByLine bytes: [UInt8]) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 16)
    var lines: [Int] = []
    var foundUTF8 = false
    var start = 0
    var line = 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      let slice = bytes[start..<end]
      if TextDecoding.isUTF8(slice) {
        foundUTF8 = foundUTF8 || slice.contains { $0 >= 0x80 }
        text += slice
      } else {
        if lines.count < 5 { lines.append(line) }
        for byte in slice { text.append(windows1252: byte) }
      }
      start = end
      line += 1
    }
    encoding = foundUTF8 ? .mixed : .windows1252
    converted = text
    convertedLines = lines
  }
}

extension TextDecoding {
  private enum Survey { case ascii, beyondASCII, binary }

  /// Looks at eight bytes at a time for a zero byte, which text never holds, and for bytes beyond
  /// ASCII.
  private static func survey(_ bytes: [UInt8]) -> Survey {
    bytes.withUnsafeBytes { raw in
      var high: UInt64 = 0
      var zero: UInt64 = 0
      var place = 0
      while place + 8 <= raw.count {
        let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        high |= word
        zero |= (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
        place += 8
      }
      while place < raw.count {
        high |= UInt64(raw[place])
        if raw[place] == 0 { zero |= 0x80 }
        place += 1
      }
      if zero != 0 { return .binary }
      return high & 0x8080_8080_8080_8080 == 0 ? .ascii : .beyondASCII
    }
  }

  /// Whether the bytes are well-formed UTF-8 (Unicode 15, table 3-7).
  static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { text in
      var place = 0
      let count = text.count
      func isContinuation(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
        place + offset < count && range.contains(text[place + offset])
      }
      while place < count {
        if place + 8 <= count,
          UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: place, as: UInt64.self)
            & 0x8080_8080_8080_8080 == 0
        {
          place += 8
          continue
        }
        let byte = text[place]
        if byte < 0x80 {
          place += 1
          continue
        }
        switch byte {
        case 0xC2...0xDF:
          guard isContinuation(1) else { return false }
          place += 2
        case 0xE0...0xEF:
          let second: ClosedRange<UInt8> =
            byte == 0xE0 ? 0xA0...0xBF : byte == 0xED ? 0x80...0x9F : 0x80...0xBF
          guard isContinuation(1, second), isContinuation(2) else { return false }
          place += 3
        case 0xF0...0xF4:
          let second: ClosedRange<UInt8> =
            byte == 0xF0 ? 0x90...0xBF : byte == 0xF4 ? 0x80...0x8F : 0x80...0xBF
          guard isContinuation(1, second), isContinuation(2), isContinuation(3) else {
            return false
          }
          place += 4
        default: return false
        }
      }
      return true
    }
  }

  /// Text in UTF-16 with its byte order mark; nil where it holds a zero character or half a pair.
  private static func fromUTF16(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count % 2 == 0 else { return nil }
    let littleEndian = bytes[0] == 0xFF
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for place in stride(from: 2, to: bytes.count, by: 2) {
      let first = UInt16(bytes[place])
      let second = UInt16(bytes[place + 1])
      let unit = littleEndian ? second << 8 | first : first << 8 | second
      if unit == 0 { return nil }
      units.append(unit)
    }
    var text: [UInt8] = []
    text.reserveCapacity(units.count)
    let broken = transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true
    ) { text.append($0) }
    return broken ? nil : text
  }
}

extension [UInt8] {
  /// Adds one character of Windows-1252 as UTF-8.
  ///
  /// The five bytes without a meaning become the control characters of the same number, as browsers
  /// read them, so that nothing is lost.
  fileprivate mutating func append(windows1252 byte: UInt8) {
    let code = (0x80...0x9F).contains(byte) ? windows1252[Int(byte) - 0x80] : UInt16(byte)
    switch code {
    case ..<0x80: append(UInt8(code))
    case ..<0x800:
      append(0xC0 | UInt8(code >> 6))
      append(0x80 | UInt8(code & 0x3F))
    default:
      append(0xE0 | UInt8(code >> 12))
      append(0x80 | UInt8((code >> 6) & 0x3F))
      append(0x80 | UInt8(code & 0x3F))
    }
  }
}

/// Windows-1252, bytes 0x80 to 0x9F.
///
/// Source: the Unicode Consortium's mapping table CP1252.
private let windows1252: [UInt16] = [
  0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
  0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
]
