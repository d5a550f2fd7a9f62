import Access
import CareRecord
import CaseworkPages
import CivilTime
package import HTML
package import Learning
import Published

/// What we would like others to know, and what of it has been approved to go out.
package struct SharingPage: Sendable {
  let page: Int

  /// - Parameter page: which page of the list, from 1
  package init(page: Int = 1) { self.page = page }

  package func page(in setting: LearningSetting) -> Page {
    let insights = setting.register.insights
    let hasApproved = insights.contains { $0.body.approval != nil }
    return Page("Sharing", in: setting.page.frame, section: .learning, width: .full) {
      LearningNavigation(current: .sharing)
      p(class: "govuk-body") {
        "Other authorities can learn from us. Only insights go out, only in the words that a principal social worker has approved, and nothing else of the register ever does."
      }
      ButtonGroup {
        if Policy.mayLeadLearning(setting.page.person) {
          ButtonLink("Write an insight", to: .addInsight)
        }
        if hasApproved {
          ButtonLink("Download a page to send", to: .sharedAsPage, .secondary)
          ButtonLink("Download it for computers (JSON)", to: .sharedAsJSON, .secondary)
        }
      }
      if insights.isEmpty {
        p(class: "govuk-body") { "No insight has been written yet." }
      } else {
        let list = LongList(insights, page: page, at: .sharing)
        p(class: "govuk-body") { list.words("insight", plural: "insights") }
        StackedTable(
          list.rows, title: "Insights",
          columns: [
            StackedColumn("Insight") { insight in
              a(class: "govuk-link", .href(.insight(insight.id))) { insight.body.title }
            },
            StackedColumn("About") { $0.body.under.shortTitle },
            StackedColumn("For whom") { $0.body.audience },
            StackedColumn("May go out") { insight in
              if let approval = insight.body.approval {
                Tag("Approved", .green)
                " \(approval.on.spoken)"
              } else {
                Tag("Not approved", .grey)
              }
            },
          ])
        list.pages
      }
    }
  }
}

/// One insight; a principal social worker approves it here.
package struct InsightPage: Sendable {
  package static let versionField = "version"

  let insight: LearningRegister.Held<SharedInsight>

  package init(_ insight: LearningRegister.Held<SharedInsight>) { self.insight = insight }

  package func page(in setting: LearningSetting) -> Page {
    let person = setting.page.person
    let body = insight.body
    return Page(
      body.title, in: setting.page.frame, section: .learning,
      wayBack: .back(.sharing, title: "Sharing"), width: .full
    ) {
      SummaryList([
        SummaryRow("What we learnt") { WrittenText(body.summary) },
        SummaryRow("About", body.under.title),
        SummaryRow("For whom", body.audience),
        SummaryRow(
          "May go out",
          body.approval.map {
            "Approved by \(setting.name(of: $0.by)) on \($0.on.spoken)"
          }, missing: "Not approved: it stays here"),
      ])
      if Policy.mayKeepLearning(person) {
        let action = body.approval == nil ? "Approve exactly these words" : "Take the approval back"
        Form(to: Link.insight(insight.id).appending("approval"), token: setting.page.token) {
          HiddenInput(InsightPage.versionField, String(insight.version.version))
          Button(action, body.approval == nil ? .primary : .warning)
        }
      }
      if Policy.mayLeadLearning(person) {
        ButtonLink("Change", to: Link.insight(insight.id).appending("change"), .secondary)
      }
      WrittenBy(version: insight.version, setting: setting)
    }
  }
}

/// What other authorities see: one file, which brings all that it needs.
package enum SharedInsightsFile {
  /// - Throws: `StaticFile.MissingFile` where the stylesheet was not installed beside the program.
  package static func page(
    of shared: SharedInsights, from authority: String
  ) throws(StaticFile.MissingFile) -> OfflinePage {
    try OfflinePage("What \(authority) has learnt") {
      p { "Shared by \(authority). Each was approved by its principal social worker." }
      for entry in shared.entries {
        h2 { entry.insight.title }
        p { strong { entry.insight.under.title } }
        for paragraph in entry.insight.summary.split(whereSeparator: \.isNewline) {
          p { String(paragraph) }
        }
        p { "For: \(entry.insight.audience). Approved \(entry.approval.on.spoken)." }
      }
      if shared.entries.isEmpty { p { "Nothing is shared at the moment." } }
    }
  }
}
