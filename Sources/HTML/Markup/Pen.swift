/// Writes HTML into memory of a known size, so that every element is one allocation.
///
/// Whoever takes one up has measured beforehand what will be written; a pen that would write past
/// the end stops the process instead.
struct Pen {
  private let paper: UnsafeMutableBufferPointer<UInt8>
  private var written = 0

  /// Bytes of at most this length, written by `writing`.
  static func bytes(_ length: Int, writing: (inout Pen) -> Void) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: length) { paper, count in
      var pen = Pen(paper: paper)
      writing(&pen)
      count = pen.written
    }
  }

  private init(paper: UnsafeMutableBufferPointer<UInt8>) {
    self.paper = paper
  }

  mutating func write(_ byte: UInt8) {
    precondition(written < paper.count, "HTML is longer than was measured")
    paper[written] = byte
    written += 1
  }

  mutating func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { write($0) }
  }

  mutating func write(_ literal: StaticString) {
    literal.withUTF8Buffer { write($0) }
  }

  /// Writes text with the characters that mean something to HTML replaced, so that it can stand
  /// in an element and between the quotes of an attribute.
  mutating func write(escaped text: String) {
    text.utf8.span.withUnsafeBufferPointer { source in
      var start = 0
      while let index = firstMeaning(in: source, from: start) {
        write(UnsafeBufferPointer(rebasing: source[start..<index]))
        write(replacement(of: source[index]))
        start = index + 1
      }
      write(UnsafeBufferPointer(rebasing: source[start...]))
    }
  }

  /// How many bytes `write(escaped:)` writes at most.
  ///
  /// Short text is not looked at: room for six bytes a character costs less.
  static func length(escaped text: String) -> Int {
    let count = text.utf8.count
    if count <= 100 { return 6 * count }
    return text.utf8.span.withUnsafeBufferPointer { source in
      var (length, start) = (count, 0)
      while let index = firstMeaning(in: source, from: start) {
        length += replacement(of: source[index]).utf8CodeUnitCount - 1
        start = index + 1
      }
      return length
    }
  }

  @inline(__always)
  private mutating func write(_ source: UnsafeBufferPointer<UInt8>) {
    guard let start = source.baseAddress, let base = paper.baseAddress else { return }
    precondition(source.count <= paper.count - written, "HTML is longer than was measured")
    (base + written).update(from: start, count: source.count)
    written += source.count
  }
}

/// Where the next byte that means something to HTML stands; most texts have none.
///
/// Eight bytes at a time: pages are mostly text, and each byte of it passes here twice.
private func firstMeaning(in source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  var index = start
  if let base = source.baseAddress {
    let bytes = UnsafeRawPointer(base)
    while index &+ 8 <= source.count {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // `&` and `'` differ in their last bit, `<` and `>` in the last but one.
      let found =
        zeroBytes((word & (0xFE &* ones)) ^ (0x26 &* ones))
        | zeroBytes((word & (0xFD &* ones)) ^ (0x3C &* ones))
        | zeroBytes(word ^ (0x22 &* ones)) | zeroBytes(word)
      if found != 0 { break }
      index &+= 8
    }
  }
  while index < source.count {
    if hasMeaning(source[index]) { return index }
    index &+= 1
  }
  return nil
}

/// 1 in each byte.
private var ones: UInt64 { 0x0101_0101_0101_0101 }

/// The highest bit of each byte that is 0, and perhaps of some above one: 0 where none is.
@inline(__always)
private func zeroBytes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & (0x80 &* ones) }

/// Whether a byte is one of `&`, `<`, `>`, `"`, `'` and NUL: one bit for each of the first 64.
@inline(__always)
private func hasMeaning(_ byte: UInt8) -> Bool {
  let bits: UInt64 = 1 | 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E
  return byte < 64 && bits &>> UInt64(byte) & 1 == 1
}

/// What stands for such a byte.
///
/// A NUL, which browsers drop, becomes the replacement character so that it is seen.
private func replacement(of byte: UInt8) -> StaticString {
  switch byte {
  case UInt8(ascii: "&"): "&amp;"
  case UInt8(ascii: "<"): "&lt;"
  case UInt8(ascii: ">"): "&gt;"
  case UInt8(ascii: "\""): "&quot;"
  case UInt8(ascii: "'"): "&#39;"
  default: "\u{FFFD}"
  }
}
