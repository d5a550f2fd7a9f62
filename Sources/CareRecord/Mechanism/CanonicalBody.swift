import CivilTime

/// Reads a body that `FactBody.json` wrote, field after field, without making a fact of it.
///
/// Whatever is written in another way is left to the reader of any flat JSON object.
struct CanonicalBody {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let unescaped: UnescapedTexts
  private var at = 0

  init(bytes: UnsafeBufferPointer<UInt8>, unescaped: UnescapedTexts) {
    self.bytes = bytes
    self.unescaped = unescaped
  }

  /// Appends a value for each field.
  /// - Returns: false where it is written in another way; the values are of no use then
  mutating func read(_ fields: [FieldDescription], into values: inout [StoredValue]) -> Bool {
    let first = values.count
    for _ in fields { values.append(.null) }
    var next = 0
    guard take("{") else { return false }
    while !take("}") {
      if next > 0, !take(",") { return false }
      guard let index = field(in: fields, from: next), take(":"),
        let value = value(fields[index].type)
      else { return false }
      values[first + index] = value
      next = index + 1
    }
    return at == bytes.count
  }

  /// The field that is named here, which stands at `first` or later.
  private mutating func field(in fields: [FieldDescription], from first: Int) -> Int? {
    guard take("\"") else { return nil }
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += 1 }
    let name = UnsafeBufferPointer(rebasing: bytes[start..<at])
    guard take("\"") else { return nil }
    var index = first
    while index < fields.count {
      if fields[index].name.utf8.elementsEqual(name) { return index }
      index += 1
    }
    return nil
  }

  private mutating func value(_ type: FieldType) -> StoredValue? {
    guard at < bytes.count else { return nil }
    switch type {
    case .flag:
      if take(word: "true") { return .integer(1) }
      return take(word: "false") ? .integer(0) : nil
    case .number, .subject, .fact: return number().map(StoredValue.integer)
    case .day:
      guard let text = text(), Day(isoBytes: Span(_unsafeElements: text)) != nil else { return nil }
      return .text(text)
    case .text, .narrative, .code, .codes, .partialDay: return text().map(StoredValue.text)
    }
  }

  /// A whole number without a plus and without zeros before it.
  private mutating func number() -> Int64? {
    let isNegative = take("-")
    let start = at
    var number: Int64 = 0
    while at < bytes.count, isDigit(bytes[at]) {
      let digit = Int64(bytes[at] - UInt8(ascii: "0"))
      let (ten, isTooMuch) = number.multipliedReportingOverflow(by: 10)
      let (next, isTooMuchNow) =
        isNegative
        ? ten.subtractingReportingOverflow(digit) : ten.addingReportingOverflow(digit)
      if isTooMuch || isTooMuchNow { return nil }
      number = next
      at += 1
    }
    let isPadded = at - start > 1 && bytes[start] == UInt8(ascii: "0")
    return at == start || isPadded || (isNegative && number == 0) ? nil : number
  }

  private mutating func text() -> UnsafeBufferPointer<UInt8>? {
    guard take("\"") else { return nil }
    let start = at
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return UnsafeBufferPointer(rebasing: bytes[start..<at - 1])
      case UInt8(ascii: "\\"): return escapedText(from: start)
      default: at += 1
      }
    }
    return nil
  }

  /// The same from where the first escape stands.
  private mutating func escapedText(from start: Int) -> UnsafeBufferPointer<UInt8>? {
    var text = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") { return unescaped.keep(text) }
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

/// Texts that do not lie anywhere as they are; they live as long as this.
public final class UnescapedTexts {
  private var texts: [UnsafeMutableBufferPointer<UInt8>] = []

  public init() {}

  deinit { for text in texts { text.deallocate() } }

  public func keep(_ bytes: [UInt8]) -> UnsafeBufferPointer<UInt8> {
    let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
    _ = text.initialize(from: bytes)
    texts.append(text)
    return UnsafeBufferPointer(rebasing: text[..<bytes.count])
  }
}
