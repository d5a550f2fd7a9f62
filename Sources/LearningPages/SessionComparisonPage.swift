import Access
import CareRecord
import CaseworkPages
import CivilTime
package import HTML
package import Learning
import Published

/// A session and those before it, side by side.
package struct SessionComparisonPage: Sendable {
  /// More do not fit beside one another.
  static let most = 3

  let line: [LearningRegister.Held<ReflectiveSession>]

  /// - Parameter line: the session and those that it comes back to, the latest first
  package init(_ line: [LearningRegister.Held<ReflectiveSession>]) {
    self.line = Array(line.prefix(SessionComparisonPage.most))
  }

  package func page(in setting: LearningSetting) -> Page {
    Page(
      "What has changed since", in: setting.page.frame, section: .learning,
      wayBack: .back(line.first.map { Link.session($0.id) } ?? .reflection, title: "Back"),
      width: .wide
    ) {
      for prompt in setting.prompts
      where line.contains(where: { $0.body.response(to: prompt.id) != nil }) {
        h2(class: "govuk-heading-m") { prompt.words }
        div(class: "kith-sides") {
          for session in line {
            div(class: "kith-sides__side") {
              p(class: "kith-sides__title") { "\(session.body.title), \(session.body.on.spoken)" }
              words(session.body.response(to: prompt.id))
            }
          }
        }
      }
    }
  }

  @MarkupBuilder private func words(_ response: ReflectiveSession.Response?) -> Markup {
    for (label, text) in [
      ("What we do", response?.weDo), ("What we heard", response?.weHeard),
      ("What we will change", response?.weWillChange),
    ] {
      p(class: "govuk-body-s govuk-!-font-weight-bold govuk-!-margin-bottom-0") { label }
      div(class: "govuk-body") { WrittenText(text ?? "") }
    }
  }
}
