public import HTML

extension Link {
  public static let newImport: Link = "/imports/new"

  public static func submission(_ id: Int64) -> Link { Link("imports", String(id)) }

  public static func confirmImport(_ id: Int64) -> Link { submission(id).appending("confirm") }

  public static func declineImport(_ id: Int64) -> Link { submission(id).appending("decline") }

  /// What undoing the import would do, and the form that does it.
  public static func undoImport(_ id: Int64) -> Link { submission(id).appending("undo") }

  /// Makes files whose import was undone wait to be confirmed again.
  public static func importAgain(_ id: Int64) -> Link { submission(id).appending("again") }

  /// What the rules find in the files.
  public static func importCheck(_ id: Int64) -> Link { submission(id).appending("check") }

  /// The whole report, as a file.
  public static func importCheck(_ id: Int64, format: String) -> Link {
    importCheck(id).appending(format)
  }

  /// The rows that could not be read, in files that can be mended and imported again.
  public static func rejects(_ id: Int64) -> Link { submission(id).appending("refused") }

  public static func rejects(_ id: Int64, file: String) -> Link {
    rejects(id).appending(file)
  }
}
