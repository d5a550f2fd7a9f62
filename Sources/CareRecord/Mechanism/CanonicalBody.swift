import CivilTime

/// Reads a body that `FactBody.json` wrote, field after field, without making a fact of it.
///
/// Whatever is written in another way is left to the reader of any flat JSON object.
struct CanonicalBody {
  let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  func columns(_ fields: [FieldDescription]) -> [Cell]? {
    var reader = self
    return reader.read(fields)
  }

  private mutating func read(_ fields: [FieldDescription]) -> [Cell]? {
    var cells = [Cell](repeating: .null, count: fields.count)
    var next = 0
    guard take("{") else { return nil }
    while !take("}") {
      if next > 0, !take(",") { return nil }
      guard let index = field(in: fields, from: next), take(":"),
        let cell = value(fields[index].type)
      else { return nil }
      cells[index] = cell
      next = index + 1
    }
    return at == bytes.count ? cells : nil
  }

  /// The field that is named here, which stands at `first` or later.
  private mutating func field(in fields: [FieldDescription], from first: Int) -> Int? {
    guard take("\"") else { return nil }
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += 1 }
    let name = UnsafeBufferPointer(rebasing: bytes[start..<at])
    guard take("\"") else { return nil }
    return fields[first...].firstIndex { $0.name.utf8.elementsEqual(name) }
  }

  private mutating func value(_ type: FieldType) -> Cell? {
    guard at < bytes.count else { return nil }
    switch type {
    case .flag:
      if take(word: "true") { return .flag(true) }
      return take(word: "false") ? .flag(false) : nil
    case .number, .subject, .fact:
      let start = at
      while at < bytes.count, bytes[at] == UInt8(ascii: "-") || isDigit(bytes[at]) { at += 1 }
      return Int64(String(decoding: bytes[start..<at], as: UTF8.self)).map(Cell.integer)
    case .day:
      guard let text = text(), Day(iso: text) != nil else { return nil }
      return .text(text)
    case .text, .narrative, .code, .codes, .partialDay: return text().map(Cell.text)
    }
  }

  private mutating func text() -> String? {
    guard take("\"") else { return nil }
    let start = at
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return String(decoding: bytes[start..<at - 1], as: UTF8.self)
      case UInt8(ascii: "\\"): return escapedText(from: start)
      default: at += 1
      }
    }
    return nil
  }

  /// The same from where the first escape stands.
  private mutating func escapedText(from start: Int) -> String? {
    var text = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      if take("\"") {
        text.append(UInt8(ascii: "\""))
      } else if take("\\") {
        text.append(UInt8(ascii: "\\"))
      } else if take(word: "u00"), at + 2 <= bytes.count,
        let code = UInt8(String(decoding: bytes[at..<at + 2], as: UTF8.self), radix: 16),
        code < 0x20
      {
        text.append(code)
        at += 2
      } else {
        return nil
      }
    }
    return nil
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func take(word: StaticString) -> Bool {
    let end = at + word.utf8CodeUnitCount
    guard end <= bytes.count,
      bytes[at..<end].elementsEqual(
        UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    else { return false }
    at = end
    return true
  }
}
