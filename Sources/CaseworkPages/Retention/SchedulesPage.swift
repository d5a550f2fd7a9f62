import Access
import CivilTime
public import HTML
import Retention
public import Store

/// How long records are kept: what the law says, what is proposed, and what the authority adopted.
public struct SchedulesPage: Sendable {
  public static let scheduleField = "schedule"
  public static let yearsField = "years"
  public static let reasonField = "reason"

  let history: [ScheduleChoice]
  let people: PeopleNames
  let form: FormState

  public init(
    _ history: [ScheduleChoice], names: [String: String], form: FormState = FormState()
  ) {
    self.history = history
    people = PeopleNames(names: names)
    self.form = form
  }

  public func page(in setting: PageSetting) -> Page {
    let adopted = AdoptedSchedules(history: history)
    return Page(
      "Retention schedules", in: setting.frame, section: .retention, form: form, width: .wide
    ) {
      RetentionNavigation(current: .schedules, person: setting.person)
      p(class: "govuk-body") {
        "The longest period that applies to a record decides. A period that the law does not set counts only once the authority has adopted it; until then, such records are kept."
      }
      StackedTable(
        RetentionSchedule.proposed, title: "Schedules",
        columns: [
          StackedColumn("Record") { $0.title },
          StackedColumn("In force") { schedule in
            if let own = adopted[schedule.reason] {
              "\(own.years) years \(own.start.words)"
              if let years = own.yearsFromDeathUnder18 {
                "; \(years) years from a death before 18"
              }
            } else {
              span(class: "kith-missing") { "Not adopted: kept without end" }
            }
          },
          StackedColumn("Proposed") { "\($0.years) years \($0.start.words)" },
          StackedColumn("Basis") { schedule in
            schedule.basis
            " "
            schedule.tag
          },
        ])
      if Policy.mayAdoptSchedules(setting.person) { adopt(setting) }
      if !history.isEmpty { decided }
    }
  }

  @MarkupBuilder private func adopt(_ setting: PageSetting) -> Markup {
    h2(class: "govuk-heading-m") { "Write down what the authority decided" }
    Form(to: .schedules, token: setting.token) {
      Select(
        form.field(SchedulesPage.scheduleField, "Schedule"),
        RetentionSchedule.proposed.map { Choice($0.reason.rawValue, $0.title) })
      TextInput(
        form.field(
          SchedulesPage.yearsField, "Years",
          hint: "Leave empty where the authority no longer goes by this schedule."),
        kind: .wholeNumber, width: .three)
      TextArea(
        form.field(
          SchedulesPage.reasonField, "Who decided, when, and where that stands",
          hint: "For example: Cabinet, 3 March 2026, item 7"), rows: 2, limit: 500)
      Button("Save")
    }
  }

  @MarkupBuilder private var decided: Markup {
    h2(class: "govuk-heading-m") { "What was decided" }
    StackedTable(
      Array(history.reversed()), title: "Decisions on schedules",
      columns: [
        StackedColumn("When") { $0.at.spoken },
        StackedColumn("Schedule") { choice in
          RetentionSchedule.proposed.first { $0.reason == choice.schedule }?.title
            ?? choice.schedule.words
        },
        StackedColumn("Period") { $0.years.map { "\($0) years" } ?? "No longer" },
        StackedColumn("Written down by") { people.name(of: $0.person) },
        StackedColumn("Decided by") { $0.reason },
      ])
  }
}
