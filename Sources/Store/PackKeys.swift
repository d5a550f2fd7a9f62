public import CivilTime
public import Secrets

/// The keys that emergency packs are locked to: set beforehand by people who may see all that is in a
/// pack, so that whoever makes one cannot read it.
public protocol PackKeyStore: Sendable {
  /// Keeps a key in the person's name; the one that they set before is withdrawn. Logged.
  /// - Throws: `ReadRefused` for somebody who may not.
  func setPackKey(_ key: PassphraseKey, for reading: Reading) async throws -> PackKey
  /// From then on no pack is locked to it; those that were made before still open. Logged.
  /// - Throws: `ReadRefused` for somebody who may not, or where there is no such key in force.
  func withdrawPackKey(_ number: Int64, for reading: Reading) async throws
  /// Every key that ever was, the latest first.
  /// - Throws: `ReadRefused` for somebody who may neither set one nor make a pack.
  func packKeys(for reading: Reading) async throws -> [PackKey]
}

/// A key of emergency packs, and whose passphrase opens it.
public struct PackKey: Hashable, Sendable {
  public let number: Int64
  public let key: PassphraseKey
  public let setAt: Instant
  /// The user name, and the name as colleagues know it.
  public let setBy: String
  public let name: String
  public let withdrawnAt: Instant?
  public let withdrawnBy: String?
  /// Whether the account of whoever set it is closed.
  public let isHolderGone: Bool

  /// What tells it from others, for people who compare.
  public var fingerprint: String { key.fingerprint }

  /// Whether packs are locked to it.
  public var isInForce: Bool { withdrawnAt == nil && !isHolderGone }
}
