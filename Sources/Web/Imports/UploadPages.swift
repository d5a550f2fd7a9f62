import CaseworkPages
import HTML
import Returns
import Store

/// What became of files that were sent in, where that is not simply one return: several of them, or
/// files that could not be read.
struct ReceivedFilesPage {
  let submissions: [Submission]
  let refusals: [Refusal]

  func page(in setting: PageSetting) -> Page {
    Page(
      "Files received", in: setting.frame, section: .imports,
      wayBack: .back(.imports, title: "Back to imports")
    ) {
      h2(class: "govuk-heading-m") {
        submissions.count == 1 ? "Kith found one return" : "Kith found \(submissions.count) returns"
      }
      p(class: "govuk-body") { "Check and confirm each by itself." }
      ul(class: "govuk-list govuk-list--bullet") {
        for submission in submissions {
          li {
            a(class: "govuk-link", .href(.submission(submission.id))) { submission.title }
          }
        }
      }
      UnreadableFiles(refusals: refusals)
    }
  }
}

/// The refused rows of a submission, in files to be mended.
struct RefusedRowsPage {
  let submission: Submission
  let result: ImportResult

  func page(in setting: PageSetting) -> Page {
    Page(
      "Rows that could not be read", in: setting.frame, section: .imports,
      wayBack: .back(.submission(submission.id), title: "Back to \(submission.title)"),
      heading: .captioned(submission.title)
    ) {
      if result.refusedFiles.isEmpty, result.otherRefusals.isEmpty {
        p(class: "govuk-body") { "Every row of these files could be read." }
      }
      if !result.refusedFiles.isEmpty {
        p(class: "govuk-body") {
          "Each file has what was refused as it was received. What is wrong stands in the last"
          " column of a table, and above each child in an XML file. Put it right and import the"
          " files for the same year."
        }
        ul(class: "govuk-list govuk-list--bullet") {
          for file in result.refusedFiles {
            li {
              a(class: "govuk-link", .href(.rejects(submission.id, file: file.name))) { file.name }
            }
          }
        }
      }
      UnreadableFiles(refusals: result.otherRefusals)
    }
  }
}

/// What could not be read and stands in no table, each with what to do.
struct UnreadableFiles: Component {
  let refusals: [Refusal]

  @MarkupBuilder var markup: Markup {
    if !refusals.isEmpty {
      h2(class: "govuk-heading-m") { "What could not be read" }
      ul(class: "govuk-list govuk-list--bullet") {
        for refusal in refusals.prefix(200) { li { refusal.description } }
      }
      if refusals.count > 200 {
        p(class: "govuk-body") { "And \(refusals.count - 200) more." }
      }
    }
  }
}
