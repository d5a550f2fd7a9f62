import CareRecord
import CivilTime
public import HTML
public import Store

/// All submissions, the latest first.
public struct ImportsPage: Sendable {
  let submissions: [Submission]

  public init(_ submissions: [Submission]) {
    self.submissions = submissions.sorted { ($0.receivedAt, $0.id) > ($1.receivedAt, $1.id) }
  }

  public func page(in setting: PageSetting) -> Page {
    Page("Imports", in: setting.frame, section: .imports, width: .full) {
      ButtonLink("Import files", to: .newImport)
      p(class: "govuk-body") {
        a(class: "govuk-link", .href(.reference)) { "Reference data" }
        ": the lists of postcodes, providers and districts that rules look things up in."
      }
      p(class: "govuk-body") {
        a(class: "govuk-link", .href(.jobs)) { "Background tasks" }
        ": imports and returns that are being made, and those that wait."
      }
      if submissions.isEmpty {
        p(class: "govuk-body") { "Nothing has been imported yet." }
      } else {
        StackedTable(
          submissions, title: "Submissions",
          columns: [
            StackedColumn("Return") { submission in
              a(class: "govuk-link", .href(.submission(submission.id))) { submission.title }
            },
            StackedColumn("Received") { $0.receivedAt.spoken },
            StackedColumn("By") { $0.receivedBy },
            StackedColumn("State") { $0.state.tag },
          ])
      }
    }
  }
}
