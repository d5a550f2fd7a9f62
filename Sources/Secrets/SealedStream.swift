import CSodium

/// Seals pieces of a stream, one after the other.
///
/// Nobody without the key can read them, change one, leave one out, put them in another order or cut the
/// stream off without its being found. Source: libsodium, secretstream (XChaCha20-Poly1305).
public struct StreamSealer: ~Copyable {
  /// How much longer a sealed piece is than what is in it.
  public static let added = Int(crypto_secretstream_xchacha20poly1305_ABYTES)
  public static let headerCount = Int(crypto_secretstream_xchacha20poly1305_HEADERBYTES)

  /// Stands before the first piece.
  public let header: [UInt8]
  private var state = crypto_secretstream_xchacha20poly1305_state()

  public init(_ key: StreamKey) {
    Sodium.prepare()
    var header = [UInt8](repeating: 0, count: StreamSealer.headerCount)
    crypto_secretstream_xchacha20poly1305_init_push(&state, &header, key.bytes)
    self.header = header
  }

  /// - Parameter isLast: nothing can be sealed after it
  public mutating func seal(_ piece: [UInt8], isLast: Bool) -> [UInt8] {
    var sealed = [UInt8](repeating: 0, count: piece.count + StreamSealer.added)
    let tag =
      isLast
      ? crypto_secretstream_xchacha20poly1305_tag_final()
      : crypto_secretstream_xchacha20poly1305_tag_message()
    crypto_secretstream_xchacha20poly1305_push(
      &state, &sealed, nil, piece, UInt64(piece.count), nil, 0, UInt8(tag))
    return sealed
  }
}

/// Opens what a `StreamSealer` sealed, piece by piece.
public struct StreamOpener {
  private var state = crypto_secretstream_xchacha20poly1305_state()

  /// Nil where `header` cannot be one.
  public init?(_ key: StreamKey, header: [UInt8]) {
    Sodium.prepare()
    guard header.count == StreamSealer.headerCount,
      crypto_secretstream_xchacha20poly1305_init_pull(&state, header, key.bytes) == 0
    else { return nil }
  }

  /// What is in a piece, and whether it is the last; nil where the key is another one or the piece is
  /// not the one that was sealed here.
  public mutating func open(_ sealed: [UInt8]) -> (piece: [UInt8], isLast: Bool)? {
    guard sealed.count >= StreamSealer.added else { return nil }
    var piece = [UInt8](repeating: 0, count: sealed.count - StreamSealer.added)
    var tag: UInt8 = 0
    guard
      crypto_secretstream_xchacha20poly1305_pull(
        &state, &piece, nil, &tag, sealed, UInt64(sealed.count), nil, 0) == 0
    else { return nil }
    return (piece, Int(tag) == Int(crypto_secretstream_xchacha20poly1305_tag_final()))
  }
}
