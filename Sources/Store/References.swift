public import CivilTime

/// Reference data of an authority: lists of postcodes, providers and districts that rules look
/// things up in.
public protocol ReferenceStore: Sendable {
  /// What is kept, in the order of kinds.
  func references() async throws -> [ReferenceList]
  /// Keeps a list in the place of the one of its kind, whole or not at all.
  ///
  /// - Parameter pieces: the bytes of the list, asked for one piece after the other until nil
  /// - Returns: the list with its size and digest
  func keep(
    _ list: ReferenceList, pieces: @escaping @Sendable (_ number: Int) -> [UInt8]?
  ) async throws -> ReferenceList
  /// The bytes of a list, its pieces together; empty where there is no such list.
  func referenceBytes(of kind: String) async throws -> [UInt8]
  /// Takes a list away.
  func forgetReference(_ kind: String) async throws
  /// Makes a projection anew for every record, whose meaning has changed while the store is open.
  func remake(_ projection: Projection) async throws
}

/// Reads reference data on a connection of its own, also while the store is in a transaction.
///
/// The rules of a projection look things up when a commit is written, and what they look up is read
/// when it is first needed.
public protocol ReferenceSource: Sendable {
  func references() throws -> [ReferenceList]
  /// Hands out the pieces of a list in their order.
  func readReference(_ kind: String, _ body: (_ piece: UnsafeRawBufferPointer) -> Void) throws
}

/// A list that is kept, without its rows.
public struct ReferenceList: Hashable, Sendable {
  /// `postcodes`, `providers` or `authorities`; longer where one authority keeps several of a kind.
  public let kind: String
  /// The files that it was made from.
  public let name: String
  public let rows: Int
  /// Of the form in which it is kept, in bytes.
  public let size: Int
  /// BLAKE2b of the form in which it is kept, in hexadecimal.
  public let digest: String
  public let receivedAt: Instant
  public let receivedBy: String
  /// How many rows and values could not be read.
  public let refused: Int
  /// The first of them, each with file, line, field, value and reason.
  public let refusals: [String]

  public init(
    kind: String, name: String, rows: Int, size: Int = 0, digest: String = "",
    receivedAt: Instant, receivedBy: String, refused: Int = 0, refusals: [String] = []
  ) {
    self.kind = kind
    self.name = name
    self.rows = rows
    self.size = size
    self.digest = digest
    self.receivedAt = receivedAt
    self.receivedBy = receivedBy
    self.refused = refused
    self.refusals = refusals
  }
}
