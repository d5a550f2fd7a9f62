/// Names and values as addresses and plain forms carry them: `a=1&b=two+words`.
///
/// Source: URL Standard, section 5, application/x-www-form-urlencoded.
enum URLEncoding {
  /// - Throws: `FormError` for a `%` without two digits after it, for bytes that are not UTF-8,
  ///   and for too many fields: text that was typed is never replaced by something like it.
  static func items(
    in bytes: some Collection<UInt8>, atMost limit: Int
  ) throws(FormError) -> [SubmittedForm.Field] {
    var items: [SubmittedForm.Field] = []
    for part in bytes.split(separator: UInt8(ascii: "&")) {
      guard items.count < limit else { throw .tooManyFields(limit: limit) }
      let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
      let value = equals == part.endIndex ? part[equals...] : part[part.index(after: equals)...]
      items.append(.init(try decoded(part[..<equals]), try decoded(value)))
    }
    return items
  }

  static func text(of fields: [SubmittedForm.Field]) -> String {
    fields.map { encoded($0.name) + "=" + encoded($0.value) }.joined(separator: "&")
  }

  private static func decoded(_ bytes: some Collection<UInt8>) throws(FormError) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var rest = bytes.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "+"): out.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.next()?.hexadecimalDigit, let low = rest.next()?.hexadecimalDigit
        else { throw .malformed("a % in it is not followed by two hexadecimal digits") }
        out.append(high << 4 | low)
      default: out.append(byte)
      }
    }
    guard let text = String(validating: out, as: UTF8.self) else {
      throw .malformed("its text is not UTF-8")
    }
    return text
  }

  private static func encoded(_ text: String) -> String {
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        out.append(byte)
      default:
        out += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static let hexadecimal = Array("0123456789ABCDEF".utf8)
}

extension UInt8 {
  fileprivate var hexadecimalDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
