import CSodium

/// Locks bytes under a passphrase in a way that every browser can undo by itself, offline.
///
/// PBKDF2 with HMAC-SHA-256 makes the key (RFC 8018; 600,000 rounds, as the OWASP Password Storage Cheat
/// Sheet asks for), AES-256-GCM locks (NIST SP 800-38D): what the Web Cryptography API has.
public struct PassphraseBox: Sendable {
  public let salt: [UInt8]
  public let nonce: [UInt8]
  public let rounds: Int
  /// What was locked, and sixteen bytes that show any change of it.
  public let locked: [UInt8]

  public static let standardRounds = 600_000

  /// - Throws: `NoHardwareCipher` on a processor without AES instructions.
  public init(
    locking content: [UInt8], under passphrase: String, rounds: Int = standardRounds
  ) throws(NoHardwareCipher) {
    Sodium.prepare()
    guard crypto_aead_aes256gcm_is_available() == 1 else { throw NoHardwareCipher() }
    salt = RandomBytes.make(16)
    nonce = RandomBytes.make(Int(crypto_aead_aes256gcm_NPUBBYTES))
    self.rounds = rounds
    let key = PassphraseBox.key(passphrase, salt: salt, rounds: rounds)
    var locked = [UInt8](repeating: 0, count: content.count + Int(crypto_aead_aes256gcm_ABYTES))
    crypto_aead_aes256gcm_encrypt(
      &locked, nil, content, UInt64(content.count), nil, 0, nil, nonce, key)
    self.locked = locked
  }

  /// The content; nil where the passphrase is another one or anything was changed.
  public func open(with passphrase: String) -> [UInt8]? {
    let added = Int(crypto_aead_aes256gcm_ABYTES)
    guard locked.count >= added else { return nil }
    var content = [UInt8](repeating: 0, count: locked.count - added)
    let key = PassphraseBox.key(passphrase, salt: salt, rounds: rounds)
    guard
      crypto_aead_aes256gcm_decrypt(
        &content, nil, nil, locked, UInt64(locked.count), nil, 0, nonce, key) == 0
    else { return nil }
    return content
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

/// The processor has no AES instructions, without which libsodium does not offer AES-256-GCM.
public struct NoHardwareCipher: Error, CustomStringConvertible {
  public var description: String {
    "This machine’s processor has no AES instructions, so what browsers can open cannot be locked here."
  }
}
