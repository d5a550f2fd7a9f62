/// How the tables of a database stand one after the other in a stream (`docs/backup-format.md`).
enum StreamFormat {
  /// Goes up when something is written that an earlier version could not read.
  static let number = 1
  /// Whoever reads never holds more than a row and one such piece in memory.
  static let pieceCount = 1 << 16

  /// How each part of the stream begins.
  enum Part {
    static let header: UInt8 = 1
    static let table: UInt8 = 2
    static let row: UInt8 = 3
    static let tableEnd: UInt8 = 4
    static let end: UInt8 = 5
  }
}

/// A table of one authority, or of the installation, as it was carried.
public struct CarriedTable: Hashable, Sendable {
  /// The number of the authority; 0 for what belongs to the whole installation.
  public let authority: Int
  public let name: String
  public let rows: Int
  /// BLAKE2b over the rows as they stand in the stream.
  public let hash: [UInt8]
}

/// Where a stream goes, piece by piece.
protocol StreamSink: AnyObject {
  func write(_ piece: [UInt8], isLast: Bool) throws
}

/// Where a stream comes from, piece by piece.
protocol StreamSource: AnyObject {
  /// What the stream comes from, for messages.
  var name: String { get }
  /// The next piece; nil after the last.
  func next() throws -> [UInt8]?
}

/// What is told while rows are carried.
public struct BackupProgress: Sendable {
  public enum Step: Sendable {
    case writing
    case checking
    case restoring
    /// Entries of the log made into current facts, lists and searches.
    case rebuilding
    case comparing
  }

  public let step: Step
  public let rows: Int
  public let bytes: Int
}
