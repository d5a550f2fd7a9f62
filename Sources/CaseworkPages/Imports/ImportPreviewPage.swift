import CareRecord
public import HTML

/// What an import would change, before somebody confirms it.
public struct ImportPreviewPage: Sendable {
  /// Begins the names of the questions about proposed matches; the child's number follows.
  public static let matchPrefix = "match-"

  /// The answer to a proposed match.
  public enum MatchAnswer: String, Sendable {
    case same, other
  }

  let view: ImportView
  let form: FormState
  /// Whether an import of these files stopped half-way, and what it did can be taken back.
  let isPartUndoable: Bool

  public init(_ view: ImportView, form: FormState = FormState(), isPartUndoable: Bool = false) {
    self.view = view
    self.form = form
    self.isPartUndoable = isPartUndoable
  }

  /// Reads the answers: which children of the files are children that Kith knows.
  ///
  /// Nil where a proposed match is not answered; the form says which.
  public static func answers(
    in form: FormState, for view: ImportView
  ) -> (answers: [String: MatchAnswer]?, form: FormState) {
    var form = form
    var answers: [String: MatchAnswer] = [:]
    for match in view.matches {
      let name = matchPrefix + match.received
      if let answer = form[name].flatMap(MatchAnswer.init) {
        answers[match.received] = answer
      } else {
        form.refuse(name, "Say whether child \(match.received) is the same child")
      }
    }
    return (form.errors.isEmpty ? answers : nil, form)
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      "Check before importing", in: setting.frame, section: .imports,
      wayBack: .back(.imports, title: "Back to imports"), form: form,
      heading: .captioned("\(view.returnTitle), \(view.year)"), width: .full
    ) {
      if isPartUndoable {
        WarningText(
          "An import of these files stopped half-way. Each child it had reached is whole, the others are as before. Import the rest below, or take back what it did."
        )
        ButtonLink("Undo this import", to: .undoImport(view.submission), .secondary)
      }
      for warning in view.warnings { WarningText(warning) }
      tables
      refused
      changes
      differences
      p(class: "govuk-body") {
        a(class: "govuk-link", .href(.importCheck(view.submission))) {
          "See what the rules of the return find in these files"
        }
      }
      confirm(setting)
    }
  }

  private var tables: Table {
    Table(
      view.tables, title: "What was read", empty: "No table was recognised in these files.",
      columns: [
        Column("Table") { $0.name },
        Column("File") { $0.file },
        Column("Rows read", numeric: true) { grouped($0.rowsRead) },
        Column("Rows refused", numeric: true) { grouped($0.rowsRefused) },
        Column("Notes") { table in
          for note in table.notes { p(class: "govuk-body-s govuk-!-margin-bottom-1") { note } }
        },
      ])
  }

  @MarkupBuilder private var refused: Markup {
    if view.refusedInAll > 0 {
      h2(class: "govuk-heading-m") { "Rows that could not be read" }
      p(class: "govuk-body") {
        counted(view.refusedInAll, "row")
          + " could not be read. The rest is imported without them. "
        a(class: "govuk-link", .href(.rejects(view.submission))) { "Download these rows" }
        ", put them right, and import that file."
      }
      if view.refused.count < view.refusedInAll {
        p(class: "govuk-body") { "These are the first \(grouped(view.refused.count))." }
      }
      Table(
        view.refused, title: "Rows that could not be read", hidesTitle: true,
        columns: [
          Column("File") { $0.file },
          Column("Line", numeric: true) { $0.line },
          Column("Field") { $0.field },
          Column("Value") { row in code { row.value } },
          Column("What is wrong") { $0.reason },
        ])
    }
  }

  @MarkupBuilder private var changes: Markup {
    h2(class: "govuk-heading-m") { "What would change" }
    p(class: "govuk-body") {
      "\(counted(view.newChildren, "new child", plural: "new children")), "
        + "\(counted(view.knownChildren, "child", plural: "children")) known already."
    }
    if view.changesNothing {
      p(class: "govuk-body") { "Nothing would change: Kith holds all of this already." }
    } else {
      Table(
        view.changes.filter { $0.added + $0.changed + $0.withdrawn > 0 },
        title: "Changes by kind", hidesTitle: true,
        columns: [
          Column("Kind") { $0.kind },
          Column("New", numeric: true) { grouped($0.added) },
          Column("Changed", numeric: true) { grouped($0.changed) },
          Column("Withdrawn", numeric: true) { grouped($0.withdrawn) },
        ])
    }
  }

  @MarkupBuilder private var differences: Markup {
    if view.differencesInAll > 0 {
      h2(class: "govuk-heading-m") { "Rows that are kept as received" }
      p(class: "govuk-body") {
        "From the facts of \(counted(view.differencesInAll, "row")) Kith would make another row than it received. Kith keeps the received row beside the facts, so that nothing is lost."
      }
      Details("Show these rows") {
        if view.differences.count < view.differencesInAll {
          p(class: "govuk-body") { "These are the first \(grouped(view.differences.count))." }
        }
        Table(
          view.differences, title: "Rows that are kept as received", hidesTitle: true,
          columns: [
            Column("Table") { $0.table },
            Column("Child") { $0.child },
            Column("As received") { row in code { row.received } },
            Column("As the facts say") { row in
              if row.derived.isEmpty { "No such row" } else { code { row.derived } }
            },
            Column("Why") { $0.reason },
          ])
      }
    }
  }

  private func confirm(_ setting: PageSetting) -> Markup {
    Markup {
      Form(to: .confirmImport(view.submission), token: setting.token) {
        if !view.matches.isEmpty {
          h2(class: "govuk-heading-m") { "Are these the same children?" }
          p(class: "govuk-body") {
            "These children have a number that Kith does not know, but look like children that it knows. A wrong answer mixes up two children’s records, so check each one."
          }
          for match in view.matches { question(match) }
        }
        ButtonGroup { Button(view.changesNothing ? "Keep the submission" : "Import") }
      }
      Form(to: .declineImport(view.submission), token: setting.token) {
        Button("Do not import", .secondary)
      }
    }
  }

  private func question(_ match: ImportView.ProposedMatch) -> Radios {
    Radios(
      form.field(
        ImportPreviewPage.matchPrefix + match.received,
        "Child \(match.received): \(match.receivedWords)",
        hint: "Kith knows: \(match.knownWords). \(match.because)."),
      [
        Choice(MatchAnswer.same.rawValue, "The same child"),
        Choice(MatchAnswer.other.rawValue, "Another child, with a new record"),
      ], layout: .small)
  }
}
