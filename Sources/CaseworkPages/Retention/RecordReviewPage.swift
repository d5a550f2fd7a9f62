import CivilTime
public import HTML
import Retention
public import Store

/// One record, for whoever decides whether it is destroyed.
public struct RecordReviewPage: Sendable {
  public static let decisionField = "decision"
  public static let reasonField = "reason"
  public static let untilField = "until"
  public static let proposalField = "proposal"
  public static let confirmField = "confirm"

  /// What can be decided; the name is sent.
  public enum Decision: String, Sendable {
    case propose, approve, decline, keep, hold, destroy
  }

  /// A file as received that holds rows of the child.
  public struct KeptFile: Sendable {
    let submission: Int64
    let name: String
    let rows: Int
    /// Nil where the rows will be taken out.
    let staysBecause: String?

    public init(submission: Int64, name: String, rows: Int, staysBecause: String?) {
      self.submission = submission
      self.name = name
      self.rows = rows
      self.staysBecause = staysBecause
    }
  }

  let review: RetentionReview
  let files: [KeptFile]
  let backups: Int
  let keepsArchive: Bool
  let people: PeopleNames
  let form: FormState

  /// - Parameters:
  ///   - backups: how many copies of the database are not known to be gone
  ///   - names: who has which user name
  public init(
    _ review: RetentionReview, files: [KeptFile], backups: Int, keepsArchive: Bool,
    names: [String: String], form: FormState = FormState()
  ) {
    self.review = review
    self.files = files
    self.backups = backups
    self.keepsArchive = keepsArchive
    people = PeopleNames(names: names)
    self.form = form
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      "Keep or destroy this record", in: setting.frame, section: .retention,
      wayBack: .back(.retention, title: "Back to the records due"), form: form,
      heading: .captioned(ChildName(review.child).words)
    ) {
      state
      h2(class: "govuk-heading-m") { "Until when it is kept" }
      SummaryList(retentionRows)
      holds
      extent
      DecisionForm(page: self, setting: setting)
      history
    }
  }

  var subjectLink: Link { .review(of: review.child.subject) }

  // MARK: - What is known

  @MarkupBuilder private var state: Markup {
    switch review.state {
    case .open: Markup()
    case .proposed(let proposal):
      InsetText {
        "\(people.name(of: proposal.person)) proposed on \(proposal.at.inLondon.day.spoken) to destroy this record: “\(proposal.reason)”. Somebody else has to approve it."
      }
    case .approved(let proposal, let approval):
      InsetText {
        "\(people.name(of: proposal.person)) proposed and \(people.name(of: approval.person)) approved, on \(approval.at.inLondon.day.spoken), that this record is destroyed. It can be destroyed now."
      }
    case .void(let proposal, let why):
      InsetText {
        "The proposal of \(proposal.at.inLondon.day.spoken) counts no longer. \(why.joined(separator: " "))"
      }
    case .kept(let decision):
      InsetText {
        "It was decided on \(decision.at.inLondon.day.spoken) to keep this record until \(decision.until?.spoken ?? ""): “\(decision.reason)”."
      }
    }
  }

  private var retentionRows: [SummaryRow] {
    switch review.retention {
    case .open: [SummaryRow("Kept", "As long as it is open")]
    case .undecided(let why): [SummaryRow("Kept", why.joined(separator: " "))]
    case .until(let day, let reason):
      [
        SummaryRow("Until", "\(day.spoken), the longest period that applies"),
        SummaryRow("By the schedule", review.schedules[reason]?.words),
        SummaryRow("Basis", review.schedules[reason]?.basis),
        SummaryRow("How well checked") {
          if let schedule = review.schedules[reason] { schedule.tag }
        },
        SummaryRow("Other periods") { others(than: reason) },
      ]
    }
  }

  @MarkupBuilder private func others(than reason: RetentionSchedule.Reason) -> Markup {
    let others = review.grounds.grounds.filter { $0.reason != reason }
    if others.isEmpty { "None applies" }
    for (place, ground) in others.enumerated() {
      if place > 0 { br() }
      if let schedule = review.schedules[ground.reason], let end = ground.end(by: schedule) {
        "\(schedule.words), until \(end.spoken)"
      }
    }
  }

  @MarkupBuilder private var holds: Markup {
    if !review.holds.isEmpty {
      WarningText(
        "A legal hold keeps this record. Nothing can be proposed, approved or destroyed while it stands."
      )
      ul(class: "govuk-list govuk-list--bullet") {
        for hold in review.holds {
          li {
            a(class: "govuk-link", .href(.legalHolds)) { "Legal hold \(hold.number)" }
            ", placed on \(hold.at.inLondon.day.spoken) by \(people.name(of: hold.person)). \(hold.scope.words): “\(hold.reason)”"
          }
        }
      }
    }
  }

  // MARK: - What would happen

  @MarkupBuilder private var extent: Markup {
    h2(class: "govuk-heading-m") { "What would be destroyed" }
    ul(class: "govuk-list govuk-list--bullet") {
      li {
        "\(counted(review.extent.going.values.reduce(0, +), "entry", plural: "entries")) in the record, in every version, with everything that shows them: lists, search, returns"
      }
      if review.extent.families > 0 || review.extent.adults > 0 {
        li {
          "the family’s record and \(counted(review.extent.adults, "grown-up’s record", plural: "grown-ups’ records")), which belong to no other child"
        }
      }
      if review.extent.draftsGoing > 0 {
        li { "\(counted(review.extent.draftsGoing, "draft")) about this child alone" }
      }
      for file in files.filter({ $0.staysBecause == nil }) {
        li {
          "\(counted(file.rows, "row")) of the child in the file \(file.name) of submission \(file.submission)"
        }
      }
    }
    Details("Each kind of entry") {
      Table(
        review.extent.going.sorted { factLabel($0.key) < factLabel($1.key) },
        title: "Entries that go", hidesTitle: true,
        columns: [
          Column("Kind") { factLabel($0.key) },
          Column("Entries", numeric: true) { grouped($0.value) },
        ])
    }
    h2(class: "govuk-heading-m") { "What would stay" }
    ul(class: "govuk-list govuk-list--bullet") {
      li {
        "the certificate: when, by whom, by which schedule, and how much; no name"
      }
      if !review.extent.staying.isEmpty {
        li {
          "shared entries, until the records of the others go too: "
          review.extent.staying.sorted { $0.key < $1.key }.map {
            "\(factLabel($0.key).lowercased()) (\($0.value))"
          }.joined(separator: ", ")
        }
      }
      li { "what the records of brothers, sisters and others say about this child" }
      if review.extent.reasons > 0 {
        li {
          "\(counted(review.extent.reasons, "reason")) that people gave for changes, which the log’s own proof covers; no page shows them"
        }
      }
      if review.extent.reads > 0, let until = review.extent.readsUntil {
        li {
          "who read the record, \(counted(review.extent.reads, "time")), to be kept until \(until.spoken)"
        }
      }
      li { "the words that people searched for, in the log of who read what" }
      if review.extent.draftsStaying > 0 {
        li { "\(counted(review.extent.draftsStaying, "draft")) about this child and others" }
      }
      for file in files {
        if let why = file.staysBecause {
          li { "rows in the file \(file.name) of submission \(file.submission). \(why)" }
        }
      }
      if backups > 0 {
        li {
          "the record in "
          a(class: "govuk-link", .href(.backups)) { counted(backups, "backup") }
          ", until somebody notes that each is gone"
        }
      }
      if keepsArchive { li { "old pages and the archive of the database server" } }
      li { "what was taken out of Kith: printed pages, exported returns" }
    }
  }

  @MarkupBuilder private var history: Markup {
    if !review.decisions.isEmpty {
      h2(class: "govuk-heading-m") { "Decisions so far" }
      StackedTable(
        review.decisions, title: "Decisions so far",
        columns: [
          StackedColumn("When") { $0.at.spoken },
          StackedColumn("Who") { people.name(of: $0.person) },
          StackedColumn("What") { $0.words },
          StackedColumn("Why") { $0.reason },
        ])
    }
  }
}

extension RetentionDecision {
  fileprivate var words: String {
    switch step {
    case .propose: "Proposed to destroy it"
    case .approve: "Approved"
    case .decline: "Declined"
    case .keep: "Keep it until \(until?.spoken ?? "")"
    }
  }
}
