/// Why a database did not do what it was asked, whichever database it is.
struct DatabaseTrouble: Error, Sendable {
  enum Cause: Hashable, Sendable {
    /// Another program holds it, or a row of it, for too long.
    case locked
    case full
    case readOnly
    case cannotOpen
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
