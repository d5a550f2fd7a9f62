public import HTML

/// How far an import is.
///
/// The page is asked for again every few seconds by a `Refresh` header, and can be left: the import
/// goes on.
public struct ImportProgressPage: Sendable {
  /// What the `Refresh` header says.
  public static let secondsUntilRefresh = 3

  let submission: Int64
  let title: String
  let done: Int
  let total: Int
  let isUndo: Bool
  let waitingFor: Int

  /// - Parameters:
  ///   - isUndo: whether an import is being taken back
  ///   - waitingFor: how many pieces of long work come before it
  public init(
    submission: Int64, title: String, done: Int, total: Int, isUndo: Bool = false,
    waitingFor: Int = 0
  ) {
    self.submission = submission
    self.title = title
    self.done = done
    self.total = max(total, 0)
    self.isUndo = isUndo
    self.waitingFor = waitingFor
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      isUndo ? "Undoing the import" : "Importing", in: setting.frame, section: .imports,
      wayBack: .back(.imports, title: "Back to imports"), heading: .captioned(title)
    ) {
      p(class: "govuk-body", .role("status")) {
        waitingFor > 0
          ? "\(work) waits: \(counted(waitingFor, "task")) will be done before it."
          : total == 0
            ? "\(work) is about to begin."
            : "\(grouped(min(done, total))) of \(counted(total, "child", plural: "children")) done."
      }
      progress(
        class: "kith-progress", .max(max(total, 1)), .value(String(min(done, total))),
        .aria("label", isUndo ? "Children done" : "Children imported")
      ) { "\(done) of \(total)" }
      p(class: "govuk-body") {
        "This page updates by itself. You can leave it: \(work.lowercased()) goes on. "
        a(class: "govuk-link", .href(.submission(submission))) { "Update now" }
        " or "
        a(class: "govuk-link", .href(.jobs)) { "see all tasks" }
        "."
      }
    }
  }

  private var work: String { isUndo ? "The undo" : "The import" }
}
