import CSodium

/// Bytes that nobody can guess.
public enum RandomBytes {
  public static func make(_ count: Int) -> [UInt8] {
    Sodium.prepare()
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }

  /// A token for an address, a cookie or a form: 256 bits in 64 hexadecimal digits.
  public static func token() -> String { Hexadecimal.text(make(32)) }
}

/// Whether two secrets are alike, in a time that does not tell where they differ.
public func isSameSecret(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  Sodium.prepare()
  return left.count == right.count && sodium_memcmp(left, right, left.count) == 0
}

public func isSameSecret(_ left: String, _ right: String) -> Bool {
  isSameSecret(Array(left.utf8), Array(right.utf8))
}
