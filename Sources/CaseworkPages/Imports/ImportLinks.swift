public import HTML

extension Link {
  public static let newImport: Link = "/imports/new"

  public static func submission(_ id: Int64) -> Link { Link("imports", String(id)) }

  public static func confirmImport(_ id: Int64) -> Link { submission(id).appending("confirm") }

  public static func declineImport(_ id: Int64) -> Link { submission(id).appending("decline") }

  /// The rows that could not be read, in files that can be mended and imported again.
  public static func rejects(_ id: Int64) -> Link { submission(id).appending("refused") }

  public static func rejects(_ id: Int64, file: String) -> Link {
    rejects(id).appending(file)
  }
}
