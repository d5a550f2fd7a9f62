import CareRecord
import CivilTime
public import HTML
public import Store

/// What became of a submission once it was imported, stopped or declined.
public struct SubmissionPage: Sendable {
  let submission: Submission
  let view: ImportView?
  let check: ImportCheckView?
  let runs: [ImportRun]
  let undo: UndoView?
  let problem: String?

  /// - Parameters:
  ///   - view: what was read and changed, where that is still known
  ///   - check: what the rules find in the files
  ///   - runs: each time that it was imported
  ///   - undo: what the last undo did, where that is still known
  ///   - problem: why the last import or undo could not be done
  public init(
    _ submission: Submission, _ view: ImportView? = nil, check: ImportCheckView? = nil,
    runs: [ImportRun] = [], undo: UndoView? = nil, problem: String? = nil
  ) {
    self.submission = submission
    self.view = view
    self.check = check
    self.runs = runs.sorted { $0.number < $1.number }
    self.undo = undo
    self.problem = problem
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      heading, in: setting.frame, section: .imports,
      wayBack: .back(.imports, title: "Back to imports"),
      heading: .captioned(submission.title), width: .full
    ) {
      if let problem { WarningText("The last attempt could not be completed. \(problem)") }
      SummaryList([
        SummaryRow("State") { submission.state.tag },
        SummaryRow(
          "Received", "\(submission.receivedAt.spoken), by \(submission.receivedBy)"),
        SummaryRow("Fingerprint of the files") { code { submission.digest } },
        SummaryRow("Progress", submission.progress, missing: "Nothing to say"),
      ])
      switch submission.state {
      case .interrupted:
        WarningText(
          "The import stopped half-way. Each child it had reached is whole, the others are as before. Import again to complete it."
        )
        Form(to: .confirmImport(submission.id), token: setting.token) {
          Button("Import the rest")
        }
      case .received:
        p(class: "govuk-body") {
          a(class: "govuk-link", .href(.submission(submission.id))) { "Check and confirm it" }
        }
      case .imported: undoButton
      case .undoing:
        WarningText(
          "The undo stopped half-way, or is still at work. Each child it had reached is whole. Undo again to complete it."
        )
        undoButton
      case .undone:
        p(class: "govuk-body") {
          "What importing these files had changed was taken back. The files are kept and can be imported again."
        }
        Form(to: .importAgain(submission.id), token: setting.token) {
          Button("Check and import again", .secondary)
        }
      case .importing, .declined:
        Markup()
      }
      if let undo { UndoSummary(view: undo, isDone: true) }
      history
      if let view {
        Table(
          view.changes, title: "What changed", empty: "Nothing changed.",
          columns: [
            Column("Kind") { $0.kind },
            Column("New", numeric: true) { grouped($0.added) },
            Column("Changed", numeric: true) { grouped($0.changed) },
            Column("Withdrawn", numeric: true) { grouped($0.withdrawn) },
          ])
        if view.refusedInAll > 0 {
          p(class: "govuk-body") {
            counted(view.refusedInAll, "row") + " could not be read and were left out. "
            a(class: "govuk-link", .href(.rejects(submission.id))) { "Download these rows" }
            ", put them right, and import that file."
          }
        }
      }
      if let check {
        h2(class: "govuk-heading-m") { "Check of the files" }
        ImportCheckSummary(view: check)
      }
    }
  }

  @MarkupBuilder private var undoButton: Markup {
    if runs.contains(where: { !$0.isUndone }), runs.allSatisfy({ $0.remembers || $0.isUndone }) {
      ButtonLink("Undo this import", to: .undoImport(submission.id), .secondary)
    } else if runs.contains(where: { !$0.remembers }) {
      p(class: "govuk-body") {
        "This was imported by a version of Kith that did not remember what an import changed, so it cannot be undone."
      }
    }
  }

  @MarkupBuilder private var history: Markup {
    if runs.contains(where: \.remembers) {
      StackedTable(
        runs, title: "When it was imported",
        columns: [
          StackedColumn("Import") { String($0.number) },
          StackedColumn("Imported") { "\($0.started.spoken), by \($0.startedBy)" },
          StackedColumn("Children changed") { run in
            run.remembers ? grouped(run.children) : "Not known"
          },
          StackedColumn("Undone") { run in
            run.undoneAt.map { "\($0.spoken), by \(run.undoneBy ?? "")" } ?? "No"
          },
        ])
    }
  }

  private var heading: String {
    switch submission.state {
    case .received: "Waiting to be confirmed"
    case .importing: "Importing"
    case .imported: "Imported"
    case .interrupted: "Stopped half-way"
    case .declined: "Not imported"
    case .undoing: "Being undone"
    case .undone: "Import undone"
    }
  }
}

extension Submission {
  /// "SSDA903, 2017-18".
  public var title: String {
    let name =
      switch returnName {
      case "ssda903": "SSDA903"
      case "cin": "Children in need census"
      default: returnName
      }
    return "\(name), \(ImportUploadPage.label(ofYear: year))"
  }
}

extension SubmissionState {
  var tag: Tag {
    switch self {
    case .received: Tag("Waiting to be confirmed", .yellow)
    case .importing: Tag("Importing", .blue)
    case .imported: Tag("Imported", .green)
    case .interrupted: Tag("Stopped half-way", .red)
    case .declined: Tag("Not imported", .grey)
    case .undoing: Tag("Being undone", .red)
    case .undone: Tag("Undone", .grey)
    }
  }
}
