import CSodium

/// Locks bytes under a passphrase in a way that every browser can undo by itself, offline.
///
/// PBKDF2 with HMAC-SHA-256 makes the key (RFC 8018; 600,000 rounds, as the OWASP Password Storage Cheat
/// Sheet asks for), AES-256-GCM locks: what the Web Cryptography API has.
public struct PassphraseBox: Hashable, Sendable {
  public let salt: [UInt8]
  public let rounds: Int
  public let content: LockedBytes

  public static let standardRounds = 600_000

  /// As it was kept.
  public init(salt: [UInt8], rounds: Int, content: LockedBytes) {
    self.salt = salt
    self.rounds = rounds
    self.content = content
  }

  /// - Throws: `NoHardwareCipher` on a processor without AES instructions.
  public init(
    locking content: [UInt8], under passphrase: String, rounds: Int = standardRounds
  ) throws(NoHardwareCipher) {
    salt = RandomBytes.make(16)
    self.rounds = rounds
    self.content = try LockedBytes(
      locking: content, under: PassphraseBox.key(passphrase, salt: salt, rounds: rounds))
  }

  /// The content; nil where the passphrase is another one or anything was changed.
  public func open(with passphrase: String) -> [UInt8]? {
    content.open(with: PassphraseBox.key(passphrase, salt: salt, rounds: rounds))
  }

  /// PBKDF2 for a key of one block of HMAC-SHA-256.
  static func key(_ passphrase: String, salt: [UInt8], rounds: Int) -> [UInt8] {
    Sodium.prepare()
    let password = Array(passphrase.utf8)
    // The password is taken in once; every round goes on from a copy of that.
    var keyed = crypto_auth_hmacsha256_state()
    crypto_auth_hmacsha256_init(&keyed, password, password.count)
    var block = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
    func step(_ message: [UInt8]) {
      var state = keyed
      crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
      crypto_auth_hmacsha256_final(&state, &block)
    }
    step(salt + [0, 0, 0, 1])
    var key = block
    for _ in 1..<max(1, rounds) {
      step(block)
      for index in key.indices { key[index] ^= block[index] }
    }
    return key
  }
}
