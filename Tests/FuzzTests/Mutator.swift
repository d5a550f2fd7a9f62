/// Damages bytes in the ways in which files are damaged, and in the ways in which readers break.
///
/// The same seed gives the same damage, so that what was found can be found again.
struct Mutator {
  /// What means something in the format: put in, it reaches deeper than noise does.
  let words: [[UInt8]]
  private var state: UInt64

  init(words: [String], seed: UInt64) {
    self.words = words.map { Array($0.utf8) } + Mutator.anywhere
    state = seed
  }

  /// What is awkward in any text.
  private static let anywhere: [[UInt8]] = [
    [], [0], [0xFF], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xC3], [0xF4, 0x90, 0x80, 0x80],
    Array("\r".utf8), Array("\n".utf8), Array("\r\n".utf8), Array("\u{2028}".utf8),
    Array("-1".utf8), Array("2147483648".utf8), Array("9223372036854775808".utf8),
    Array("1e309".utf8), Array("31/02/2020".utf8), Array("00/00/0000".utf8),
    Array("9999-12-31".utf8), Array("=1+1".utf8), Array("\u{202E}".utf8),
    [UInt8](repeating: UInt8(ascii: "9"), count: 400),
    [UInt8](repeating: UInt8(ascii: "A"), count: 70_000),
  ]

  /// Between one and eight kinds of damage on top of one another.
  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<(1 + below(8)) { damage(&bytes) }
    return bytes
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    let at = below(bytes.count + 1)
    switch below(10) {
    case 0:
      if at < bytes.count { bytes[at] ^= 1 << UInt8(below(8)) }
    case 1:
      if at < bytes.count { bytes[at] = UInt8(below(256)) }
    case 2:
      bytes.removeSubrange(at..<min(bytes.count, at + 1 + below(64)))
    case 3:
      bytes.insert(contentsOf: words[below(words.count)], at: at)
    case 4:
      let word = words[below(words.count)]
      bytes.replaceSubrange(at..<min(bytes.count, at + word.count), with: word)
    case 5:
      // The same again, elsewhere.
      let copied = Array(bytes[at..<min(bytes.count, at + 1 + below(400))])
      bytes.insert(contentsOf: copied, at: below(bytes.count + 1))
    case 6:
      if below(4) == 0 { bytes.removeSubrange(at...) }
    case 7:
      exchangeLines(&bytes)
    case 8:
      // Digits are dates, numbers, lengths and counts.
      if let digit = bytes[at...].firstIndex(where: { (0x30...0x39).contains($0) }) {
        bytes[digit] = UInt8(0x30 + below(10))
      }
    default:
      bytes.insert(contentsOf: (0..<below(20)).map { _ in UInt8(below(256)) }, at: at)
    }
  }

  private mutating func exchangeLines(_ bytes: inout [UInt8]) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    guard lines.count > 1 else { return }
    lines.swapAt(below(lines.count), below(lines.count))
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  /// A number from 0 and less than `limit`.
  mutating func below(_ limit: Int) -> Int {
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }
}
