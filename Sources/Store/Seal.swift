public import CivilTime
import Secrets

/// A signed summary of the whole log up to a position.
///
/// Kept elsewhere, a list of seals shows a log that was rewritten or shortened here, even by someone
/// who has the key.
public struct Seal: Hashable, Sendable {
  /// From 1.
  public let number: Int64
  /// The last entry of the log that it covers.
  public let position: Int64
  /// The digest of the seal before and of every chain entry since.
  public let digest: [UInt8]
  /// The last entry of the read log that it covers, and the hash of that entry.
  public let readEntry: Int64
  public let readHash: [UInt8]
  public let sealedAt: Instant
  /// Ed25519 over all of the above.
  public let signature: [UInt8]

  init(
    number: Int64, position: Int64, digest: [UInt8], readEntry: Int64, readHash: [UInt8],
    sealedAt: Instant, signature: [UInt8]
  ) {
    self.number = number
    self.position = position
    self.digest = digest
    self.readEntry = readEntry
    self.readHash = readHash
    self.sealedAt = sealedAt
    self.signature = signature
  }

  /// What is signed.
  var message: [UInt8] {
    var bytes = CanonicalBytes()
    bytes.add("Kith seal")
    bytes.add(number)
    bytes.add(position)
    bytes.add(digest)
    bytes.add(readEntry)
    bytes.add(readHash)
    bytes.add(sealedAt.milliseconds)
    return bytes.all
  }

  func signed(with key: SigningKey) -> Seal {
    Seal(
      number: number, position: position, digest: digest, readEntry: readEntry,
      readHash: readHash, sealedAt: sealedAt, signature: key.sign(message))
  }
}

// MARK: - One line of a file

extension Seal {
  /// One line: number, position, digest, read log entry and hash, time, signature.
  public var line: String {
    [
      "\(number)", "\(position)", Hexadecimal.text(digest), "\(readEntry)",
      Hexadecimal.text(readHash), sealedAt.iso, Hexadecimal.text(signature),
    ].joined(separator: " ")
  }

  /// Reads what `line` wrote; nil for anything else.
  public init?(line: some StringProtocol) {
    let parts = line.split(separator: " ")
    guard parts.count == 7, let number = Int64(parts[0]), let position = Int64(parts[1]),
      let digest = Hexadecimal.bytes(parts[2]), let readEntry = Int64(parts[3]),
      let readHash = Hexadecimal.bytes(parts[4]), let sealedAt = Instant(iso: parts[5]),
      let signature = Hexadecimal.bytes(parts[6])
    else { return nil }
    self.init(
      number: number, position: position, digest: digest, readEntry: readEntry,
      readHash: readHash, sealedAt: sealedAt, signature: signature)
  }
}
