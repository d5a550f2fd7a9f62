import CSodium

/// BLAKE2b over bytes that come piece by piece: 32 bytes out.
///
/// Source: RFC 7693.
public struct Hash: ~Copyable {
  public static let byteCount = 32

  /// Libsodium's own state, which it wants on a boundary of 64 bytes.
  private let state: UnsafeMutableRawPointer

  public init() {
    Sodium.prepare()
    state = .allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
    crypto_generichash_init(OpaquePointer(state), nil, 0, Hash.byteCount)
  }

  deinit { state.deallocate() }

  public mutating func update(_ bytes: [UInt8]) {
    crypto_generichash_update(OpaquePointer(state), bytes, UInt64(bytes.count))
  }

  /// The digest of everything so far; ends the hash.
  public consuming func digest() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Hash.byteCount)
    crypto_generichash_final(OpaquePointer(state), &digest, Hash.byteCount)
    return digest
  }

  public static func of(_ bytes: [UInt8]) -> [UInt8] {
    Sodium.prepare()
    var digest = [UInt8](repeating: 0, count: byteCount)
    crypto_generichash(&digest, byteCount, bytes, UInt64(bytes.count), nil, 0)
    return digest
  }
}
