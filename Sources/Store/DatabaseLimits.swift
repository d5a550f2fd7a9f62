/// How long a database server may take.
///
/// SQLite has no use for them: its one file is this machine's.
public struct DatabaseLimits: Sendable {
  /// Seconds that one statement may take; what takes longer is stopped.
  ///
  /// Work on a whole database that somebody started and watches (rebuilding, checking, restoring) is
  /// not bounded.
  public var statementSeconds: Int
  /// Seconds that is waited for a row that others hold.
  public var lockSeconds: Int

  public init(statementSeconds: Int = 60, lockSeconds: Int = 10) {
    self.statementSeconds = statementSeconds
    self.lockSeconds = lockSeconds
  }

  /// Seconds for which a server that was asked something may be silent, before the network is taken
  /// to be cut.
  var silenceSeconds: Int { statementSeconds + 5 }

  /// Seconds after which a server gives up a transaction of a client that is gone: until then it holds
  /// up all who write for the same authority.
  var idleSeconds: Int { min(30, statementSeconds) }
}
