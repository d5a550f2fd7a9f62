/// Texts as received, one behind the other in one block of memory rather than in one for each.
struct CINTexts: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// How many texts there are.
  var count: Int { ends.count }

  /// Adds a text.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// Adds one text of several, with commas between those that are not empty.
  mutating func append(listOf texts: some Sequence<UnsafeBufferPointer<UInt8>>) {
    let start = bytes.count
    for text in texts where !text.isEmpty {
      if bytes.count > start { bytes += ", ".utf8 }
      bytes.append(contentsOf: text)
    }
    ends.append(bytes.count)
  }

  /// The text with a number; nil where it is empty.
  subscript(number: Int) -> String? {
    let start = number == 0 ? 0 : ends[number - 1]
    return start == ends[number]
      ? nil : String(decoding: bytes[start..<ends[number]], as: UTF8.self)
  }
}
