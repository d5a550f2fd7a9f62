import CSodium

/// Bytes under AES-256-GCM (NIST SP 800-38D): without the key nobody reads them, and any change of them
/// shows.
public struct LockedBytes: Hashable, Sendable {
  public let nonce: [UInt8]
  /// What was locked, and sixteen bytes that show any change of it.
  public let locked: [UInt8]

  public init(nonce: [UInt8], locked: [UInt8]) {
    self.nonce = nonce
    self.locked = locked
  }

  /// - Parameter key: 32 bytes
  /// - Throws: `NoHardwareCipher` on a processor without AES instructions.
  init(locking content: [UInt8], under key: [UInt8]) throws(NoHardwareCipher) {
    Sodium.prepare()
    guard crypto_aead_aes256gcm_is_available() == 1 else { throw NoHardwareCipher() }
    nonce = RandomBytes.make(Int(crypto_aead_aes256gcm_NPUBBYTES))
    var locked = [UInt8](repeating: 0, count: content.count + Int(crypto_aead_aes256gcm_ABYTES))
    crypto_aead_aes256gcm_encrypt(
      &locked, nil, content, UInt64(content.count), nil, 0, nil, nonce, key)
    self.locked = locked
  }

  /// The content; nil where the key is another one or anything was changed.
  func open(with key: [UInt8]) -> [UInt8]? {
    Sodium.prepare()
    let added = Int(crypto_aead_aes256gcm_ABYTES)
    guard locked.count >= added, nonce.count == Int(crypto_aead_aes256gcm_NPUBBYTES),
      crypto_aead_aes256gcm_is_available() == 1
    else { return nil }
    var content = [UInt8](repeating: 0, count: locked.count - added)
    guard
      crypto_aead_aes256gcm_decrypt(
        &content, nil, nil, locked, UInt64(locked.count), nil, 0, nonce, key) == 0
    else { return nil }
    return content
  }
}

/// The processor has no AES instructions, without which libsodium does not offer AES-256-GCM.
public struct NoHardwareCipher: Error, CustomStringConvertible {
  public var description: String {
    "This machine’s processor has no AES instructions, so what browsers can open cannot be locked here."
  }
}
