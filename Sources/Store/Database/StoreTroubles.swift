import CareRecord

/// Runs `body` and says in words for people what the database refused, and what to do.
func unavailableInWords<Answer>(
  _ path: String, isolation: isolated (any Actor)? = #isolation,
  _ body: () async throws -> Answer
) async throws -> Answer {
  do {
    return try await body()
  } catch let error as DatabaseTrouble {
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
  init(_ error: DatabaseTrouble, path: String) {
    self.init(of: path) { file in StoreUnavailable.words(for: error, file) }
  }

  /// - Parameter words: told what to say after "the database": its path, or nothing
  fileprivate init(of path: String, _ words: (_ file: String) -> String) {
    self.init(words(" " + path), publicly: words(""))
  }

  private static func words(for error: DatabaseTrouble, _ file: String) -> String {
    switch error.cause {
    case .locked:
      "The database\(file) is locked by another program that has been writing for more than "
        + "ten seconds. Nothing was changed; try again, or stop the other program."
    case .full:
      "There is no room left for the database\(file). Nothing was changed; free space on the "
        + "disk and try again."
    case .readOnly:
      "The database\(file), or the folder that it is in, may not be written. Nothing was "
        + "changed; give the account that runs Kith the right to write there."
    case .cannotOpen:
      "The database\(file) cannot be opened. Check that its folder exists and that the account "
        + "that runs Kith may read and write there."
    case .notADatabase:
      "The file\(file) is not a Kith database. Choose another file, or move this one away to begin anew."
    case .damaged:
      "The database\(file) is damaged (\(error.message ?? "no details")). Stop Kith, keep the "
        + "damaged file, and restore the latest backup."
    case .disk:
      "The disk of the database\(file) does not answer (\(error.message ?? "no details")). "
        + "Nothing was changed; check the disk before going on."
    case .tooBig:
      "This is too big to be kept in one piece: the database takes at most 1 GB."
    case .cannotConnect:
      "The database\(file) cannot be reached\(file.isEmpty ? "" : " (\(error.message ?? "no details"))"). "
        + "Nothing was changed; try again when its server runs and lets Kith in."
    case .connectionLost:
      "The connection to the database\(file) was lost. Nothing was changed; try again."
    case .outcomeUnknown:
      "The connection to the database\(file) was lost at the moment of saving, and it is not known "
        + "whether it was saved. Look before you try again."
    case .mustBeRepeated:
      "Others were writing in the database\(file) all the time. Nothing was changed; try again."
    case .cancelled:
      "The database\(file) took too long, so it was stopped. Nothing was changed; try again."
    case .closed: "The database\(file) has been closed."
    case .other(let code):
      "The database\(file) refused (\(code): "
        + "\(error.message ?? "no details")). Nothing was changed."
    }
  }
}
