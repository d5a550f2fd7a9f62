import CareRecord

/// A database that is open, and how transactions are run on it.
///
/// Whatever it refuses is thrown as `DatabaseTrouble`.
protocol DatabaseEngine: Sendable {
  /// Where the database is, for whoever runs Kith; without passwords.
  var name: String { get }

  /// Whether it keeps an archive and old pages of its own, which Kith cannot empty.
  var keepsArchive: Bool { get }

  /// Reads in one snapshot.
  /// - Parameter repeatable: whether `body` may be run again, from its beginning, after a connection
  ///   was lost: not where it hands out what it reads
  func read<Answer: Sendable>(
    repeatable: Bool, _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer

  /// Reads a few rows by their keys in one snapshot.
  func lookUp<Answer: Sendable>(
    _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer

  /// Writes in one transaction, after all that others have written for the same authority.
  ///
  /// A caller who has gone away does not undo it. `body` may be run again where the database asks for
  /// that, so it must not do anything but write.
  func write<Answer: Sendable>(
    for authority: Authority, _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer

  /// Hands over the read log of an authority, to one after the other.
  func whenFree(
    _ authority: Authority, _ turn: @escaping @Sendable (any LogTurn) -> Void)

  /// Brings the tables that are not generated to the shape of this version, and writes in the same
  /// transaction what `body` does.
  func migrate<Answer: Sendable>(
    _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer

  /// Lets go of what was deleted, wherever the database keeps more than its tables; where others are in
  /// the way it is done with the next ones.
  func forgetDeleted() async

  /// Nothing can be asked of the database after it.
  func close() async throws
}

/// The right to write the read log, until the closure that was handed it returns.
protocol LogTurn {
  /// Runs `body` in one transaction that reads one snapshot and writes.
  ///
  /// It may be run again where the database asks for that.
  func transaction(_ body: (StoreConnection) throws -> Void) throws
}
