import CareRecord
import CivilTime
public import HTML
public import Store

/// What was destroyed, certificate by certificate.
public struct DestroyedRecordsPage: Sendable {
  let tombstones: [Tombstone]
  let backups: [BackupNote]

  public init(_ tombstones: [Tombstone], backups: [BackupNote]) {
    self.tombstones = tombstones
    self.backups = backups
  }

  public func page(in setting: PageSetting) -> Page {
    Page("Destroyed records", in: setting.frame, section: .retention, width: .wide) {
      RetentionNavigation(current: .destroyedRecords, person: setting.person)
      if tombstones.isEmpty {
        p(class: "govuk-body") { "No record has been destroyed." }
      } else {
        p(class: "govuk-body") {
          "Keep the list that kith retention tombstones writes beside the backups: an older backup brings these records back, and restoring with the list destroys them again."
        }
        StackedTable(
          Array(tombstones.reversed()), title: "Destroyed records",
          columns: [
            StackedColumn("Certificate") { tombstone in
              a(class: "govuk-link", .href(.certificate(tombstone.number))) {
                "Certificate \(tombstone.number)"
              }
            },
            StackedColumn("Record") { $0.record.text },
            StackedColumn("Destroyed") { $0.at.inLondon.day.spoken },
            StackedColumn("Schedule") { "\($0.schedule), \($0.years) years" },
            StackedColumn("Still to be done") { tombstone in
              let left = Remains(tombstone, backups: backups, keepsArchive: false).toDo
              left == 0 ? "Nothing" : counted(left, "thing")
            },
          ])
      }
    }
  }
}
