import Foundation
import Secrets

/// The key that signs the seals, in a file beside the database that only its owner may read.
///
/// The public halves of all keys ever used stand in the database, the present one last.
struct SealKeyFile: Sendable {
  let path: String

  /// - Parameter path: nil for the usual place: beside a database that is a file
  init(_ path: String?, for address: DatabaseAddress) throws {
    guard let path = path ?? address.path.map({ $0 + ".key" }) else {
      throw StoreUnavailable(
        "Say in which file the key that signs the log is kept: a database server has no place for "
          + "it.")
    }
    self.path = path
  }

  static let metaName = "seal_public_keys"

  /// Makes the first key of a new database.
  func makeFirst(_ database: StoreConnection) throws {
    if try SealKeyFile.publicKeys(database).isEmpty { _ = try make(database) }
  }

  /// The key to sign with; a new one where the file is lost, so that the log is sealed all the same.
  func key(_ database: StoreConnection) throws -> SigningKey {
    guard FileManager.default.fileExists(atPath: path) else { return try make(database) }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw StoreUnavailable(
        "The key file \(path) cannot be read. Give the account that runs Kith the right to read it."
      )
    }
    let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    guard let secret = Hexadecimal.bytes(text), let key = SigningKey(secretKey: secret) else {
      throw StoreUnavailable(
        "The key file \(path) does not hold a key. Restore it from a backup, or move it away and "
          + "Kith makes a new one.")
    }
    if try SealKeyFile.publicKeys(database).last != key.publicKey {
      try SealKeyFile.add(key, database)
    }
    return key
  }

  private func make(_ database: StoreConnection) throws -> SigningKey {
    let key = SigningKey()
    let content = Data((Hexadecimal.text(key.secretKey) + "\n").utf8)
    // Nothing is there, or what is there belongs to a database that is gone.
    try? FileManager.default.removeItem(atPath: path)
    guard
      FileManager.default.createFile(
        atPath: path, contents: content, attributes: [.posixPermissions: 0o600])
    else {
      throw StoreUnavailable(
        "The key file \(path) cannot be written. Give the account that runs Kith the right to "
          + "write in that folder.")
    }
    try SealKeyFile.add(key, database)
    return key
  }

  private static func add(_ key: SigningKey, _ database: StoreConnection) throws {
    try keep(try publicKeys(database) + [key.publicKey], database)
  }

  static func keep(_ all: [[UInt8]], _ database: StoreConnection) throws {
    try database.run(
      """
      INSERT INTO meta (name, value) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """, metaName, all.map { Hexadecimal.text($0) }.joined(separator: " "))
  }

  static func publicKeys(_ database: StoreConnection) throws -> [[UInt8]] {
    let text = try database.first("SELECT value FROM meta WHERE name = ?", metaName) {
      $0.text(0)
    }
    return publicKeys(in: text ?? "")
  }

  /// As they stand in the database, one after the other.
  static func publicKeys(in text: String) -> [[UInt8]] {
    text.split(separator: " ").compactMap { Hexadecimal.bytes($0) }
  }
}
