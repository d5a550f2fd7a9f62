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
    throw StoreUnavailable(of: path) { file in
      "A row of the database\(file) cannot be read: \(error.kind).\(error.field) holds "
        + "another sort of value. Check it with kith audit verify; "
        + "kith rebuild makes the current facts anew from the log."
    }
  }
}

extension StoreUnavailable {
  init(_ error: DatabaseError, path: String) {
    self.init(of: path) { file in StoreUnavailable.words(for: error, file) }
  }

  /// - Parameter words: told what to say after "the database": its path, or nothing
  fileprivate init(of path: String, _ words: (_ file: String) -> String) {
    self.init(words(" " + path), publicly: words(""))
  }

  private static func words(for error: DatabaseError, _ file: String) -> String {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      "The database\(file) is locked by another program that has been writing for more than "
        + "ten seconds. Nothing was changed; try again, or stop the other program."
    case .SQLITE_FULL:
      "There is no room left for the database\(file). Nothing was changed; free space on the "
        + "disk and try again."
    case .SQLITE_READONLY, .SQLITE_PERM:
      "The database\(file), or the folder that it is in, may not be written. Nothing was "
        + "changed; give the account that runs Kith the right to write there."
    case .SQLITE_CANTOPEN:
      "The database\(file) cannot be opened. Check that its folder exists and that the account "
        + "that runs Kith may read and write there."
    case .SQLITE_NOTADB:
      "The file\(file) is not a Kith database. Choose another file, or move this one away to begin anew."
    case .SQLITE_CORRUPT:
      "The database\(file) is damaged (\(error.message ?? "no details")). Stop Kith, keep the "
        + "damaged file, and restore the latest backup."
    case .SQLITE_IOERR:
      "The disk of the database\(file) does not answer (\(error.message ?? "no details")). "
        + "Nothing was changed; check the disk before going on."
    case .SQLITE_TOOBIG:
      "This is too big to be kept in one piece: the database takes at most 1 GB."
    default:
      "The database\(file) refused (\(error.resultCode.rawValue): "
        + "\(error.message ?? "no details")). Nothing was changed."
    }
  }
}
