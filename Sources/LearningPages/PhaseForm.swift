import CareRecord
package import CaseworkPages
package import HTML
package import Learning
import OutcomePages
import Published

/// Decides that the limits of a control chart are reckoned anew from a year on.
package struct PhaseForm: LearningForm {
  private static let indicatorField = PhaseStart.indicatorField
  private static let yearField = PhaseStart.yearField
  private static let reasonField = "reason"
  private static let actionField = "follows"

  private let id: LearningID?
  private let indicator: String
  private let year: String
  private let setting: LearningSetting

  /// - Parameters:
  ///   - indicator: the measure that a new decision is about
  ///   - year: the year from which it holds, as it was asked for
  package init(of indicator: String?, from year: String?, in setting: LearningSetting) {
    id = nil
    self.indicator = indicator ?? ""
    self.year = year ?? ""
    self.setting = setting
  }

  package init(changing id: LearningID, in setting: LearningSetting) {
    self.id = id
    indicator = ""
    year = ""
    self.setting = setting
  }

  package var name: String { "phase" }
  package var title: String { id == nil ? "Recalculate limits" : "Change a decision about limits" }
  package var save: String { "Save the decision" }
  package func page(of id: LearningID) -> Link { .phase(id) }

  package var fields: [WritingField] {
    [
      WritingField(Self.indicatorField, "Measure", .line),
      WritingField(Self.yearField, "First year with new limits", .line),
      WritingField(Self.reasonField, "Why", .text),
      WritingField(Self.actionField, "Action that it follows", .line) { [setting] answers in
        LearningID(text: answers.text(Self.actionField))
          .flatMap { setting.register.action($0)?.body.title } ?? ""
      },
    ]
  }

  package func answers(of item: LearningItem?) -> Answers {
    guard let phase = item?.phase else {
      return Answers([(Self.indicatorField, indicator), (Self.yearField, year)])
    }
    return Answers([
      (Self.indicatorField, phase.indicator), (Self.yearField, String(phase.firstYear)),
      (Self.reasonField, phase.reason), (Self.actionField, phase.action?.text ?? ""),
    ])
  }

  package func read(
    _ answers: Answers, onto item: LearningItem?
  ) -> (item: LearningItem?, form: FormState) {
    var form = answers.state
    let indicator = answers.text(Self.indicatorField)
    let years = series(indicator).map { PhaseStart.years(of: $0).map(\.year) } ?? []
    let year = Int(answers.text(Self.yearField))
    if years.isEmpty {
      form.refuse(
        nil, "There is no control chart of ours for this measure. Begin from the page of a measure."
      )
    } else if let year, years.contains(year) {
      if let other = other(indicator, year) {
        form.refuse(
          Self.yearField,
          "\(setting.name(of: other.version.author)) has already decided about \(year). Choose another year, or change that decision."
        )
      }
    } else {
      form.refuse(Self.yearField, "Choose one of the years")
    }
    let reason = form.required(
      Self.reasonField, of: answers, "Say why: what changed, and how you know")
    guard form.errors.isEmpty, let year else { return (nil, form) }
    return (
      .phase(
        ChartPhase(
          indicator: indicator, firstYear: year, reason: reason,
          action: LearningID(text: answers.text(Self.actionField)))), form
    )
  }

  private func series(_ indicator: String) -> IndicatorSeries? {
    PhaseStart.series(of: indicator, for: setting.area, in: setting.figures)
  }

  /// Another decision about the same year.
  private func other(_ indicator: String, _ year: Int) -> LearningRegister.Held<ChartPhase>? {
    setting.register.phases.first {
      $0.body.indicator == indicator && $0.body.firstYear == year && $0.id != id
    }
  }

  @MarkupBuilder package func questions(_ form: FormState) -> Markup {
    let indicator = form[Self.indicatorField] ?? ""
    HiddenInput(Self.indicatorField, indicator)
    if setting.figures.indicator(indicator) != nil {
      p(class: "govuk-body") {
        "The control chart of "
        strong { setting.indicatorName(indicator) }
        " has an average and limits that say how our figure moves by chance. Recalculate them only where you know that something changed for good. What was unusual before may no longer be shown as such, so everybody who sees the chart sees who decided this and why."
      }
    }
    Select(
      form.field(
        Self.yearField, "First year with new limits",
        hint: "The year in which the change first shows in the figures"),
      series(indicator).map { PhaseStart.choices(of: $0) } ?? [])
    TextArea(
      form.field(
        Self.reasonField, "Why?",
        hint:
          "What changed, and how you know. For example, every team began to hold family group meetings in 2019, and the audit of 2020 found them in nine files of ten"
      ), rows: 4)
    Select(
      form.field(Self.actionField, "Which action does it follow? (optional)"),
      actions(about: indicator).map { Choice($0.id.text, $0.body.title) }, prompt: "None")
  }

  /// Those that should move the measure first.
  private func actions(
    about indicator: String
  ) -> [LearningRegister.Held<ImprovementAction>] {
    let all = setting.register.actions
    return all.filter { $0.body.indicator == indicator }
      + all.filter { $0.body.indicator != indicator }
  }
}
