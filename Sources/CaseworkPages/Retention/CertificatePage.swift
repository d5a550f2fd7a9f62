public import CareRecord
public import CivilTime
public import HTML
public import Store

/// The certificate of a destruction: what, when, by whom and why, and what remains to be done.
///
/// It names no child.
public struct CertificatePage: Sendable {
  let tombstone: Tombstone
  let authority: Authority
  let backups: [BackupNote]
  let people: PeopleNames
  let keepsArchive: Bool

  /// - Parameters:
  ///   - backups: every copy of the database that was made
  ///   - names: who has which user name
  public init(
    _ tombstone: Tombstone, authority: Authority, backups: [BackupNote], names: [String: String],
    keepsArchive: Bool
  ) {
    self.tombstone = tombstone
    self.authority = authority
    self.backups = backups
    people = PeopleNames(names: names)
    self.keepsArchive = keepsArchive
  }

  private var title: String { "Certificate of destruction \(tombstone.number)" }

  public func page(in setting: PageSetting) -> Page {
    Page(
      title, in: setting.frame, section: .retention,
      wayBack: .back(.destroyedRecords, title: "Back to the destroyed records")
    ) { content(on: setting.today) }
  }

  /// The same as a page to keep: it loads nothing.
  /// - Throws: `StaticFile.MissingFile` where the stylesheet was not installed beside the program.
  public func paper(on day: Day) throws(StaticFile.MissingFile) -> [UInt8] {
    try OfflinePage(title) { content(on: day) }.bytes
  }

  @MarkupBuilder private func content(on day: Day) -> Markup {
    SummaryList([
      SummaryRow("Record", "\(tombstone.record.text), of authority \(authority)"),
      SummaryRow("Destroyed", "\(tombstone.at.spoken) by \(people.name(of: tombstone.person))"),
      SummaryRow("Schedule", "\(tombstone.schedule), \(tombstone.years) years"),
      SummaryRow("Basis", tombstone.basis),
      SummaryRow("Due from", tombstone.due.spoken),
      SummaryRow("Proposed", step(tombstone.proposal)),
      SummaryRow("Approved", step(tombstone.approval)),
      SummaryRow("The record covered", covered),
    ])
    h2(class: "govuk-heading-m") { "What was destroyed" }
    ul(class: "govuk-list govuk-list--bullet") {
      li {
        "the content of \(counted(tombstone.bodies, "entry", plural: "entries")) of the log\(positions)"
      }
      if tombstone.records.count > 1 {
        li {
          "with it, \(counted(tombstone.records.count - 1, "record")) of the family and its grown-ups, who belong to no other child"
        }
      }
      for file in tombstone.files.filter(\.wasTakenOut) {
        li {
          "\(counted(file.rows, "row")) of file \(file.number + 1) of submission \(file.submission)"
          Details("Hash of the file before and after") {
            p(class: "kith-wrap") { code { file.hashBefore } }
            p(class: "kith-wrap") { code { file.hashAfter ?? "" } }
          }
        }
      }
    }
    p(class: "govuk-body") {
      "The log keeps a hash of every entry, so that kith audit verify still proves that nothing else was altered."
    }
    h2(class: "govuk-heading-m") { "What remains, on \(day.spoken)" }
    Remains(tombstone, backups: backups, keepsArchive: keepsArchive)
  }

  private func step(_ step: Tombstone.Step) -> String {
    "\(step.at.spoken) by \(people.name(of: step.person)): \(step.reason)"
  }

  private var covered: String? {
    guard let from = tombstone.coversFrom else { return nil }
    return tombstone.coversTo.map { "\(from.spoken) to \($0.spoken)" } ?? "from \(from.spoken)"
  }

  /// ": 12 to 15, 18".
  private var positions: String {
    var runs: [ClosedRange<Int64>] = []
    for position in tombstone.entries.map(\.position) {
      if let last = runs.last, last.upperBound + 1 == position {
        runs[runs.count - 1] = last.lowerBound...position
      } else {
        runs.append(position...position)
      }
    }
    if runs.isEmpty { return "" }
    let words = runs.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)"
    }
    return ": number\(tombstone.entries.count == 1 ? "" : "s") \(words.joined(separator: ", "))"
  }
}
