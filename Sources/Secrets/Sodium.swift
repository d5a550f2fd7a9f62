import CSodium

/// Libsodium, made ready once.
enum Sodium {
  private static let isReady: Bool = sodium_init() >= 0

  /// Every entry into this room passes here; libsodium's own start is safe from several threads.
  static func prepare() {
    precondition(isReady, "libsodium does not start: the machine gives no random bytes")
  }
}
