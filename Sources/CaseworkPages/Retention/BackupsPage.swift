import Access
import CivilTime
public import HTML
public import Store

/// The copies of the database that were made, and which of them are gone.
public struct BackupsPage: Sendable {
  public static let backupField = "backup"
  public static let reasonField = "reason"

  let backups: [BackupNote]
  let people: PeopleNames
  let form: FormState

  public init(_ backups: [BackupNote], names: [String: String], form: FormState = FormState()) {
    self.backups = backups
    people = PeopleNames(names: names)
    self.form = form
  }

  public func page(in setting: PageSetting) -> Page {
    let there = backups.filter { $0.gone == nil }
    let gone = backups.filter { $0.gone != nil }
    return Page("Backups", in: setting.frame, section: .retention, form: form, width: .wide) {
      RetentionNavigation(current: .backups, person: setting.person)
      p(class: "govuk-body") {
        "A backup holds every record that was destroyed after it was made. Once a file is gone from everywhere it was copied to, note it here."
      }
      if there.isEmpty {
        p(class: "govuk-body") { "No backup is known that is still there." }
      } else if Policy.mayNoteBackups(setting.person) {
        Form(to: .backups, token: setting.token) {
          div(class: "kith-wrap") {
            Checkboxes(
              form.field(BackupsPage.backupField, "Which backups are gone?").sized(.medium),
              there.map {
                Choice(
                  String($0.number), $0.at.spoken,
                  hint: "\($0.place), by Kith \($0.release)")
              }, small: true)
          }
          TextArea(
            form.field(
              BackupsPage.reasonField, "How do you know?",
              hint: "For example: deleted after 90 days, and from the second site"),
            rows: 2, limit: 500)
          Button("Note that they are gone")
        }
      } else {
        table(there)
      }
      if !gone.isEmpty {
        h2(class: "govuk-heading-m") { "Gone" }
        StackedTable(
          Array(gone.prefix(100)), title: "Backups that are gone",
          columns: [
            StackedColumn("Made") { $0.at.spoken },
            StackedColumn("Where") { backup in
              span(class: "kith-wrap") { backup.place }
            },
            StackedColumn("Noted") { backup in
              if let gone = backup.gone {
                "\(gone.at.inLondon.day.spoken) by \(people.name(of: gone.person)): \(gone.reason)"
              }
            },
          ])
      }
    }
  }

  private func table(_ backups: [BackupNote]) -> StackedTable {
    StackedTable(
      backups, title: "Backups",
      columns: [
        StackedColumn("Made") { $0.at.spoken },
        StackedColumn("Where") { backup in
          span(class: "kith-wrap") { backup.place }
        },
        StackedColumn("By Kith") { $0.release },
      ])
  }
}
