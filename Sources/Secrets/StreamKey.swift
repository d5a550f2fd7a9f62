import CSodium

/// The key of what is sealed for keeping, such as a backup: 32 bytes that are kept apart from it.
public struct StreamKey: Sendable {
  let bytes: [UInt8]

  /// A new key.
  public init() {
    Sodium.prepare()
    var bytes = [UInt8](repeating: 0, count: Int(crypto_secretstream_xchacha20poly1305_KEYBYTES))
    crypto_secretstream_xchacha20poly1305_keygen(&bytes)
    self.bytes = bytes
  }

  /// A key as `text` writes it; nil for anything else, a key with a mistyped digit included.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let bytes = Hexadecimal.bytes(parts[0]),
      bytes.count == Int(crypto_secretstream_xchacha20poly1305_KEYBYTES),
      parts[1].lowercased() == StreamKey.check(bytes)
    else { return nil }
    self.bytes = bytes
  }

  /// For a file or a safe: the key in hexadecimal, and eight digits that show a slip of the pen.
  public var text: String { "\(Hexadecimal.text(bytes))-\(StreamKey.check(bytes))" }

  /// Tells keys apart without telling them: sixteen hexadecimal digits.
  public var name: String { Hexadecimal.text(Hash.of(Array("name of".utf8) + bytes).prefix(8)) }

  private static func check(_ bytes: [UInt8]) -> String {
    Hexadecimal.text(Hash.of(bytes).prefix(4))
  }
}
