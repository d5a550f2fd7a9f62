public import HTML

/// What the rules find in the files of a submission, by rule, with the whole report to download.
struct ImportCheckSummary: Component {
  let view: ImportCheckView

  var markup: Markup {
    p(class: "govuk-body") {
      view.findings == 0
        ? "\(counted(view.ran, "rule")) ran over these files and found nothing. "
        : "\(counted(view.ran, "rule")) ran over these files and found \(counted(view.findings, "thing")). "
      if let comparedWith = view.comparedWith {
        "The change is against the check of the \(comparedWith)."
      } else {
        "No earlier files of this return and year are kept, so there is nothing to compare with."
      }
    }
    ul(class: "govuk-list govuk-list--bullet") {
      for sentence in view.taken { li { sentence } }
    }
    if !view.rules.isEmpty {
      StackedTable(
        view.rules, title: "Findings by rule",
        columns: [
          StackedColumn("Rule") { rule in
            a(class: "govuk-link", .href(rule.link)) { rule.code }
            " "
            rule.severity.tag
          },
          StackedColumn("What is wrong") { $0.message },
          StackedColumn("Findings") { grouped($0.findings) },
          StackedColumn("Children") { grouped($0.children) },
        ]
          + (view.comparedWith == nil
            ? [] : [StackedColumn("Change") { $0.change ?? "Did not run before" }]))
    }
    h3(class: "govuk-heading-s") { "Download the whole report" }
    ul(class: "govuk-list") {
      for (name, title) in ImportCheckView.formats {
        li {
          a(class: "govuk-link", .href(.importCheck(view.submission, format: name))) { title }
        }
      }
    }
    if !view.notRun.isEmpty {
      UndecidedRules(
        rules: view.notRun.map {
          UndecidedRule(returnTitle: "", rule: $0.code, link: $0.link, reason: $0.reason)
        }, title: "\(counted(view.notRun.count, "rule")) did not run",
        advice:
          "They are not passed: what they need was not there. Lists of postcodes and providers can be sent in under Reference data."
      )
    }
  }
}

/// The check of the files of a submission, imported or not.
public struct ImportCheckPage: Sendable {
  let title: String
  let view: ImportCheckView

  /// - Parameter title: Of the submission.
  public init(_ title: String, _ view: ImportCheckView) {
    self.title = title
    self.view = view
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      "Check of the files", in: setting.frame, section: .imports,
      wayBack: .back(.submission(view.submission), title: "Back to the submission"),
      heading: .captioned(title), width: .full
    ) { ImportCheckSummary(view: view) }
  }
}
