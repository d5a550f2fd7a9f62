import CivilTime

/// The little JSON that the log needs: flat objects of texts, whole numbers, true and false.
enum JSONText {
  struct Malformed: Error, CustomStringConvertible {
    let at: Int
    let expected: String
    var description: String { "not a flat JSON object: byte \(at), expected \(expected)" }
  }

  static func write(_ cell: Cell, into out: inout [UInt8]) {
    switch cell {
    case .null: out.append(contentsOf: "null".utf8)
    case .flag(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): out.append(contentsOf: String(value).utf8)
    case .day(let day): write(day.iso, into: &out)
    case .text(let text): write(text, into: &out)
    }
  }

  static func write(_ text: String, into out: inout [UInt8]) {
    var text = text
    text.withUTF8 { write($0, into: &out) }
  }

  static func write(_ text: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    // Most texts hold nothing that has to be escaped, and are taken as they are.
    var start = 0
    for (index, byte) in text.enumerated()
    where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
      out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      start = index + 1
      if byte < 0x20 {
        out.append(contentsOf: "\\u00".utf8)
        out.append(hexDigits[Int(byte >> 4)])
        out.append(hexDigits[Int(byte & 15)])
      } else {
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      }
    }
    out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    out.append(UInt8(ascii: "\""))
  }

  static func object(_ bytes: [UInt8]) throws(Malformed) -> [String: Cell] {
    var reader = Reader(bytes: bytes)
    return try reader.object()
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}

private struct Reader {
  let bytes: [UInt8]
  var at = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func object() throws(JSONText.Malformed) -> [String: Cell] {
    var cells: [String: Cell] = [:]
    try expect("{")
    if take("}") { return try end(cells) }
    repeat {
      let name = try text()
      try expect(":")
      cells[name] = try value()
    } while take(",")
    try expect("}")
    return try end(cells)
  }

  private mutating func end(_ cells: [String: Cell]) throws(JSONText.Malformed) -> [String: Cell] {
    skipBlanks()
    guard at == bytes.count else { throw malformed("the end") }
    return cells
  }

  private mutating func value() throws(JSONText.Malformed) -> Cell {
    skipBlanks()
    guard at < bytes.count else { throw malformed("a value") }
    switch bytes[at] {
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .flag(true))
    case UInt8(ascii: "f"): return try word("false", .flag(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ cell: Cell) throws(JSONText.Malformed) -> Cell {
    let end = at + word.utf8.count
    guard end <= bytes.count, bytes[at..<end].elementsEqual(word.utf8) else {
      throw malformed(word)
    }
    at = end
    return cell
  }

  private mutating func number() throws(JSONText.Malformed) -> Cell {
    let start = at
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") { at += 1 }
    while at < bytes.count, bytes[at] >= UInt8(ascii: "0"), bytes[at] <= UInt8(ascii: "9") {
      at += 1
    }
    guard let value = Int64(String(decoding: bytes[start..<at], as: UTF8.self)) else {
      throw malformed("a whole number")
    }
    return .integer(value)
  }

  private mutating func text() throws(JSONText.Malformed) -> String {
    try expect("\"")
    var out: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &out)
      default: out.append(byte)
      }
    }
    throw malformed("a closing quotation mark")
  }

  private mutating func escape(into out: inout [UInt8]) throws(JSONText.Malformed) {
    guard at < bytes.count else { throw malformed("an escape") }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "r"): out.append(0x0D)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "u"):
      // Only control characters are written this way; every other text stands as UTF-8.
      guard at + 4 <= bytes.count,
        let value = UInt32(String(decoding: bytes[at..<(at + 4)], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(value)
      else { throw malformed("four hexadecimal digits of a character") }
      at += 4
      out.append(contentsOf: String(Character(scalar)).utf8)
    default: throw malformed("an escape")
    }
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(JSONText.Malformed) {
    guard take(character) else { throw malformed("\(character)") }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func skipBlanks() {
    while at < bytes.count, bytes[at] == 0x20 || (bytes[at] >= 0x09 && bytes[at] <= 0x0D) {
      at += 1
    }
  }

  private func malformed(_ expected: String) -> JSONText.Malformed {
    JSONText.Malformed(at: at, expected: expected)
  }
}
