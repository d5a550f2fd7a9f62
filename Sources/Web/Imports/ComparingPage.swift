import CaseworkPages
import HTML
import Store

/// How far the comparison of a submission with the records is.
struct ComparingPage {
  let submission: Submission
  let done: Int
  let total: Int
  /// Why an import of it was not made.
  let problem: String?

  func page(in setting: PageSetting) -> Page {
    Page(
      "Reading the files", in: setting.frame, section: .imports,
      wayBack: .back(.imports, title: "Back to imports"), heading: .captioned(submission.title)
    ) {
      if let problem { WarningText(problem) }
      p(class: "govuk-body", .role("status")) {
        total == 0
          ? "Kith is reading the files."
          : "\(min(done, total)) of \(total) children compared with the records."
      }
      p(class: "govuk-body") {
        "Nothing is changed yet. This page updates by itself. "
        a(class: "govuk-link", .href(.submission(submission.id))) { "Update now" }
      }
    }
  }
}
