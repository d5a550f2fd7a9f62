import CSodium

/// A key that signs, and the public half that anyone may check with.
///
/// Source: Ed25519, RFC 8032.
public struct SigningKey: Sendable {
  public let publicKey: [UInt8]
  /// The secret half, as libsodium keeps it: seed and public key, 64 bytes.
  public let secretKey: [UInt8]

  /// A new key.
  public init() {
    Sodium.prepare()
    var publicKey = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
    var secretKey = [UInt8](repeating: 0, count: Int(crypto_sign_SECRETKEYBYTES))
    crypto_sign_keypair(&publicKey, &secretKey)
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// Nil where these are not the bytes of a secret key.
  public init?(secretKey: [UInt8]) {
    Sodium.prepare()
    guard secretKey.count == Int(crypto_sign_SECRETKEYBYTES) else { return nil }
    var publicKey = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
    guard crypto_sign_ed25519_sk_to_pk(&publicKey, secretKey) == 0 else { return nil }
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  public func sign(_ message: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
    crypto_sign_detached(&signature, nil, message, UInt64(message.count), secretKey)
    return signature
  }

  public static func isValid(
    _ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]
  ) -> Bool {
    Sodium.prepare()
    guard signature.count == Int(crypto_sign_BYTES),
      publicKey.count == Int(crypto_sign_PUBLICKEYBYTES)
    else { return false }
    return crypto_sign_verify_detached(signature, message, UInt64(message.count), publicKey) == 0
  }
}
