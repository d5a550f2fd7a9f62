/// Bytes as hexadecimal digits, in lower case.
public enum Hexadecimal {
  public static func text(_ bytes: some Collection<UInt8>) -> String {
    String(unsafeUninitializedCapacity: bytes.count * 2) { out in
      var at = 0
      for byte in bytes {
        out[at] = digits[Int(byte >> 4)]
        out[at + 1] = digits[Int(byte & 15)]
        at += 2
      }
      return at
    }
  }

  /// Nil for anything but an even number of hexadecimal digits.
  public static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    let values = text.utf8.map {
      UInt8(ascii: "0") <= $0 ? Character(Unicode.Scalar($0)).hexDigitValue : nil
    }
    guard values.count.isMultiple(of: 2) else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(values.count / 2)
    for index in stride(from: 0, to: values.count, by: 2) {
      guard let high = values[index], let low = values[index + 1] else { return nil }
      out.append(UInt8(high * 16 + low))
    }
    return out
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
