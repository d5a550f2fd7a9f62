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

  public init(submission: Int64, title: String, done: Int, total: Int) {
    self.submission = submission
    self.title = title
    self.done = done
    self.total = max(total, 0)
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      "Importing", in: setting.frame, section: .imports,
      wayBack: .back(.imports, title: "Back to imports"), heading: .captioned(title)
    ) {
      p(class: "govuk-body", .role("status")) {
        total == 0
          ? "The import is about to begin."
          : "\(grouped(min(done, total))) of \(counted(total, "child", plural: "children")) done."
      }
      progress(
        class: "kith-progress", .max(max(total, 1)), .value(String(min(done, total))),
        .aria("label", "Children imported")
      ) { "\(done) of \(total)" }
      p(class: "govuk-body") {
        "This page updates by itself. You can leave it: the import goes on. "
        a(class: "govuk-link", .href(.submission(submission))) { "Update now" }
      }
    }
  }
}
