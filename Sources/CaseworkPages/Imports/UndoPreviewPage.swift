public import HTML

extension Link {
  /// Where what an undo would change is asked to be worked out again.
  public static func previewUndo(_ submission: Int64) -> Link {
    undoImport(submission).appending("preview")
  }
}

/// What undoing an import of many children would change, while that is being worked out, or where it was
/// not.
public struct UndoPreviewPage: Sendable {
  public enum Standing: Sendable {
    case atWork(JobStanding)
    /// Why it is not known, in words for people.
    case failed(String)
  }

  let submission: Int64
  let title: String
  let standing: Standing

  /// - Parameter title: of the submission
  public init(submission: Int64, title: String, _ standing: Standing) {
    self.submission = submission
    self.title = title
    self.standing = standing
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      "What an undo would change", in: setting.frame, section: .imports,
      wayBack: .back(.submission(submission), title: "Back to the submission"),
      heading: .captioned(title)
    ) {
      p(class: "govuk-body") { "Nothing is changed yet." }
      switch standing {
      case .atWork(let standing):
        JobProgress(
          what: "Working it out", standing: standing, of: "child", plural: "children",
          again: .undoImport(submission))
      case .failed(let why):
        WarningText(why)
        Form(to: .previewUndo(submission), token: setting.token) {
          Button("Work it out again")
        }
      }
    }
  }
}
