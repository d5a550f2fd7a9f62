import CareRecord
import CaseworkPages
import CivilTime
package import HTML
package import Learning
import OutcomePages
import Published

/// For a board with three minutes: finding, action, measure, assurance; and first of all what nobody
/// answers for.
package struct BoardPage: Sendable {
  package static let wholeField = "lines"

  let page: Int
  let isWhole: Bool

  /// - Parameters:
  ///   - page: which page of the lines, from 1
  ///   - whole: whether all lines stand on one page, to be printed.
  package init(page: Int = 1, whole: Bool = false) {
    self.page = page
    isWhole = whole
  }

  /// A finding with one of the actions that answer it, or without any.
  struct Line: Sendable {
    let finding: LearningRegister.Held<LearningFinding>?
    let action: LearningRegister.Held<ImprovementAction>?
  }

  /// Concerns first, then strengths with actions, then actions that answer no finding.
  static func lines(of register: LearningRegister) -> [Line] {
    let concerns = register.findings.filter { $0.body.sort == .concern }
    let strengths = register.findings.filter {
      $0.body.sort == .strength && !register.actions(answering: $0.id).isEmpty
    }
    let answering = (concerns + strengths).flatMap { finding -> [Line] in
      let actions = register.actions(answering: finding.id)
      return actions.isEmpty
        ? [Line(finding: finding, action: nil)]
        : actions.map { Line(finding: finding, action: $0) }
    }
    let others = register.actions.filter { action in
      !action.body.findings.contains { register.finding($0) != nil }
    }
    return answering + others.map { Line(finding: nil, action: $0) }
  }

  package func page(in setting: LearningSetting) -> Page {
    let register = setting.register
    let today = setting.page.today
    let concerns = register.findings.filter { $0.body.sort == .concern }
    let unowned = concerns.filter { register.isWithoutOwner($0.id) }
    let adrift = register.actions.filter {
      register.owner(of: $0.body) == nil && $0.body.status.isOpen
    }
    let overdue = register.actions.filter { $0.body.isOverdue(on: today) }
    let unassured = register.actions.filter {
      $0.body.status == .done && $0.body.assurances.last?.verdict != .assured
    }
    return Page(
      "From finding to assurance", in: setting.page.frame, section: .learning, width: .wide
    ) {
      LearningNavigation(current: .learningBoard)
      p(class: "govuk-body") {
        "As on \(today.spoken): what was found, what is done, which measure should move, and whether it has worked. Print this page for a board."
      }
      MetricCards([
        MetricCard(
          "\(unowned.count)",
          "\(unowned.count == 1 ? "concern" : "concerns") that nobody answers for",
          tone: unowned.isEmpty ? .plain : .attention,
          link: Link.learning.setting("sort", "concern").setting("owner", "none")),
        MetricCard(
          "\(adrift.count)", "open \(adrift.count == 1 ? "action" : "actions") without an owner",
          tone: adrift.isEmpty ? .plain : .attention, link: ActionsPage.View.withoutOwner.link),
        MetricCard(
          "\(overdue.count)", "\(overdue.count == 1 ? "action" : "actions") overdue",
          tone: overdue.isEmpty ? .plain : .attention,
          link: ActionsPage.View.overdue.link),
        MetricCard(
          "\(unassured.count)",
          "\(unassured.count == 1 ? "action" : "actions") done whose effect nobody has assured"),
      ])
      if !unowned.isEmpty {
        h2(class: "govuk-heading-m") { "Nobody answers for these concerns" }
        ul(class: "govuk-list govuk-list--bullet") {
          for finding in unowned {
            li {
              a(class: "govuk-link", .href(.finding(finding.id))) { finding.body.title }
              " (\(finding.body.source.words.lowercased()), \(finding.body.on.spoken))"
            }
          }
        }
      }
      h2(class: "govuk-heading-m") { "Line by line" }
      if setting.isWithheld { OwnFiguresWithheld() }
      table(setting)
    }
  }

  @MarkupBuilder private func table(_ setting: LearningSetting) -> Markup {
    let lines = BoardPage.lines(of: setting.register)
    if lines.isEmpty {
      p(class: "govuk-body") { "The register is empty." }
    } else {
      let list = LongList(lines, page: page, at: .learningBoard)
      if list.rows.count < lines.count {
        p(class: "govuk-body") {
          isWhole
            ? "All \(lines.count) lines, to print. "
            : list.words("line", plural: "lines") + " "
          a(
            class: "govuk-link",
            .href(
              isWhole
                ? .learningBoard : Link.learningBoard.setting(BoardPage.wholeField, "all"))
          ) { isWhole ? "Show them page by page" : "Show all of them on one page, to print" }
        }
      }
      StackedTable(
        isWhole ? lines[...] : list.rows, title: "From finding to assurance",
        columns: [
          StackedColumn("Finding") { line in
            if let finding = line.finding {
              a(class: "govuk-link", .href(.finding(finding.id))) { finding.body.title }
              br()
              span(class: "kith-missing govuk-!-font-weight-regular") {
                "\(finding.body.sort.words), \(finding.body.source.words.lowercased()), \(finding.body.on.spoken)"
              }
            } else {
              "No finding is named"
            }
          },
          StackedColumn("Action") { line in
            if let action = line.action {
              a(class: "govuk-link", .href(.action(action.id))) { action.body.title }
              br()
              action.body.tag
              if action.body.isOverdue(on: setting.page.today) {
                " "
                Tag("Overdue", .red)
              }
            } else {
              Tag("No action", .red)
            }
          },
          StackedColumn("Owner and date") { line in
            if let action = line.action {
              OwnerWords(action: action.body, register: setting.register)
              br()
              "Due \(action.body.due.spoken)"
            }
          },
          StackedColumn("Measure") { line in
            if let action = line.action?.body { MeasureOfAction(action: action, setting: setting) }
          },
          StackedColumn("Assurance") { line in
            if let action = line.action?.body {
              if let last = action.assurances.last {
                "\(last.verdict.words), \(last.on.spoken)"
              } else {
                "Not yet given"
              }
            }
          },
        ])
      if !isWhole { list.pages }
    }
  }

  /// The actions of the lines that are shown.
  package func actions(of register: LearningRegister) -> [ImprovementAction] {
    let lines = BoardPage.lines(of: register)
    let shown = isWhole ? lines[...] : LongList(lines, page: page, at: .learningBoard).rows
    return shown.compactMap(\.action?.body)
  }
}
