import CareRecord
import GRDB

/// Runs `body` and says in words for people what the database refused, and what to do.
func unavailableInWords<Answer>(
  _ path: String, isolation: isolated (any Actor)? = #isolation,
  _ body: () async throws -> Answer
) async throws -> Answer {
  do {
    return try await body()
  } catch let error as DatabaseError {
    throw StoreUnavailable(error, path: path)
  } catch let error as CellMismatch {
    throw StoreUnavailable(
      "A row of the database \(path) cannot be read (\(error)). Check it with kith audit verify; "
        + "kith rebuild makes the current facts anew from the log.")
  }
}

extension StoreUnavailable {
  init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        "The database \(path) is locked by another program that has been writing for more than "
          + "ten seconds. Nothing was changed; try again, or stop the other program.")
    case .SQLITE_FULL:
      self.init(
        "There is no room left for the database \(path). Nothing was changed; free space on the "
          + "disk and try again.")
    case .SQLITE_READONLY, .SQLITE_PERM:
      self.init(
        "The database \(path), or the folder that it is in, may not be written. Nothing was "
          + "changed; give the account that runs Kith the right to write there.")
    case .SQLITE_CANTOPEN:
      self.init(
        "The database \(path) cannot be opened. Check that its folder exists and that the account "
          + "that runs Kith may read and write there.")
    case .SQLITE_NOTADB:
      self.init(
        "\(path) is not a Kith database. Choose another file, or move this one away to begin anew.")
    case .SQLITE_CORRUPT:
      self.init(
        "The database \(path) is damaged (\(error.message ?? "no details")). Stop Kith, keep the "
          + "damaged file, and restore the latest backup.")
    case .SQLITE_IOERR:
      self.init(
        "The disk of the database \(path) does not answer (\(error.message ?? "no details")). "
          + "Nothing was changed; check the disk before going on.")
    case .SQLITE_TOOBIG:
      self.init("This is too big to be kept in one piece: the database takes at most 1 GB.")
    default:
      self.init(
        "The database \(path) refused (\(error.resultCode.rawValue): "
          + "\(error.message ?? "no details")). Nothing was changed.")
    }
  }
}
