import CivilTime
import HTML
import Store

/// Where something of a destroyed record still is.
struct Remains: Component {
  private let tombstone: Tombstone
  private let backups: [BackupNote]
  private let keepsArchive: Bool
  /// So many backups are named one by one.
  private static let most = 20

  init(_ tombstone: Tombstone, backups: [BackupNote], keepsArchive: Bool) {
    self.tombstone = tombstone
    self.backups = backups.filter { $0.at <= tombstone.at && $0.gone == nil }
    self.keepsArchive = keepsArchive
  }

  private var files: [Tombstone.File] { tombstone.files.filter { !$0.wasTakenOut } }

  /// How many backups, files and drafts somebody has yet to deal with.
  var toDo: Int { backups.count + files.count + tombstone.drafts }

  @MarkupBuilder var markup: Markup {
    if !backups.isEmpty {
      h3(class: "govuk-heading-s") { "Backups that hold it" }
      p(class: "govuk-body") {
        "\(counted(backups.count, "backup")) made before the destruction. Each stands here until somebody notes that it is gone."
      }
      ul(class: "govuk-list govuk-list--bullet") {
        for backup in backups.prefix(Remains.most) {
          li(class: "kith-wrap") { "\(backup.at.spoken): \(backup.place)" }
        }
        if backups.count > Remains.most {
          li { "and \(grouped(backups.count - Remains.most)) earlier ones" }
        }
      }
    }
    if !files.isEmpty {
      h3(class: "govuk-heading-s") { "Files as received that name it" }
      ul(class: "govuk-list govuk-list--bullet") {
        for file in files {
          li { "File \(file.number + 1) of submission \(file.submission). \(file.reason ?? "")" }
        }
      }
    }
    h3(class: "govuk-heading-s") { backups.isEmpty && files.isEmpty ? "What stays" : "And" }
    ul(class: "govuk-list govuk-list--bullet") {
      if tombstone.shared > 0 {
        li {
          "\(counted(tombstone.shared, "entry", plural: "entries")) shared with records of others, until those go too"
        }
      }
      if tombstone.drafts > 0 {
        li {
          "\(counted(tombstone.drafts, "draft")) about this child and others, unless sent since"
        }
      }
      if tombstone.reasons > 0 {
        li {
          "\(counted(tombstone.reasons, "reason")) that people gave for changes, which the log’s own proof covers; no page shows them"
        }
      }
      if tombstone.reads > 0, let until = tombstone.readsUntil {
        li {
          "who read the record, \(counted(tombstone.reads, "time")), with the reasons they gave: due for destruction on \(until.spoken). Kith does not destroy its read log yet"
        }
      }
      li { "the words that people searched for, among them names, in the read log" }
      if keepsArchive {
        li { "old pages and the archive of the database server, as long as those are kept" }
      }
      li {
        "what the records of others say about this child, and what was taken out of Kith: printed pages, exported returns, emergency packs"
      }
    }
  }
}
