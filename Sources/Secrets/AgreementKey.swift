import CCrypto

/// A key pair on the curve P-256, by which two sides come to one secret that nobody else has.
///
/// ECDH of NIST SP 800-56A on the curve of SP 800-186: what the Web Cryptography API has in every
/// browser. OpenSSL's libcrypto does the work, for libsodium has other curves only.
public struct AgreementKey: Sendable {
  /// The point in 65 bytes, not compressed (SEC 1, section 2.3.3); anyone may have it.
  public let publicKey: [UInt8]
  /// PKCS #8 in DER; only its owner may have it.
  public let privateKey: [UInt8]

  /// A new pair.
  /// - Throws: `AgreementFailed` where libcrypto refuses.
  public init() throws(AgreementFailed) {
    guard let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil) else { throw AgreementFailed() }
    defer { EVP_PKEY_CTX_free(context) }
    var made: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) == 1,
      EVP_PKEY_CTX_set_group_name(context, "P-256") == 1,
      EVP_PKEY_generate(context, &made) == 1, let made
    else { throw AgreementFailed() }
    defer { EVP_PKEY_free(made) }
    publicKey = try AgreementKey.publicKey(of: made)
    privateKey = try AgreementKey.privateKey(of: made)
  }

  /// The pair of a private key in PKCS #8.
  /// - Throws: `AgreementFailed` for anything else.
  public init(privateKey: [UInt8]) throws(AgreementFailed) {
    self.privateKey = privateKey
    let key = try AgreementKey.read(privateKey)
    defer { EVP_PKEY_free(key) }
    publicKey = try AgreementKey.publicKey(of: key)
  }

  /// The secret that it has together with the owner of another public key: 32 bytes.
  /// - Throws: `AgreementFailed` for a key that is no point of the curve.
  public func secret(with other: [UInt8]) throws(AgreementFailed) -> [UInt8] {
    let own = try AgreementKey.read(privateKey)
    defer { EVP_PKEY_free(own) }
    guard let peer = EVP_PKEY_new() else { throw AgreementFailed() }
    defer { EVP_PKEY_free(peer) }
    guard EVP_PKEY_copy_parameters(peer, own) == 1,
      EVP_PKEY_set1_encoded_public_key(peer, other, other.count) == 1,
      let context = EVP_PKEY_CTX_new(own, nil)
    else { throw AgreementFailed() }
    defer { EVP_PKEY_CTX_free(context) }
    var secret = [UInt8](repeating: 0, count: 32)
    var count = secret.count
    guard EVP_PKEY_derive_init(context) == 1, EVP_PKEY_derive_set_peer(context, peer) == 1,
      EVP_PKEY_derive(context, &secret, &count) == 1, count == secret.count
    else { throw AgreementFailed() }
    return secret
  }

  /// Whoever calls it frees the key.
  private static func read(_ bytes: [UInt8]) throws(AgreementFailed) -> OpaquePointer {
    let key = bytes.withUnsafeBufferPointer { buffer -> OpaquePointer? in
      var start = buffer.baseAddress
      return d2i_AutoPrivateKey(nil, &start, buffer.count)
    }
    guard let key else { throw AgreementFailed() }
    return key
  }

  private static func publicKey(of key: OpaquePointer) throws(AgreementFailed) -> [UInt8] {
    var point: UnsafeMutablePointer<UInt8>?
    let count = EVP_PKEY_get1_encoded_public_key(key, &point)
    guard count == 65, let point else { throw AgreementFailed() }
    defer { CRYPTO_free(point, #file, #line) }
    return Array(UnsafeBufferPointer(start: point, count: count))
  }

  private static func privateKey(of key: OpaquePointer) throws(AgreementFailed) -> [UInt8] {
    guard let info = EVP_PKEY2PKCS8(key) else { throw AgreementFailed() }
    defer { PKCS8_PRIV_KEY_INFO_free(info) }
    var bytes: UnsafeMutablePointer<UInt8>?
    let count = i2d_PKCS8_PRIV_KEY_INFO(info, &bytes)
    guard count > 0, let bytes else { throw AgreementFailed() }
    defer { CRYPTO_free(bytes, #file, #line) }
    return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
  }
}

/// The library of the operating system that computes with keys refused.
public struct AgreementFailed: Error, CustomStringConvertible {
  public var description: String {
    "The emergency pack’s keys could not be used. The library libcrypto of this machine refused them."
  }
}
