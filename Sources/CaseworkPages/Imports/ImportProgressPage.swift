public import HTML

/// How far an import, or its undo, is.
public struct ImportProgressPage: Sendable {
  /// What the `Refresh` header says.
  public static let secondsUntilRefresh = 3

  let submission: Int64
  let title: String
  let standing: JobStanding
  let isUndo: Bool

  /// - Parameter isUndo: whether an import is being taken back
  public init(submission: Int64, title: String, _ standing: JobStanding, isUndo: Bool) {
    self.submission = submission
    self.title = title
    self.standing = standing
    self.isUndo = isUndo
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      isUndo ? "Undoing the import" : "Importing", in: setting.frame, section: .imports,
      wayBack: .back(.imports, title: "Back to imports"), heading: .captioned(title)
    ) {
      JobProgress(
        what: isUndo ? "The undo" : "The import", standing: standing, of: "child",
        plural: "children", again: .submission(submission))
    }
  }
}
