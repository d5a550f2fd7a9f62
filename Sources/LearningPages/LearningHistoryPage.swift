import Access
import CareRecord
import CaseworkPages
import CivilTime
package import HTML
package import Learning

/// Every version of an item, the latest first, with what each changed.
package struct LearningHistoryPage: Sendable {
  package static let reasonField = "reason"

  let versions: [LearningVersion]
  let form: FormState

  /// - Parameter versions: the first one first
  package init(_ versions: [LearningVersion], form: FormState = FormState()) {
    self.versions = versions
    self.form = form
  }

  package func page(in setting: LearningSetting) -> Page {
    let last = versions.last
    return Page(
      "Every version", in: setting.page.frame, section: .learning,
      wayBack: .back(
        last.map { $0.withdrawn == nil ? Link.learning($0) : Link.learning } ?? .learning,
        title: "Back"),
      form: form, heading: .captioned(last?.item.title ?? ""), width: .full
    ) {
      for (index, version) in versions.enumerated().reversed() {
        h2(class: "govuk-heading-m") {
          "Version \(version.version), \(version.at.spoken), \(setting.name(of: version.author))"
        }
        if let why = version.withdrawn {
          p(class: "govuk-body") { "Taken out of the register: \(why)" }
        }
        let changed = LearningHistoryPage.changed(
          version, since: index > 0 ? versions[index - 1] : nil)
        if version.withdrawn == nil, changed.isEmpty {
          p(class: "govuk-body") { "The words are those of the version before." }
        }
        SummaryList(changed.map { line in SummaryRow(line.label) { WrittenText(line.text) } })
        if !version.saidNotAboutChildren.isEmpty {
          p(class: "govuk-body-s") {
            "Said not to be about a child: \(version.saidNotAboutChildren.map { "“\($0)”" }.joined(separator: ", "))."
          }
        }
      }
      if let last, last.withdrawn == nil, Policy.mayKeepLearning(setting.page.person) {
        h2(class: "govuk-heading-m") { "Take it out of the register" }
        p(class: "govuk-body") {
          "Nobody but principal social workers sees it any more. Its versions stay."
        }
        Form(to: .withdrawLearning(last.id), token: setting.page.token) {
          TextArea(form.field(Self.reasonField, "Why?"), rows: 2)
          Button("Take it out", .warning)
        }
      }
    }
  }

  /// The lines that differ from the version before; all of them in the first.
  static func changed(
    _ version: LearningVersion, since earlier: LearningVersion?
  ) -> [LearningLine] {
    guard let earlier else { return version.item.lines.filter { !$0.text.isEmpty } }
    let before = Set(earlier.item.lines)
    return version.item.lines.filter { !before.contains($0) }
  }
}
