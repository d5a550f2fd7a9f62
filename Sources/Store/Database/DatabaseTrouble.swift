/// Why a database did not do what it was asked, whichever database it is.
struct DatabaseTrouble: Error, Sendable {
  enum Cause: Hashable, Sendable {
    /// Another program holds it, or a row of it, for too long.
    case locked
    case full
    case readOnly
    case cannotOpen
    /// The server does not let Kith in, or does not answer.
    case cannotConnect
    /// Nothing was kept.
    case connectionLost
    /// The connection was lost while a commit was under way, and nobody can say what became of it.
    case outcomeUnknown
    /// Others wrote meanwhile; the transaction is to be run again from its beginning.
    case mustBeRepeated
    /// It took too long, or whoever asked has gone away.
    case cancelled
    case closed
    case notADatabase
    case damaged
    case disk
    case tooBig
    /// Whatever else, with the database's own code.
    case other(String)
  }

  let cause: Cause
  /// What the database said; it holds no value of any row.
  let message: String?

  init(_ cause: Cause, _ message: String? = nil) {
    self.cause = cause
    self.message = message
  }
}
