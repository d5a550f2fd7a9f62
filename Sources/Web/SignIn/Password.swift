import CSodium

enum Password {
  static func hash(_ password: String) throws -> String {
    var out = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    _ = crypto_pwhash_str(&out, password, UInt64(password.utf8.count), 3, 64 << 20)
    return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
  static func matches(_ password: String, hash: String) -> Bool {
    crypto_pwhash_str_verify(hash, password, UInt64(password.utf8.count)) == 0
  }
}
