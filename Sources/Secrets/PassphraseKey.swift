import CSodium

/// A key pair under whose public half anyone can lock, and whose private half lies under a passphrase:
/// who locks with it cannot open.
public struct PassphraseKey: Hashable, Sendable {
  public let publicKey: [UInt8]
  /// PKCS #8 under the passphrase.
  public let privateKey: PassphraseBox

  /// As it was kept.
  public init(publicKey: [UInt8], privateKey: PassphraseBox) {
    self.publicKey = publicKey
    self.privateKey = privateKey
  }

  /// A new pair, whose private half is forgotten but for the box.
  /// - Throws: `AgreementFailed`, `NoHardwareCipher`
  public init(under passphrase: String, rounds: Int = PassphraseBox.standardRounds) throws {
    let pair = try AgreementKey()
    publicKey = pair.publicKey
    privateKey = try PassphraseBox(
      locking: pair.privateKey, under: passphrase, rounds: rounds)
  }

  /// What tells it from others: eight bytes of a hash, in hexadecimal.
  public var fingerprint: String { Hexadecimal.text(Array(Hash.of(publicKey).prefix(8))) }
}

/// Content that the owner of any of several keys can open, and whoever locked it cannot.
///
/// The content lies under a key of its own; that lies, once for each owner, under what an ephemeral key
/// and the owner's public key make together (ECDH; HKDF with HMAC-SHA-256, RFC 5869). The private halves
/// of the ephemeral keys are forgotten.
public struct SharedBox: Sendable {
  /// For one owner.
  public struct Way: Sendable {
    public let key: PassphraseKey
    /// The public half of the ephemeral key.
    public let ephemeral: [UInt8]
    /// The key of the content.
    public let contentKey: LockedBytes
  }

  public let ways: [Way]
  public let content: LockedBytes

  /// - Throws: `AgreementFailed`, `NoHardwareCipher`
  public init(locking content: [UInt8], for keys: [PassphraseKey]) throws {
    let contentKey = RandomBytes.make(32)
    self.content = try LockedBytes(locking: content, under: contentKey)
    ways = try keys.map { key in
      let ephemeral = try AgreementKey()
      let under = SharedBox.key(
        try ephemeral.secret(with: key.publicKey), ephemeral.publicKey, key.publicKey)
      return Way(
        key: key, ephemeral: ephemeral.publicKey,
        contentKey: try LockedBytes(locking: contentKey, under: under))
    }
  }

  /// The content, for whoever has the passphrase of any of the keys; nil for all others, or where
  /// anything was changed.
  public func open(with passphrase: String) -> [UInt8]? {
    for way in ways {
      guard let bytes = way.key.privateKey.open(with: passphrase),
        let pair = try? AgreementKey(privateKey: bytes),
        let secret = try? pair.secret(with: way.ephemeral),
        let contentKey = way.contentKey.open(
          with: SharedBox.key(secret, way.ephemeral, pair.publicKey))
      else { continue }
      return content.open(with: contentKey)
    }
    return nil
  }

  /// For what the key is, so that it is good for nothing else.
  static let purpose = "kith emergency pack 2"

  /// HKDF for a key of one block, salted with both public keys.
  private static func key(_ secret: [UInt8], _ ephemeral: [UInt8], _ owner: [UInt8]) -> [UInt8] {
    let extracted = authentication(of: secret, under: ephemeral + owner)
    return authentication(of: Array(purpose.utf8) + [1], under: extracted)
  }

  /// HMAC-SHA-256.
  private static func authentication(of message: [UInt8], under key: [UInt8]) -> [UInt8] {
    Sodium.prepare()
    var state = crypto_auth_hmacsha256_state()
    crypto_auth_hmacsha256_init(&state, key, key.count)
    crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
    var code = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
    crypto_auth_hmacsha256_final(&state, &code)
    return code
  }
}
