import CareRecord
public import HTML
import Store

extension RecordFamily {
  public func page(in setting: PageSetting) -> Page {
    head.page("Family", .family, in: setting) {
      if head.knownOn != nil {
        p(class: "govuk-body") {
          "Names, ages and statuses of the family are those of today: each belongs to a record of its own."
        }
      }
      h2(class: "govuk-heading-m") { "Brothers and sisters" }
      if children.isEmpty {
        p(class: "govuk-body") { "No brothers or sisters are recorded." }
      } else {
        p(class: "govuk-body") {
          "Each has a record of their own, which does not open with this one."
        }
        StackedTable(
          children, title: "Brothers and sisters",
          columns: [
            StackedColumn("Name") { child in
              a(class: "govuk-link", .href(.record(of: child.subject))) { ChildName(child).words }
            },
            StackedColumn("Age") { $0.ageWords(on: setting.today) },
            StackedColumn("Status") { $0.status?.tag },
            StackedColumn("Worker") { $0.worker },
          ])
      }
      h2(class: "govuk-heading-m") { "Parents and others" }
      if members.isEmpty {
        p(class: "govuk-body") { "Nobody else is recorded in the family." }
      } else {
        StackedTable(
          members, title: "Parents and others",
          columns: [
            StackedColumn("Name") { $0.name },
            StackedColumn("Place in the family") { member in
              member.role
              if member.isPast { " (no longer)" }
            },
            StackedColumn("Parental responsibility") {
              $0.parentalResponsibility.map { $0 ? "Yes" : "No" } ?? "Not recorded"
            },
            StackedColumn("Dates") { $0.dates?.words ?? "Not recorded" },
          ])
      }
    }
  }
}
