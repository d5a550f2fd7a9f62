/// JSON (RFC 8259) as it is being written, members in the order in which they come.
///
/// Foundation's encoder first builds a tree of everything, which takes more time and memory than
/// checking a large return does.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Hands over what was written so far.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  mutating func open(_ bracket: Unicode.Scalar) {
    separate()
    bytes.append(UInt8(ascii: bracket))
    needsComma = false
  }

  mutating func close(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(ascii: bracket))
    needsComma = true
  }

  mutating func member(_ name: StaticString, _ text: String) {
    key(name)
    append(text)
    needsComma = true
  }

  mutating func member(_ name: StaticString, _ number: Int) {
    key(name)
    bytes += String(number).utf8
    needsComma = true
  }

  mutating func member(_ name: StaticString, _ number: Double) {
    key(name)
    bytes += (number.isFinite ? String(number) : "0").utf8
    needsComma = true
  }

  mutating func member(_ name: StaticString, _ texts: [String]) {
    key(name)
    open("[")
    for text in texts {
      separate()
      append(text)
      needsComma = true
    }
    close("]")
  }

  /// A list of objects.
  mutating func list<Items: Sequence>(
    _ name: StaticString, _ items: Items, _ members: (inout JSONText, Items.Element) -> Void
  ) {
    key(name)
    open("[")
    for item in items {
      open("{")
      members(&self, item)
      close("}")
    }
    close("]")
  }

  private mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes += $0 }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
  }

  private mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x0A: bytes += Array("\\n".utf8)
      case 0x0D: bytes += Array("\\r".utf8)
      case 0x09: bytes += Array("\\t".utf8)
      case 0..<0x20:
        bytes += Array("\\u00".utf8)
        bytes += [JSONText.digit(byte >> 4), JSONText.digit(byte & 15)]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : UInt8(ascii: "a") + value - 10
  }
}
